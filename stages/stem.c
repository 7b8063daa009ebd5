#include "stages/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"

/* No word of a language is longer; what is, is data, and a stemmer has nothing to say of it. */
enum { STEM_LONGEST = 256 };

struct stemmer {
	struct sb_stemmer *snowball; /* NULL: words stay as they are */
	struct sb_stemmer *ascii;    /* the same for words of ASCII, which is a third faster, as it
					need not decode; NULL where there is none of one byte */
};

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

int stemmer_run(struct span *out, struct stemmer *stemmer, struct span folded, struct arena *keep)
{
	*out = folded;
	if (!stemmer->snowball || folded.len == 0 || folded.len > STEM_LONGEST)
		return 0;
	struct sb_stemmer *snowball =
		stemmer->ascii && is_ascii(folded) ? stemmer->ascii : stemmer->snowball;
	const sb_symbol *stem =
		sb_stemmer_stem(snowball, (const sb_symbol *)folded.at, (int)folded.len);
	if (!stem)
		return -1;
	const struct span found = {(const char *)stem, (size_t)sb_stemmer_length(snowball)};
	if (span_equal(found, folded))
		return 0;
	const char *copy = arena_copy(keep, found.at, found.len);
	if (!copy)
		return -1;
	*out = (struct span){copy, found.len};
	return 0;
}
