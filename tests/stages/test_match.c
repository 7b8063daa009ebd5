#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/pack.h"
#include "stages/explain.h"
#include "stages/features.h"
#include "stages/match.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/stages/cases.h"

struct fixture {
	struct language *language;
	struct vocabulary *vocabulary;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	if (!f)
		return -1;
	*state = f;
	f->language = test_language("nl", NULL);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	return f->vocabulary ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	vocabulary_free(f->vocabulary);
	language_free(f->language);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

static struct lexicon *make_lexicon(struct span yaml)
{
	struct error err = ERROR_INIT;
	struct pack *pack = pack_new(yaml, "pack.yaml", NULL, NULL, &err);
	struct lexicon *lexicon =
		pack ? lexicon_new((const struct pack *const *)&pack, 1, &err) : NULL;
	if (!lexicon)
		fail_msg("%s:%u: %s: %s", err.where, err.line, err.why, err.detail);
	pack_free(pack);
	return lexicon;
}

static struct token_list tokenise(struct fixture *f, struct span text)
{
	const struct tokenise_options options = {.tailored = true};
	const struct block block = {.end = (uint32_t)text.len};
	struct token_list tokens;
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, text, &block, 1, NULL, 0,
				      &f->keep, &f->scratch, NULL),
			 0);
	return tokens;
}

static struct hit_list hits_in(struct fixture *f, struct match_cache *cache,
			       const struct lexicon *lexicon, struct span text,
			       const struct token_list *tokens)
{
	struct hit_list hits;
	assert_int_equal(match_run(&hits, cache, lexicon, f->vocabulary, text, tokens, &f->keep,
				   &f->scratch, NULL),
			 0);
	return hits;
}

/* `regels [de vergunning] term:vergunning 5 negated` */
static int write_hit(char *out, size_t size, const struct lexicon *lexicon, struct span text,
		     const struct token_list *tokens, const struct hit *hit)
{
	static const char *const status[] = {"", " negated", " excluded", " covered"};
	const struct rule *rule = lexicon_rule(lexicon, hit->rule);
	const struct target *target =
		lexicon_target(lexicon, (enum target_kind)rule->target_kind, rule->target);
	const struct token *last = &tokens->item[hit->last - 1];
	const uint32_t start = tokens->item[hit->first].start;
	return snprintf(out, size, "%.*s [%.*s] %.*s %g%s\n", (int)target->id.len, target->id.at,
			(int)(last->start + last->len - start), text.at + start,
			(int)rule->name.len, rule->name.at, (double)rule->weight,
			status[hit->status]);
}

static void write_hits(struct fixture *f, const struct lexicon *lexicon, struct span text,
		       char *out, size_t size)
{
	struct match_cache *cache = match_cache_new(lexicon, NULL);
	assert_non_null(cache);
	const struct token_list tokens = tokenise(f, text);
	const struct hit_list hits = hits_in(f, cache, lexicon, text, &tokens);
	out[0] = '\0';
	for (size_t i = 0; i < hits.count; i++) {
		const int len = write_hit(out, size, lexicon, text, &tokens, &hits.item[i]);
		assert_true(len > 0 && (size_t)len < size);
		out += len;
		size -= (size_t)len;
	}
	match_cache_free(cache);
}

/* The pack stands before a line of equals signs, the text behind it. */
static void match_case(void *context, struct span input, char *out, size_t size)
{
	const char *line = memmem(input.at, input.len, "\n===\n", 5);
	assert_non_null(line);
	char yaml[CASE_SIZE];
	const int head = snprintf(yaml, sizeof yaml, "id: test\nlanguage: nl\n%.*s\n",
				  (int)(line - input.at), input.at);
	struct lexicon *lexicon = make_lexicon((struct span){yaml, (size_t)head});
	const struct span text = {line + 5, input.len - (size_t)(line - input.at) - 5};
	write_hits(context, lexicon, text, out, size);
	lexicon_free(lexicon);
}

static void golden_cases_match(void **state)
{
	cases_run("tests/stages/match.txt", match_case, *state);
}

static void the_same_hits_come_from_a_cache_that_has_seen_other_texts(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon =
		make_lexicon(SPAN("id: t\nlanguage: nl\nthemes:\n"
				  "  - {id: a, terms: [vergunning*, laat ... los]}\n"));
	char first[400];
	char second[400];
	const struct span text = SPAN("De vergunningen laten wij niet meer los.");
	write_hits(f, lexicon, text, first, sizeof first);
	write_hits(f, lexicon, SPAN("Los van de vergunning, laat dat."), second, sizeof second);
	write_hits(f, lexicon, text, second, sizeof second);
	assert_string_equal(first, second);
	lexicon_free(lexicon);
}

static void a_pattern_that_explodes_is_left_out_and_ends(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon =
		make_lexicon(SPAN("id: t\nlanguage: nl\nthemes:\n  - id: a\n    terms: [boom]\n"
				  "    patterns: [{name: x, regex: '(a+)+(a+)+(a+)+$b'}]\n"));
	char text[4001];
	memset(text, 'a', sizeof text);
	memcpy(text, "boom ", 5);
	text[4000] = '\0';
	char out[400];
	write_hits(f, lexicon, span_from(text), out, sizeof out);
	assert_string_equal(out, "a [boom] term:boom 1\n");
	lexicon_free(lexicon);
}

static void many_gaps_take_no_time_that_explodes(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon =
		make_lexicon(SPAN("id: t\nlanguage: nl\nthemes:\n  - id: a\n"
				  "    terms: ['a ...9 a ...9 a ...9 a ...9 a ...9 x']\n"));
	char text[20001];
	for (size_t i = 0; i < sizeof text - 1; i += 2)
		memcpy(text + i, "a ", 2);
	text[20000] = '\0';
	char out[400];
	write_hits(f, lexicon, span_from(text), out, sizeof out);
	assert_string_equal(out, "");
	lexicon_free(lexicon);
}

static size_t count_view(const struct bag *bag, enum feature_view view)
{
	size_t count = 0;
	for (size_t i = 0; i < bag->extras; i++)
		count += bag->extra[i].view == view;
	return count;
}

/* `rot` stands in the last sentence but two, twice, and `mooi` in the last; a rule adds one feature
 * to each view of the sentences that it hits in. */
static void a_rule_counts_apart_in_the_last_sentences(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon = make_lexicon(
		SPAN("id: t\nlanguage: nl\nthemes:\n  - {id: a, terms: [rot, mooi]}\n"));
	struct match_cache *cache = match_cache_new(lexicon, NULL);
	assert_non_null(cache);
	const struct span text = SPAN("Het was rot, heel rot. Toen kwam hulp. Nu is het mooi.");
	const struct token_list tokens = tokenise(f, text);
	const struct hit_list hits = hits_in(f, cache, lexicon, text, &tokens);
	uint32_t *seen = arena_calloc(&f->keep, vocabulary_count(f->vocabulary), sizeof *seen);
	struct bag_options how = {.tail = 2, .lexicon = lexicon};
	struct bag words, both;
	assert_int_equal(bag_make(&words, &tokens, 0, (uint32_t)tokens.count, f->vocabulary, &how,
				  seen, 1, &f->keep),
			 0);
	how.hits = &hits;
	assert_int_equal(bag_make(&both, &tokens, 0, (uint32_t)tokens.count, f->vocabulary, &how,
				  seen, 2, &f->keep),
			 0);
	assert_int_equal(count_view(&both, FEATURE_RULE), 2);
	assert_int_equal(count_view(&both, FEATURE_TARGET), 1);
	assert_int_equal(count_view(&both, FEATURE_TAIL), count_view(&words, FEATURE_TAIL) + 1);
	assert_int_equal(count_view(&both, FEATURE_LAST), count_view(&words, FEATURE_LAST) + 1);
	match_cache_free(cache);
	lexicon_free(lexicon);
}

static uint32_t view_at(const struct bag *bag, enum feature_view view, size_t index)
{
	for (size_t i = 0; i < bag->extras; i++)
		if (bag->extra[i].view == view && index-- == 0)
			return bag->extra[i].hash;
	fail();
	return 0;
}

/* Nine words: each counts with its third, and a rule that points at a class with its fifth. */
static void a_word_counts_apart_in_each_third(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon =
		make_lexicon(SPAN("id: t\nlanguage: nl\nclasses:\n  outcome.good: [mooi]\n"));
	struct match_cache *cache = match_cache_new(lexicon, NULL);
	assert_non_null(cache);
	const struct span text = SPAN("mooi mooi weer toen kwam regen alles werd mooi");
	const struct token_list tokens = tokenise(f, text);
	const struct hit_list hits = hits_in(f, cache, lexicon, text, &tokens);
	uint32_t *seen = arena_calloc(&f->keep, vocabulary_count(f->vocabulary), sizeof *seen);
	const struct bag_options how = {.hits = &hits, .lexicon = lexicon};
	struct bag bag;
	assert_int_equal(bag_make(&bag, &tokens, 0, (uint32_t)tokens.count, f->vocabulary, &how,
				  seen, 1, &f->keep),
			 0);
	assert_int_equal(count_view(&bag, FEATURE_COURSE), 9 + 2); /* in the first and last fifth */
	assert_true(view_at(&bag, FEATURE_COURSE, 0) == view_at(&bag, FEATURE_COURSE, 1));
	assert_true(view_at(&bag, FEATURE_COURSE, 0) != view_at(&bag, FEATURE_COURSE, 8));
	match_cache_free(cache);
	lexicon_free(lexicon);
}

static void an_explanation_names_words_hits_covers_and_sums(void **state)
{
	struct fixture *f = *state;
	struct lexicon *lexicon = make_lexicon(
		SPAN("id: t\nlanguage: nl\nthemes:\n  - {id: a, terms: [cent: 2, brieven: 1]}\n"
		     "  - {id: b, terms: [geen cent: 4]}\n"));
	struct match_cache *cache = match_cache_new(lexicon, NULL);
	assert_non_null(cache);
	const struct span text = SPAN("Geen cent, wel brieven.");
	const struct token_list tokens = tokenise(f, text);
	const struct hit_list hits = hits_in(f, cache, lexicon, text, &tokens);
	struct explanation e;
	assert_int_equal(explain_run(&e, lexicon, f->vocabulary, &tokens, &hits, &f->keep, NULL),
			 0);
	assert_int_equal(e.words, 6);
	assert_true(span_equal(e.word[0].folded, SPAN("geen")));
	assert_true(span_equal(e.word[4].stem, SPAN("briev")));
	assert_int_equal(e.hits, 3);
	assert_true(span_equal(e.hit[1].rule->name, SPAN("term:cent")));
	assert_true(span_equal(e.hit[1].covered_by, SPAN("phrase:geen cent")));
	assert_int_equal(e.themes, 2);
	assert_int_equal(e.theme[0].theme, 1);
	assert_true(e.theme[0].weight == 4.0f && e.theme[1].weight == 1.0f);
	match_cache_free(cache);
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(golden_cases_match, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_same_hits_come_from_a_cache_that_has_seen_other_texts, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_pattern_that_explodes_is_left_out_and_ends,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_gaps_take_no_time_that_explodes, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_rule_counts_apart_in_the_last_sentences, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_word_counts_apart_in_each_third, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(an_explanation_names_words_hits_covers_and_sums,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
