#include "lexicons/pattern_literal.h"

#include "tests/stages/cases.h"

/* Lines that begin with # are a comment. */
static struct span without_comment(struct span input)
{
	while (input.len > 0 && input.at[0] == '#') {
		const char *end = memchr(input.at, '\n', input.len);
		assert_non_null(end);
		input.len -= (size_t)(end + 1 - input.at);
		input.at = end + 1;
	}
	return input;
}

/* A line. Returns its length. */
static size_t put_set(char *out, size_t size, const struct literal_set *set)
{
	size_t len = 0;
	for (size_t i = 0; i < set->count && len < size; i++)
		len += (size_t)snprintf(out + len, size - len, "%.*s%s", (int)set->item[i].len,
					set->item[i].at, i + 1 < set->count ? " " : "\n");
	return len;
}

static void literals_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct pattern_literals literals;
	pattern_literals(&literals, without_comment(input));
	const bool any = literals.best.count > 0 || literals.digit;
	size_t len = (size_t)snprintf(out, size, "%s%s", literals.digit ? "digit\n" : "",
				      any ? "" : "none\n");
	len += put_set(out + len, size - len, &literals.best);
	len += put_set(out + len, size - len, &literals.also);
	assert_true(len < size);
}

static void every_match_has_one_of_the_literals(void **state)
{
	(void)state;
	cases_run("tests/lexicons/pattern_literals.txt", literals_case, NULL);
}

static void too_many_alternatives_leave_nothing_certain(void **state)
{
	(void)state;
	char regex[5 * (PATTERN_LITERALS_MOST + 1)] = "";
	size_t len = 0;
	struct pattern_literals literals;
	for (size_t i = 0; i < PATTERN_LITERALS_MOST; i++)
		len += (size_t)snprintf(regex + len, sizeof regex - len, "%sweek", i ? "|" : "");
	pattern_literals(&literals, (struct span){regex, len});
	assert_int_equal(literals.best.count, PATTERN_LITERALS_MOST);
	memcpy(regex + len, "|week", 5);
	pattern_literals(&literals, (struct span){regex, len + 5});
	assert_int_equal(literals.best.count, 0);
}

static void assert_within(const struct literal_set *set, const char *from, const char *to)
{
	for (size_t i = 0; i < set->count; i++)
		assert_true(set->item[i].at >= from && set->item[i].at + set->item[i].len <= to);
}

/* PCRE2 refuses these; the scan must come to their end all the same. */
static void any_cut_of_a_pattern_is_read(void **state)
{
	(void)state;
	static const char regex[] = "(?<a>we[^]\\x{4|[:alpha:]]k{1,2}|\\p{Lu}(?=x)(b\\|c))é?[a";
	for (size_t from = 0; from < sizeof regex; from++)
		for (size_t to = from; to <= sizeof regex; to++) {
			struct pattern_literals literals;
			pattern_literals(&literals, (struct span){regex + from, to - from});
			assert_within(&literals.best, regex + from, regex + to);
			assert_within(&literals.also, regex + from, regex + to);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_match_has_one_of_the_literals),
		cmocka_unit_test(too_many_alternatives_leave_nothing_certain),
		cmocka_unit_test(any_cut_of_a_pattern_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
