#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "corpus/arena.h"
#include "corpus/text.h"

enum { CODES = 0x32000 }; /* what lies behind is not assigned, or for private use */

static bool is_surrogate(uint32_t code)
{
	return code >= 0xD800 && code < 0xE000;
}

static struct span composed(const char *text, size_t len)
{
	utf8proc_uint8_t *out = NULL;
	const utf8proc_ssize_t bytes =
		utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &out,
			     (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
	assert_true(bytes >= 0);
	return (struct span){(char *)out, (size_t)bytes};
}

/* The short cut for text that is composed already may never be taken where it is not. */
static void every_character_comes_out_composed(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	for (uint32_t code = 1; code < CODES; code++) {
		if (is_surrogate(code))
			continue;
		char text[16] = "a";
		size_t len = 1;
		len += utf8_encode(code, text + len);
		text[len++] = 'e';
		len += utf8_encode(code, text + len);
		const struct span expected = composed(text, len);
		struct span out;
		assert_int_equal(text_nfc(&out, (struct span){text, len}, &arena), 0);
		if (!span_equal(out, expected))
			fail_msg("U+%04X", (unsigned)code);
		free((void *)(uintptr_t)expected.at);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void syllables_of_hangul_are_put_together(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct span out;
	assert_int_equal(text_nfc(&out, SPAN("\u1100\u1161\u11A8"), &arena), 0);
	assert_true(span_equal(out, SPAN("\uAC01")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_comes_out_composed),
		cmocka_unit_test(syllables_of_hangul_are_put_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
