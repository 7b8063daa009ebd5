#include "stages/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/stem_dutch.h"

/* No word of a language is longer; what is, is data, and a stemmer has nothing to say of it. */
enum { STEM_LONGEST = 256 };

struct stemmer {
	struct sb_stemmer *snowball; /* NULL: words stay as they are */
	struct sb_stemmer *ascii;    /* the same for words of ASCII, which is a third faster, as it
					need not decode; NULL where there is none of one byte */
	bool dutch;                  /* stem_dutch() gives what `ascii` would give */
};

static struct span stem_of(struct sb_stemmer *snowball, struct span word)
{
	const sb_symbol *stem =
		sb_stemmer_stem(snowball, (const sb_symbol *)word.at, (int)word.len);
	if (!stem)
		return (struct span){NULL, 0};
	return (struct span){(const char *)stem, (size_t)sb_stemmer_length(snowball)};
}

/* Whether the library's stemmer is Porter's for Dutch, as stem_dutch() is: one of that name need
 * not be, as libraries later than 2 have another. A word for each rule. */
static bool stems_as_dutch(struct sb_stemmer *snowball)
{
	static const char *const words[] = {
		"mogelijkheden", "bakken",    "gemene",   "geweest", "huisjes",      "grote",
		"eenheid",       "wandelend", "koninkje", "eigen",   "vriendelijke", "leesbaar",
		"denkbare",      "maan",      "yoghurt",  "bloeien", "lopende",      "werkster"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char word[32];
		const size_t len = strlen(words[i]);
		memcpy(word, words[i], len);
		const struct span ours = {word, stem_dutch(word, len)};
		if (!span_equal(stem_of(snowball, span_from(words[i])), ours))
			return false;
	}
	return true;
}

struct stemmer *stemmer_new(const char *name, struct error *err)
{
	struct stemmer *stemmer = calloc(1, sizeof *stemmer);
	if (!stemmer) {
		(void)error_memory(err);
		return NULL;
	}
	if (name[0] == '\0')
		return stemmer;
	stemmer->snowball = sb_stemmer_new(name, "UTF_8");
	if (!stemmer->snowball) {
		(void)error_set(err, ERROR_CONFIG, "no stemmer of that name", "%s", name);
		free(stemmer);
		return NULL;
	}
	stemmer->ascii = sb_stemmer_new(name, "ISO_8859_1");
	stemmer->dutch = stemmer->ascii && stems_as_dutch(stemmer->ascii);
	return stemmer;
}

void stemmer_free(struct stemmer *stemmer)
{
	if (!stemmer)
		return;
	sb_stemmer_delete(stemmer->snowball);
	sb_stemmer_delete(stemmer->ascii);
	free(stemmer);
}

static bool is_ascii(struct span word)
{
	unsigned char all = 0;
	for (size_t i = 0; i < word.len; i++)
		all |= (unsigned char)word.at[i];
	return all < 0x80;
}

/* The stem, or {NULL, 0}: no memory. `buffer` may hold it. */
static struct span find_stem(struct stemmer *stemmer, struct span word, char buffer[STEM_LONGEST])
{
	if (!stemmer->ascii || !is_ascii(word))
		return stem_of(stemmer->snowball, word);
	if (!stemmer->dutch)
		return stem_of(stemmer->ascii, word);
	memcpy(buffer, word.at, word.len);
	return (struct span){buffer, stem_dutch(buffer, word.len)};
}

int stemmer_run(struct span *out, struct stemmer *stemmer, struct span folded, struct arena *keep)
{
	char buffer[STEM_LONGEST];
	*out = folded;
	if (!stemmer->snowball || folded.len == 0 || folded.len > STEM_LONGEST)
		return 0;
	const struct span found = find_stem(stemmer, folded, buffer);
	if (!found.at)
		return -1;
	if (span_starts(folded, found)) {
		out->len = found.len; /* most stems are the beginning of the word */
		return 0;
	}
	const char *copy = arena_copy(keep, found.at, found.len);
	if (!copy)
		return -1;
	*out = (struct span){copy, found.len};
	return 0;
}
