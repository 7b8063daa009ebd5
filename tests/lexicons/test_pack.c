#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/error.h"
#include "corpus/arena.h"
#include "lexicons/check.h"
#include "lexicons/compiled.h"
#include "lexicons/lexicon_image.h"
#include "tests/packs.h"
#include "tests/stages/cases.h"

/* `line: why: detail`, or `fine`. */
static void error_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct error err = ERROR_INIT;
	struct pack *pack = pack_new(input, "pack.yaml", test_pack_load, NULL, &err);
	struct lexicon *lexicon =
		pack ? lexicon_new((const struct pack *const *)&pack, 1, &err) : NULL;
	if (lexicon)
		(void)snprintf(out, size, "fine\n");
	else if (strcmp(err.where, "pack.yaml") == 0)
		(void)snprintf(out, size, "%u: %s: %s\n", err.line, err.why, err.detail);
	else
		(void)snprintf(out, size, "%s:%u: %s: %s\n", err.where, err.line, err.why,
			       err.detail);
	lexicon_free(lexicon);
	pack_free(pack);
}

static void errors_name_the_line_and_what_is_expected(void **state)
{
	(void)state;
	cases_run("tests/lexicons/pack_errors.txt", error_case, NULL);
}

static void any_cut_of_a_pack_is_read_or_refused(void **state)
{
	(void)state;
	static const char yaml[] = "id: a\nlanguage: nl\nname: {nl: A, en: B}\nthemes:\n"
				   "  - id: x\n    terms: [a, 'b ...2 c': 3, {term: d, not: [e]}]\n"
				   "    patterns: [{name: n, regex: 'x[^a]{2}(b|c)', weight: 2}]\n"
				   "negation: {before: [niet], reach: 3, applies: [kinds]}\n";
	for (size_t len = 0; len < sizeof yaml; len++) {
		struct error err = ERROR_INIT;
		struct pack *pack = pack_new((struct span){yaml, len}, "a.yaml", NULL, NULL, &err);
		assert_true(pack || (err.code == ERROR_CONFIG && err.why));
		pack_free(pack);
	}
}

static void shipped_packs_compile(void **state)
{
	(void)state;
	struct lexicon *lexicon = test_lexicon("samenwerking/pack.yaml");
	assert_non_null(lexicon);
	assert_int_equal(lexicon_count(lexicon, TARGET_THEME), 16);
	assert_int_equal(lexicon_count(lexicon, TARGET_KIND), 3);
	assert_int_equal(lexicon_count(lexicon, TARGET_ROLE), 4);
	assert_int_equal(lexicon_count(lexicon, TARGET_AUDIENCE), 2);
	assert_int_equal(lexicon_count(lexicon, TARGET_STATUS), 3);
	const uint16_t index = lexicon_find(lexicon, TARGET_THEME, SPAN("regels"));
	const struct target *target = lexicon_target(lexicon, TARGET_THEME, index);
	assert_true(span_equal(target->name, SPAN("Regels en procedures")));
	assert_true(span_equal(lexicon_name(target, SPAN("en")), SPAN("Rules and procedures")));
	lexicon_free(lexicon);
}

static void a_later_pack_adds_overrides_and_takes_away(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	const struct span yaml[2] = {
		SPAN("id: a\nlanguage: nl\nthemes: [{id: x, name: X, terms: [een: 1, twee: 2]}]\n"),
		SPAN("id: b\nlanguage: nl\nthemes: [{id: x, terms: [een: 0, twee: 5, drie]}]\n"),
	};
	struct pack *pack[2];
	for (size_t i = 0; i < 2; i++)
		assert_non_null(pack[i] = pack_new(yaml[i], "p.yaml", NULL, NULL, &err));
	struct lexicon *lexicon = lexicon_new((const struct pack *const *)pack, 2, &err);
	assert_non_null(lexicon);
	assert_int_equal(lexicon_rules(lexicon), 2);
	assert_true(span_equal(lexicon_rule(lexicon, 0)->name, SPAN("term:twee")));
	assert_true(lexicon_rule(lexicon, 0)->weight == 5.0f);
	assert_true(span_equal(lexicon_target(lexicon, TARGET_THEME, 0)->name, SPAN("X")));
	struct lexicon *other = lexicon_new((const struct pack *const *)pack, 1, &err);
	assert_non_null(other);
	assert_string_not_equal(lexicon_digest(lexicon), lexicon_digest(other));
	assert_int_equal(strlen(lexicon_digest(lexicon)), 64);
	lexicon_free(other);
	lexicon_free(lexicon);
	pack_free(pack[0]);
	pack_free(pack[1]);
}

/* `line: why: detail (other)` for each warning. */
static void warning_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct arena arena = ARENA_INIT;
	struct pack *pack = pack_new(input, "pack.yaml", NULL, NULL, NULL);
	assert_non_null(pack);
	struct lexicon *lexicon = lexicon_new((const struct pack *const *)&pack, 1, NULL);
	assert_non_null(lexicon);
	struct warning_list list;
	assert_int_equal(check_run(&list, lexicon, &arena, &arena, NULL), 0);
	out[0] = '\0';
	for (size_t i = 0; i < list.count; i++) {
		const struct warning *w = &list.item[i];
		const int len = snprintf(out, size, "%u: %s: %.*s%s%.*s\n", w->place.line, w->why,
					 (int)w->detail.len, w->detail.at,
					 w->other.len ? " / " : "", (int)w->other.len, w->other.at);
		assert_true(len > 0 && (size_t)len < size);
		out += len;
		size -= (size_t)len;
	}
	lexicon_free(lexicon);
	pack_free(pack);
	arena_release(&arena);
}

static void what_is_most_likely_not_meant_is_warned_of(void **state)
{
	(void)state;
	cases_run("tests/lexicons/pack_warnings.txt", warning_case, NULL);
}

static void shipped_packs_give_no_warnings_but_shared_terms(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct lexicon *lexicon = test_lexicon("samenwerking/pack.yaml");
	assert_non_null(lexicon);
	struct warning_list list;
	assert_int_equal(check_run(&list, lexicon, &arena, &arena, NULL), 0);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.item[i].why, "two themes have the same term") != 0)
			fail_msg("%u: %s: %.*s", list.item[i].place.line, list.item[i].why,
				 (int)list.item[i].detail.len, list.item[i].detail.at);
	lexicon_free(lexicon);
	arena_release(&arena);
}

static size_t count_rules(const struct lexicon *lexicon, enum target_kind kind, uint16_t target)
{
	size_t count = 0;
	for (uint32_t i = 0; i < lexicon_rules(lexicon); i++) {
		const struct rule *rule = lexicon_rule(lexicon, i);
		count += rule->target_kind == kind && rule->target == target;
	}
	return count;
}

static void the_classes_that_stages_ask_for_are_rich(void **state)
{
	(void)state;
	static const char *const names[] = {"narration.time",
					    "narration.place",
					    "narration.turn",
					    "reporting.verb",
					    "question.word",
					    "smalltalk",
					    "arrangement",
					    "opinion",
					    "recommendation.modal",
					    "recommendation.condition",
					    "recommendation.imperative",
					    "recommendation.advice",
					    "audience.organisation",
					    "audience.initiators",
					    "commitment.verb",
					    "commitment.deadline",
					    "outcome.kept",
					    "outcome.partly",
					    "outcome.not",
					    "kind.success",
					    "kind.bottleneck",
					    "kind.lead",
					    "contrast",
					    "irony",
					    "listener",
					    "role.initiator",
					    "role.civil",
					    "role.board",
					    "furniture",
					    "person.first"};
	struct lexicon *lexicon = test_lexicon("samenwerking/pack.yaml");
	assert_non_null(lexicon);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const uint16_t index = lexicon_find(lexicon, TARGET_CLASS, span_from(names[i]));
		if (index == UINT16_MAX || count_rules(lexicon, TARGET_CLASS, index) < 40)
			fail_msg("%s is missing or poor", names[i]);
	}
	for (size_t i = 0; i < lexicon_count(lexicon, TARGET_THEME); i++)
		assert_true(count_rules(lexicon, TARGET_THEME, (uint16_t)i) > 400);
	lexicon_free(lexicon);
}

static void assert_same_rule(const struct lexicon *a, const struct lexicon *b, size_t i)
{
	const struct compiled_rule *x = &a->rule[i], *y = &b->rule[i];
	assert_true(span_equal(x->shown.name, y->shown.name));
	assert_true(span_equal(x->text, y->text));
	assert_string_equal(x->place.file, y->place.file);
	assert_int_equal(x->place.line, y->place.line);
	assert_int_equal(x->shown.name_hash, y->shown.name_hash);
	assert_int_equal(x->shown.target_hash, y->shown.target_hash);
	assert_true(x->shown.weight == y->shown.weight); /* bit for bit */
	assert_int_equal(x->specificity, y->specificity);
	assert_int_equal(x->first_element, y->first_element);
	assert_int_equal(x->first_unless, y->first_unless);
}

/* What travels in the program is what its packs compile to. */
static void the_image_of_the_default_pack_is_its_lexicon(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	struct span bytes;
	assert_true(embedded_find(&bytes, "lexicons/samenwerking/lexicon.image"));
	struct lexicon *made = test_lexicon("samenwerking/pack.yaml");
	struct lexicon *opened = lexicon_image_open(bytes, &err);
	assert_non_null(made);
	assert_non_null(opened);
	assert_string_equal(lexicon_digest(made), lexicon_digest(opened));
	assert_string_equal(made->stemmer, opened->stemmer);
	assert_int_equal(made->rules, opened->rules);
	for (size_t i = 0; i < made->rules; i++)
		assert_same_rule(made, opened, i);
	assert_int_equal(made->elements, opened->elements);
	for (size_t i = 0; i < made->elements; i++) {
		assert_int_equal(made->element[i].symbol, opened->element[i].symbol);
		assert_int_equal(made->element[i].match, opened->element[i].match);
		assert_int_equal(made->element[i].gap, opened->element[i].gap);
	}
	assert_int_equal(made->symbols.count, opened->symbols.count);
	for (size_t i = 0; i < made->symbols.count; i++)
		assert_true(span_equal(made->symbols.item[i].text, opened->symbols.item[i].text));
	assert_memory_equal(made->first_posting, opened->first_posting,
			    (made->symbols.count + 1) * sizeof *made->first_posting);
	for (int kind = 0; kind < TARGET_KINDS; kind++) {
		assert_int_equal(made->targets[kind], opened->targets[kind]);
		for (size_t i = 0; i < made->targets[kind]; i++)
			assert_true(span_equal(made->target[kind][i].name,
					       opened->target[kind][i].name));
	}
	lexicon_free(made);
	lexicon_free(opened);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_name_the_line_and_what_is_expected),
		cmocka_unit_test(any_cut_of_a_pack_is_read_or_refused),
		cmocka_unit_test(shipped_packs_compile),
		cmocka_unit_test(the_image_of_the_default_pack_is_its_lexicon),
		cmocka_unit_test(a_later_pack_adds_overrides_and_takes_away),
		cmocka_unit_test(the_classes_that_stages_ask_for_are_rich),
		cmocka_unit_test(what_is_most_likely_not_meant_is_warned_of),
		cmocka_unit_test(shipped_packs_give_no_warnings_but_shared_terms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
