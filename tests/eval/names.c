/*
 * names.c - measure how names of people and what leads to them are found: on the hand-checked
 * lists of the sample studies (tests/eval/names), and on outside phrases under $SHARED/data
 * (default ../shared), which are skipped with a word where they are absent.
 *
 * Recall is over the capitalised words of people's names; `wrong` is the share of all capitalised
 * words that were taken for a name and are none. With -v each miss is printed.
 *
 *   names [-v]
 *   names -l TEXT...   no measuring: a line for all that is found, and one for every capitalised
 *                      word inside a sentence that is no part of it
 */
#include <dirent.h>
#include <stdlib.h>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/compound_words.h"
#include "lexicons/name_class.h"
#include "stages/disclosure.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/eval/gold.h"
#include "tests/language.h"
#include "tests/names.h"
#include "tests/telling.h"

enum { WORDS_MOST = 400, MARKED_MOST = 100 };

static bool verbose;

struct bench {
	struct arena keep;
	struct arena scratch;
	struct compound_words compounds;
	struct language *language;
	struct word_classes *words;
	struct word_classes *classes;
	struct vocabulary *vocabulary;
};

struct tally {
	size_t gold, found, wrong, capitals;
};

/* What is right in one document: words, phrases that they are not meant in, words not to count. */
struct answer {
	struct span word[WORDS_MOST], phrase[WORDS_MOST], open[WORDS_MOST];
	size_t words, phrases, opens;
};

struct reading {
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct disclosure_list found;
};

static void fail(const char *what, const char *which)
{
	(void)fprintf(stderr, "names: %s: %s\n", what, which);
	exit(2);
}

static void read_text(struct reading *out, struct bench *bench, struct span text)
{
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	const struct tokenise_options tailored = {.tailored = true};
	struct error err = {0};
	*out = (struct reading){.found = {0}};
	if (reader_read(&out->document, text, &options, &bench->keep, &bench->scratch, &err) != 0 ||
	    structure_run(&out->structure, &out->document, bench->words, &bench->keep,
			  &bench->scratch, &err) != 0 ||
	    tokenise_run(&out->tokens, bench->vocabulary, &tailored, out->document.text,
			 out->structure.block, out->structure.blocks, out->structure.aside,
			 out->structure.asides, &bench->keep, &bench->scratch, &err) != 0)
		fail(err.why, "");
	const struct disclosure_input input = {.text = out->document.text,
					       .structure = &out->structure,
					       .tokens = &out->tokens,
					       .vocabulary = bench->vocabulary,
					       .classes = bench->classes};
	if (disclosure_find(&out->found, &input, &bench->keep, &bench->scratch, &err) != 0)
		fail(err.why, "");
	arena_reset(&bench->scratch);
}

static bool is_taken(const struct reading *reading, uint32_t at, bool names)
{
	for (size_t i = 0; i < reading->found.count; i++) {
		const struct disclosure *d = &reading->found.item[i];
		if (at >= d->range.start && at < d->range.end)
			return !names || d->name;
	}
	return false;
}

static bool is_counted(const struct bench *bench, const struct reading *reading,
		       const struct token *token)
{
	const struct span written = {reading->document.text.at + token->start, token->len};
	if (memchr(written.at, '.', written.len)) /* initials, degrees */
		return false;
	const struct word_type *type = vocabulary_type(bench->vocabulary, token->type);
	const uint64_t not_name =
		WORD_BIT(NAME_TITLE) | WORD_BIT(NAME_PARTICLE) | WORD_BIT(NAME_OFFICE);
	return token->kind == TOKEN_WORD && (token->flags & TOKEN_CAPITAL) && token->len > 1 &&
	       !((word_classes_of(bench->classes, type->folded) & not_name) &&
		 token->len != 2 /* El, Ma: names too */);
}

static void count(struct tally *tally, const struct bench *bench, const struct reading *reading,
		  const struct token *token, bool wanted)
{
	const struct span text = reading->document.text;
	const bool taken = is_taken(reading, token->start, true);
	tally->capitals++;
	tally->gold += wanted;
	tally->found += wanted && taken;
	tally->wrong += !wanted && taken;
	(void)bench;
	if (!verbose || wanted == taken)
		return;
	const size_t from = token->start > 40 ? token->start - 40 : 0;
	const size_t behind = token->start + token->len;
	const size_t to = behind + 25 < text.len ? behind + 25 : text.len;
	printf("%s %.*s>>%.*s<<", wanted ? "missed" : "WRONG ", (int)(token->start - from),
	       text.at + from, (int)token->len, text.at + token->start);
	for (size_t i = behind; i < to; i++)
		putchar(text.at[i] == '\n' ? '|' : text.at[i]);
	putchar('\n');
}

static bool starts_word(struct span token, struct span word)
{
	if (!span_starts(token, word))
		return false;
	const struct span left = {token.at + word.len, token.len - word.len};
	return left.len == 0 || span_equal(left, SPAN("s")) || left.at[0] == '-' ||
	       left.at[0] == '\'' || (unsigned char)left.at[0] == 0xE2;
}

static bool in_phrase(const struct answer *answer, struct span text, const struct token *token)
{
	for (size_t i = 0; i < answer->phrases; i++) {
		const struct span phrase = answer->phrase[i];
		const size_t from = token->start > phrase.len ? token->start - phrase.len : 0;
		const size_t to = token->start + token->len + phrase.len;
		const struct span near = {text.at + from, (to < text.len ? to : text.len) - from};
		if (memmem(near.at, near.len, phrase.at, phrase.len))
			return true;
	}
	return false;
}

static void score_document(struct tally *tally, struct bench *bench, const struct answer *answer,
			   struct span text)
{
	struct reading reading;
	read_text(&reading, bench, text);
	for (size_t i = 0; i < reading.tokens.count; i++) {
		const struct token *token = &reading.tokens.item[i];
		const struct span word = {reading.document.text.at + token->start, token->len};
		bool wanted = false, open = false;
		for (size_t w = 0; w < answer->words; w++)
			wanted = wanted || starts_word(word, answer->word[w]);
		for (size_t w = 0; w < answer->opens; w++)
			open = open || starts_word(word, answer->open[w]);
		wanted = wanted && !in_phrase(answer, reading.document.text, token);
		if (!open && (wanted || is_counted(bench, &reading, token)) &&
		    token->kind == TOKEN_WORD && (token->flags & TOKEN_CAPITAL))
			count(tally, bench, &reading, token, wanted);
	}
}

static void print(const char *what, const struct tally *t)
{
	printf("%-28s recall %.3f (%zu of %zu)  wrong %.3f (%zu of %zu capitalised)\n", what,
	       t->gold ? (double)t->found / (double)t->gold : 1.0, t->found, t->gold,
	       t->capitals ? (double)t->wrong / (double)t->capitals : 0.0, t->wrong, t->capitals);
}

static void add_words(struct answer *answer, struct span line)
{
	while (line.len > 0 && answer->words < WORDS_MOST) {
		const char *space = memchr(line.at, ' ', line.len);
		const size_t len = space ? (size_t)(space - line.at) : line.len;
		if (len > 0)
			answer->word[answer->words++] = (struct span){line.at, len};
		const size_t step = space ? len + 1 : len;
		line = (struct span){line.at + step, line.len - step};
	}
}

static void score_named(struct tally *tally, struct bench *bench, const struct answer *answer,
			const char *folder, struct span name)
{
	char path[GOLD_PATH_MOST];
	if (name.len == 0)
		return;
	(void)snprintf(path, sizeof path, "%s/%.*s.txt", folder, (int)name.len, name.at);
	const struct span text = gold_load(path, &bench->keep);
	if (text.len == 0)
		fail("can't be read", path);
	score_document(tally, bench, answer, text);
}

static void score_study(struct bench *bench, const char *study, const char *folder)
{
	static struct answer answer;
	struct tally tally = {0};
	char path[GOLD_PATH_MOST];
	(void)snprintf(path, sizeof path, "tests/eval/names/%s.txt", study);
	struct span rest = gold_load(path, &bench->keep), name = {0};
	if (rest.len == 0)
		fail("can't be read", path);
	while (rest.len > 0) {
		const char *end = memchr(rest.at, '\n', rest.len);
		const size_t len = end ? (size_t)(end - rest.at) : rest.len;
		const struct span line = {rest.at, len};
		const struct span value = {line.at + 2, len > 2 ? len - 2 : 0};
		if (span_starts(line, SPAN("= "))) {
			score_named(&tally, bench, &answer, folder, name);
			answer = (struct answer){.words = 0};
			name = value;
		} else if (span_starts(line, SPAN("- ")) && answer.phrases < WORDS_MOST) {
			answer.phrase[answer.phrases++] = value;
		} else if (span_starts(line, SPAN("? ")) && answer.opens < WORDS_MOST) {
			answer.open[answer.opens++] = value;
		} else if (!span_starts(line, SPAN("#"))) {
			add_words(&answer, line);
		}
		rest = (struct span){rest.at + len + (end != NULL), rest.len - len - (end != NULL)};
	}
	score_named(&tally, bench, &answer, folder, name);
	print(study, &tally);
}

static size_t byte_of(struct span text, json_int_t offset)
{
	size_t at = 0, len;
	for (; offset > 0 && at < text.len; offset--, at += len)
		(void)utf8_decode(text, at, &len);
	return at;
}

/* Marked ranges of an outside phrase; `covered` of them have every byte of theirs found. */
static void score_example(struct tally *names, struct tally *others, struct bench *bench,
			  const json_t *example, bool people)
{
	const struct span text = gold_string(example, "text", &bench->keep);
	const json_t *list = json_object_get(example, "annotations");
	struct range marked[MARKED_MOST];
	size_t marks = 0;
	struct reading reading;
	for (size_t i = 0; i < json_array_size(list) && marks < MARKED_MOST; i++) {
		const json_t *mark = json_array_get(list, i);
		const json_int_t from = json_integer_value(json_object_get(mark, "start_char"));
		const json_int_t to = json_integer_value(json_object_get(mark, "end_char"));
		marked[marks++] =
			(struct range){(uint32_t)byte_of(text, from), (uint32_t)byte_of(text, to)};
	}
	read_text(&reading, bench, text);
	for (size_t i = 0; i < reading.tokens.count; i++) {
		const struct token *token = &reading.tokens.item[i];
		bool wanted = false;
		for (size_t m = 0; people && m < marks; m++)
			wanted = wanted ||
				 (token->start >= marked[m].start && token->start < marked[m].end);
		if (is_counted(bench, &reading, token))
			count(names, bench, &reading, token, wanted);
	}
	for (size_t m = 0; m < marks; m++) {
		const bool found = is_taken(&reading, marked[m].start, false);
		others->gold++;
		others->found += found;
		if (verbose && !people && !found)
			printf("not found: %.*s\n", (int)text.len, text.at);
	}
}

static void score_outside(struct bench *bench, const char *kind, bool people)
{
	const char *shared = getenv("SHARED");
	struct tally names = {0}, others = {0};
	char path[GOLD_PATH_MOST];
	(void)snprintf(path, sizeof path, "%s/data/pseudonyms/%s.json",
		       shared ? shared : "../shared", kind);
	json_t *root = json_load_file(path, 0, NULL);
	if (!root) {
		printf("%-28s skipped: %s is not there\n", kind, path);
		return;
	}
	const json_t *list = json_object_get(root, "examples");
	for (size_t i = 0; i < json_array_size(list); i++)
		score_example(&names, &others, bench, json_array_get(list, i), people);
	json_decref(root);
	char what[64];
	(void)snprintf(what, sizeof what, "outside %s", kind);
	if (people || strcmp(kind, "institutions") == 0 || strcmp(kind, "locations") == 0)
		print(what, &names);
	else
		printf("%-28s found %zu of %zu\n", what, others.found, others.gold);
}

static void list_text(struct bench *bench, const char *path)
{
	struct reading reading;
	read_text(&reading, bench, gold_load(path, &bench->keep));
	const struct span text = reading.document.text;
	for (size_t i = 0; i < reading.found.count; i++) {
		const struct disclosure *d = &reading.found.item[i];
		printf("%s\t%.*s\n", d->name ? "name" : "other",
		       (int)(d->range.end - d->range.start), text.at + d->range.start);
	}
	for (size_t i = 1; i < reading.tokens.count; i++) {
		const struct token *token = &reading.tokens.item[i];
		if (is_counted(bench, &reading, token) &&
		    !is_taken(&reading, token->start, false) && token[-1].kind == TOKEN_WORD)
			printf("left\t%.*s\n", (int)token->len, text.at + token->start);
	}
}

int main(int argc, char **argv)
{
	static struct bench bench;
	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (!test_words(&bench.compounds))
		fail("damaged", "compounds.words");
	bench.language = test_language("nl", &bench.compounds);
	bench.words = test_telling();
	bench.classes = test_names();
	bench.vocabulary = bench.language ? vocabulary_new(bench.language, NULL) : NULL;
	if (!bench.words || !bench.classes || !bench.vocabulary)
		fail("damaged", "tables");
	if (argc > 2 && strcmp(argv[1], "-l") == 0) {
		for (int i = 2; i < argc; i++)
			list_text(&bench, argv[i]);
		return 0;
	}
	score_study(&bench, "stad", "corpus/sample/stad/gold/texts");
	score_study(&bench, "verhalen", "corpus/sample/verhalen/gold/texts");
	score_study(&bench, "reports", "corpus/training/reports/texts");
	score_outside(&bench, "names", true);
	score_outside(&bench, "locations", false);
	score_outside(&bench, "institutions", false);
	score_outside(&bench, "phone_numbers", false);
	score_outside(&bench, "emails", false);
	score_outside(&bench, "urls", false);
	vocabulary_free(bench.vocabulary);
	word_classes_free(bench.classes);
	word_classes_free(bench.words);
	language_free(bench.language);
	arena_release(&bench.keep);
	arena_release(&bench.scratch);
	return 0;
}
