#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/digest.h"

/* FIPS 180-4, example vectors. */
static void digests_are_those_of_the_standard(void **state)
{
	(void)state;
	char out[DIGEST_TEXT];
	digest_of(out, SPAN("abc"));
	assert_string_equal(out,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_of(out, (struct span){NULL, 0});
	assert_string_equal(out,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void fields_do_not_run_together(void **state)
{
	(void)state;
	char one[DIGEST_TEXT], two[DIGEST_TEXT];
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, SPAN("ab"));
	digest_add_field(&digest, SPAN("c"));
	digest_end(&digest, one);
	digest_add_field(&digest, SPAN("a"));
	digest_add_field(&digest, SPAN("bc"));
	digest_end(&digest, two);
	assert_string_not_equal(one, two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digests_are_those_of_the_standard),
		cmocka_unit_test(fields_do_not_run_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
