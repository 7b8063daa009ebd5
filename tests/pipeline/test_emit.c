#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "corpus/arena.h"
#include "pipeline/emit.h"

static void says(const struct emitter *to, const char *expected)
{
	const struct span text = emit_text(to);
	assert_false(to->failed);
	if (!span_equal(text, span_from(expected)))
		fail_msg("%.*s is not %s", (int)text.len, text.at, expected);
}

static void values_get_commas_between_them_and_nowhere_else(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct emitter to;
	emit_init(&to, &arena);
	emit_open(&to, '{');
	emit_key(&to, "a");
	emit_open(&to, '[');
	emit_number(&to, -1);
	emit_flag(&to, true);
	emit_null(&to);
	emit_open(&to, '[');
	emit_close(&to, ']');
	emit_close(&to, ']');
	emit_key(&to, "b");
	emit_string(&to, NULL);
	emit_close(&to, '}');
	emit_newline(&to);
	emit_open(&to, '{');
	emit_close(&to, '}');
	says(&to, "{\"a\":[-1,true,null,[]],\"b\":null}\n{}");
	arena_release(&arena);
}

static void controls_and_quotes_are_escaped_and_the_rest_is_not(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct emitter to;
	emit_init(&to, &arena);
	emit_span(&to, SPAN("é\"\\\n\t\001\177/"));
	says(&to, "\"é\\\"\\\\\\n\\t\\u0001\\u007f/\"");
	arena_release(&arena);
}

static void a_text_longer_than_a_piece_comes_out_whole(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct emitter to;
	char text[10000];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = 'a';
	emit_init(&to, &arena);
	emit_span(&to, (struct span){text, sizeof text});
	assert_int_equal(emit_text(&to).len, sizeof text + 2);
	arena_release(&arena);
}

static void numbers_have_fixed_decimals(void **state)
{
	(void)state;
	static const struct {
		double value;
		int decimals;
		const char *text;
	} cases[] = {{0.91, 4, "0.9100"}, {-0.5, 2, "-0.50"}, {2.0 / 3, 3, "0.667"},
		     {7, 0, "7"},         {NAN, 2, "0.00"},   {1e300, 0, "900000000000"}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[REAL_TEXT];
		const size_t len = real_text(text, cases[i].value, cases[i].decimals);
		assert_true(span_equal((struct span){text, len}, span_from(cases[i].text)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_get_commas_between_them_and_nowhere_else),
		cmocka_unit_test(controls_and_quotes_are_escaped_and_the_rest_is_not),
		cmocka_unit_test(a_text_longer_than_a_piece_comes_out_whole),
		cmocka_unit_test(numbers_have_fixed_decimals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
