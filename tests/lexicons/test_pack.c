#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/error.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_name_the_line_and_what_is_expected),
		cmocka_unit_test(any_cut_of_a_pack_is_read_or_refused),
		cmocka_unit_test(shipped_packs_compile),
		cmocka_unit_test(a_later_pack_adds_overrides_and_takes_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
