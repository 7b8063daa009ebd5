/*
 * Scores the text stages against outside gold under $SHARED/data (default ../shared): sentence ends
 * inside paragraphs, tokens with a letter or digit in them, and compounds. What is not there is
 * skipped and said so. With -v each miss is printed as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "stages/compound.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"

enum { BORDERS_MOST = 256 };

static bool verbose;

struct marks {
	bool *end;       /* a sentence ends before this byte */
	uint32_t *token; /* the end of the token that begins here; 0: none does */
};

struct score {
	size_t right;
	size_t found;
	size_t wanted;
};

static void print_score(const char *what, const char *name, struct score s)
{
	const double p = s.found ? (double)s.right / (double)s.found : 0;
	const double r = s.wanted ? (double)s.right / (double)s.wanted : 0;
	const double f = p + r > 0 ? 2 * p * r / (p + r) : 0;
	printf("%-32s %-24s P %.4f  R %.4f  F %.4f  (%zu)\n", what, name, p, r, f, s.wanted);
}

static bool read_file(struct span *out, const char *folder, const char *name, const char *ending,
		      struct arena *keep)
{
	const char *shared = getenv("SHARED");
	char path[4096];
	(void)snprintf(path, sizeof path, "%s/data/%s/%s%s", shared ? shared : "../shared", folder,
		       name, ending);
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	(void)fseek(file, 0, SEEK_END);
	const size_t size = (size_t)ftell(file);
	rewind(file);
	char *bytes = arena_calloc(keep, size + 1, 1);
	const bool read = bytes && fread(bytes, 1, size, file) == size;
	(void)fclose(file);
	*out = (struct span){bytes, size};
	return read;
}

static bool take_line(struct span *rest, struct span *line)
{
	if (rest->len == 0)
		return false;
	const char *end = memchr(rest->at, '\n', rest->len);
	const size_t len = end ? (size_t)(end - rest->at) : rest->len;
	*line = (struct span){rest->at, len};
	const size_t step = end ? len + 1 : len;
	*rest = (struct span){rest->at + step, rest->len - step};
	return true;
}

/* The nth field of a line with tabs. */
static struct span field(struct span line, int n)
{
	for (; n > 0; n--) {
		const char *tab = memchr(line.at, '\t', line.len);
		if (!tab)
			return (struct span){"", 0};
		const size_t step = (size_t)(tab - line.at) + 1;
		line = (struct span){tab + 1, line.len - step};
	}
	const char *tab = line.len ? memchr(line.at, '\t', line.len) : NULL;
	return (struct span){line.at, tab ? (size_t)(tab - line.at) : line.len};
}

static bool has_word(struct span text, size_t start, size_t end)
{
	const struct span seen = {text.at, end};
	for (size_t len; start < end; start += len) {
		const uint32_t code = utf8_decode(seen, start, &len);
		if (code_is_letter(code) || code_is_digit(code))
			return true;
	}
	return false;
}

static struct marks new_marks(struct span text, struct arena *keep)
{
	return (struct marks){arena_calloc(keep, text.len + 1, sizeof(bool)),
			      arena_calloc(keep, text.len + 1, sizeof(uint32_t))};
}

/* Paragraphs are apart by blank lines. */
static size_t find_paragraphs(struct block *block, struct span text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		const char *gap = memmem(text.at + at, text.len - at, "\n\n", 2);
		const size_t end = gap ? (size_t)(gap - text.at) : text.len;
		const struct span piece = span_trim((struct span){text.at + at, end - at});
		if (piece.len) {
			const uint32_t start = (uint32_t)(piece.at - text.at);
			block[count++] = (struct block){.start = start,
							.content_start = start,
							.end = start + (uint32_t)piece.len};
		}
		at = end + 2;
	}
	return count;
}

static struct score score_tokens(struct span text, const struct marks *gold,
				 const struct marks *ours)
{
	struct score s = {0, 0, 0};
	for (size_t i = 0; i < text.len; i++) {
		s.wanted += gold->token[i] != 0;
		s.found += ours->token[i] != 0;
		s.right += gold->token[i] != 0 && gold->token[i] == ours->token[i];
		if (verbose && gold->token[i] && gold->token[i] != ours->token[i])
			printf("token  %.*s | %.*s\n", (int)(gold->token[i] - i), text.at + i,
			       ours->token[i] ? (int)(ours->token[i] - i) : 0, text.at + i);
	}
	return s;
}

static struct score score_ends(struct span text, const struct marks *gold, const struct marks *ours,
			       const struct block *block, size_t blocks)
{
	struct score s = {0, 0, 0};
	for (size_t b = 0; b < blocks; b++)
		for (size_t i = block[b].start + 1; i < block[b].end; i++) {
			s.wanted += gold->end[i];
			s.found += ours->end[i];
			s.right += gold->end[i] && ours->end[i];
			if (verbose && gold->end[i] != ours->end[i]) {
				const size_t from =
					i > block[b].start + 50 ? i - 50 : block[b].start;
				const size_t to = i + 40 < block[b].end ? i + 40 : block[b].end;
				printf("%s  %.*s|%.*s\n", gold->end[i] ? "missed" : "wrong ",
				       (int)(i - from), text.at + from, (int)(to - i), text.at + i);
			}
		}
	(void)text;
	return s;
}

static void read_gold(struct marks *gold, struct span text, struct span sentences,
		      struct span tokens)
{
	struct span line;
	while (take_line(&sentences, &line))
		gold->end[strtoul(field(line, 1).at, NULL, 10)] = true;
	while (take_line(&tokens, &line)) {
		const size_t start = strtoul(field(line, 0).at, NULL, 10);
		const size_t end = strtoul(field(line, 1).at, NULL, 10);
		if (has_word(text, start, end))
			gold->token[start] = (uint32_t)end;
	}
}

static void score_text(const char *name, struct vocabulary *vocabulary)
{
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct span text, sentences, tokens;
	if (!read_file(&text, "ud-dutch", name, ".txt", &keep) ||
	    !read_file(&sentences, "ud-dutch", name, ".sents.tsv", &keep) ||
	    !read_file(&tokens, "ud-dutch", name, ".tokens.tsv", &keep)) {
		printf("%-32s %s: skipped, the shared data are not here\n", "sentences, tokens",
		       name);
		arena_release(&keep);
		return;
	}
	struct marks gold = new_marks(text, &keep);
	struct marks ours = new_marks(text, &keep);
	read_gold(&gold, text, sentences, tokens);
	struct block *block = arena_calloc(&keep, text.len / 2 + 1, sizeof *block);
	const size_t blocks = find_paragraphs(block, text);
	const struct tokenise_options options = {.tailored = true};
	struct token_list list;
	if (tokenise_run(&list, vocabulary, &options, text, block, blocks, NULL, 0, &keep, &scratch,
			 NULL) != 0)
		exit(3);
	for (size_t i = 0; i < list.count; i++) {
		const struct token *t = &list.item[i];
		if (has_word(text, t->start, t->start + t->len))
			ours.token[t->start] = t->start + t->len;
	}
	for (size_t i = 0; i < list.sentences; i++) {
		const struct token *t = &list.item[list.sentence[i].last - 1];
		ours.end[t->start + t->len] = true;
	}
	print_score("sentence ends in paragraphs", name,
		    score_ends(text, &gold, &ours, block, blocks));
	print_score("tokens without punctuation", name, score_tokens(text, &gold, &ours));
	arena_release(&keep);
	arena_release(&scratch);
}

/* Marks in `border` where the parts of `foo|bar` end, but for the last; returns how many. */
static size_t read_borders(bool *border, struct span split)
{
	size_t at = 0;
	size_t count = 0;
	memset(border, 0, BORDERS_MOST * sizeof *border);
	for (size_t i = 0; i < split.len && at < BORDERS_MOST; i++) {
		if (split.at[i] != '|') {
			at++;
			continue;
		}
		border[at] = true;
		count++;
	}
	return count;
}

static void score_compound(struct score *borders, struct score *whole,
			   struct vocabulary *vocabulary, const struct compound_words *words,
			   struct span form, struct span split)
{
	bool gold[BORDERS_MOST];
	uint8_t end[COMPOUND_PARTS_MOST];
	struct arena keep = ARENA_INIT;
	struct span folded, folded_split;
	if (language_fold(&folded, vocabulary_language(vocabulary), form, &keep) != 0 ||
	    language_fold(&folded_split, vocabulary_language(vocabulary), split, &keep) != 0)
		exit(3);
	const size_t wanted = read_borders(gold, folded_split);
	const size_t parts = compound_split(words, folded, end);
	size_t right = 0;
	for (size_t i = 0; i + 1 < parts; i++)
		right += gold[end[i]];
	borders->wanted += wanted;
	borders->found += parts - 1;
	borders->right += right;
	whole->wanted++;
	whole->found++;
	whole->right += right == wanted && parts - 1 == wanted;
	if (verbose && (right != wanted || parts - 1 != wanted)) {
		printf("compound  %.*s", (int)folded_split.len, folded_split.at);
		for (size_t i = 0; i < parts; i++)
			printf("%c%.*s", i ? '|' : ' ', (int)(end[i] - (i ? end[i - 1] : 0)),
			       folded.at + (i ? end[i - 1] : 0));
		printf("\n");
	}
	arena_release(&keep);
}

static void score_compounds(struct vocabulary *vocabulary)
{
	const struct compound_words *words = language_words(vocabulary_language(vocabulary));
	struct arena keep = ARENA_INIT;
	struct span rest, line;
	if (!read_file(&rest, "compounds", "nl_compounds_gold", ".tsv", &keep)) {
		printf("%-32s skipped, the shared data are not here\n", "compounds");
		arena_release(&keep);
		return;
	}
	struct score borders[2] = {{0, 0, 0}, {0, 0, 0}};
	struct score whole[2] = {{0, 0, 0}, {0, 0, 0}};
	(void)take_line(&rest, &line); /* the head of the table */
	for (size_t n = 0; take_line(&rest, &line); n++) {
		const struct span split = field(line, 4);
		if (split.len && span_equal(field(line, 2), SPAN("compound")))
			score_compound(&borders[n % 2], &whole[n % 2], vocabulary, words,
				       field(line, 0), split);
	}
	for (int half = 0; half < 2; half++) {
		print_score("compound borders", half ? "odd lines" : "even lines", borders[half]);
		print_score("compounds split whole", half ? "odd lines" : "even lines",
			    whole[half]);
	}
	arena_release(&keep);
}

/* The borders between tokens, as offsets in the text without white space: `text` is what they make.
 */
struct borders {
	bool *at;
	size_t len;
};

static void add_form(struct borders *b, struct span form)
{
	for (size_t i = 0, len; i < form.len; i += len) {
		if (code_is_space(utf8_decode(form, i, &len)))
			continue;
		b->len += len;
	}
	b->at[b->len] = true;
}

static struct borders gold_borders(struct span rest, struct arena *keep)
{
	struct borders b = {arena_calloc(keep, rest.len + 1, sizeof(bool)), 0};
	struct span line;
	while (take_line(&rest, &line))
		if (field(line, 0).len)
			add_form(&b, field(line, 0));
	return b;
}

static struct borders our_borders(struct span text, struct vocabulary *vocabulary,
				  struct arena *keep, struct arena *scratch)
{
	struct borders b = {arena_calloc(keep, text.len + 1, sizeof(bool)), 0};
	struct block *block = arena_calloc(keep, text.len / 2 + 2, sizeof *block);
	const size_t blocks = find_paragraphs(block, text);
	const struct tokenise_options options = {.tailored = true};
	struct token_list list;
	if (tokenise_run(&list, vocabulary, &options, text, block, blocks, NULL, 0, keep, scratch,
			 NULL) != 0)
		exit(3);
	for (size_t i = 0; i < list.count; i++)
		add_form(&b, (struct span){text.at + list.item[i].start, list.item[i].len});
	return b;
}

/* Each border that only one of the two has, with what stands around it. */
static void print_ucto(const char *name, struct span text, const struct borders *gold,
		       const struct borders *ours)
{
	size_t solid = 0;
	for (size_t i = 0, len; i < text.len; i += len) {
		const bool space = code_is_space(utf8_decode(text, i, &len));
		if (!space && solid > 0 && gold->at[solid] != ours->at[solid]) {
			const size_t from = i > 25 ? i - 25 : 0;
			const size_t to = i + 15 < text.len ? i + 15 : text.len;
			printf("ucto  %s %s: %.*s|%.*s\n", name, gold->at[solid] ? "cuts" : "joins",
			       (int)(i - from), text.at + from, (int)(to - i), text.at + i);
		}
		solid += space ? 0 : len;
	}
}

/* The files of ucto whose text its gold leaves as it is. */
static void score_ucto(struct vocabulary *vocabulary)
{
	static const char *const names[] = {
		"abbreviations",
		"bug0048",
		"bug0052",
		"bug0063",
		"bug0065b",
		"bug0083",
		"datetime",
		"encoding",
		"issue01",
		"issue046",
		"issue051",
		"nu",
		"onesentencemultiline",
		"quotetest_folgert2",
		"quotetest_folgert4",
		"quotetest_folgert6",
		"quotetest_multiline",
		"quotetest_nested",
		"quotetest_nosentence",
		"reverse-smiley",
		"suffix",
		"urls",
	};
	struct score total = {0, 0, 0};
	size_t files = 0;
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		struct arena keep = ARENA_INIT;
		struct arena scratch = ARENA_INIT;
		struct span text, tokens;
		if (read_file(&text, "ucto", names[n], ".nl.txt", &keep) &&
		    read_file(&tokens, "ucto", names[n], ".nl.tok.V", &keep)) {
			const struct borders gold = gold_borders(tokens, &keep);
			const struct borders ours = our_borders(text, vocabulary, &keep, &scratch);
			if (gold.len != ours.len && verbose)
				printf("ucto  %s: the gold has changed the text\n", names[n]);
			files += gold.len == ours.len;
			for (size_t i = 1; gold.len == ours.len && i <= gold.len; i++) {
				total.wanted += gold.at[i];
				total.found += ours.at[i];
				total.right += gold.at[i] && ours.at[i];
			}
			if (gold.len == ours.len && verbose)
				print_ucto(names[n], text, &gold, &ours);
		}
		arena_release(&keep);
		arena_release(&scratch);
	}
	if (files == 0)
		printf("%-32s skipped, the shared data are not here\n", "ucto");
	else
		print_score("token borders, ucto", "with tailoring", total);
}

int main(int argc, char **argv)
{
	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	struct compound_words words;
	if (!test_words(&words))
		return 3;
	struct language *language = test_language("nl", &words);
	struct vocabulary *vocabulary = language ? vocabulary_new(language, NULL) : NULL;
	if (!vocabulary)
		return 3;
	score_text("nl_alpino-ud-dev", vocabulary);
	score_text("nl_lassysmall-ud-dev", vocabulary);
	score_compounds(vocabulary);
	score_ucto(vocabulary);
	vocabulary_free(vocabulary);
	language_free(language);
	return 0;
}
