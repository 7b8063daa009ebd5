#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "pipeline/report/pdf_tags.h"

/* A picture, and a table with one head above and one beside; the table of places need not be true.
 */
static const char pdf[] =
	"%PDF-1.7\n"
	"1 0 obj\n<<\n/Type /StructElem\n/S /Sect\n/K [ 1 ]\n/P 9 0 R\n>>\nendobj\n"
	"2 0 obj\n<<\n/Type /StructElem\n/S /TH\n/K [ 2 ]\n/P 3 0 R\n>>\nendobj\n"
	"3 0 obj\n<<\n/Type /StructElem\n/S /TR\n/K [ 2 0 R ]\n/P 4 0 R\n>>\nendobj\n"
	"4 0 obj\n<<\n/Type /StructElem\n/S /THead\n/K [ 3 0 R ]\n/P 9 0 R\n>>\nendobj\n"
	"5 0 obj\n<<\n/Type /StructElem\n/S /TH\n/K [ 3 ]\n/P 6 0 R\n>>\nendobj\n"
	"6 0 obj\n<<\n/Type /StructElem\n/S /TR\n/K [ 5 0 R ]\n/P 7 0 R\n>>\nendobj\n"
	"7 0 obj\n<<\n/Type /StructElem\n/S /TBody\n/K [ 6 0 R ]\n/P 9 0 R\n>>\nendobj\n"
	"xref\n0 1\n0000000000 65535 f \n"
	"trailer\n<<\n/Size 10\n/Root 9 0 R\n>>\nstartxref\n500\n%%EOF\n";

/* What is written behind `from`; the caller's to free. */
static char *written(int *status, const char *from, size_t pictures)
{
	const struct span text[] = {SPAN("Zeven thema\xE2\x80\x99s"), SPAN("Nog een")};
	struct arena scratch = ARENA_INIT;
	char *out = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&out, &size);
	assert_non_null(to);
	*status = pdf_tags_write(to, span_from(from), text, pictures, &scratch);
	assert_int_equal(fclose(to), 0);
	arena_release(&scratch);
	return out;
}

static void a_picture_gets_its_text_and_a_head_its_scope(void **state)
{
	(void)state;
	int status;
	char *out = written(&status, pdf, 1);
	assert_int_equal(status, 1);
	assert_non_null(
		strstr(out, "\n1 0 obj\n<<\n/Type /StructElem\n/S /Figure\n/Alt <FEFF005A0065"));
	assert_non_null(strstr(out, "2 0 obj\n<<\n/Type /StructElem\n/S /TH\n"
				    "/A <</O /Table /Scope /Column>>\n/K [ 2 ]"));
	assert_non_null(strstr(out, "5 0 obj\n<<\n/Type /StructElem\n/S /TH\n"
				    "/A <</O /Table /Scope /Row>>\n/K [ 3 ]"));
	assert_non_null(strstr(out, "/Size 10\n/Root 9 0 R\n/Prev 500\n>>\nstartxref\n"));
	free(out);
}

static void the_table_says_where_the_new_objects_stand(void **state)
{
	(void)state;
	int status;
	char *out = written(&status, pdf, 1);
	const size_t before = sizeof pdf - 1;
	const char *table = strstr(out, "xref\n1 1\n");
	assert_non_null(table);
	table += strlen("xref\n");
	static const unsigned number[] = {1, 2, 5};
	for (size_t i = 0; i < 3; i++, table = strstr(table, " n \n") + strlen(" n \n")) {
		char head[32];
		char *end;
		assert_int_equal(strtoul(table, &end, 10), number[i]);
		const size_t place = strtoul(strchr(end, '\n'), NULL, 10);
		(void)snprintf(head, sizeof head, "%u 0 obj\n", number[i]);
		assert_memory_equal(out + place - before, head, strlen(head));
	}
	free(out);
}

static void a_file_that_is_built_in_another_way_is_left_alone(void **state)
{
	(void)state;
	static const char *const other[] = {"", "%PDF-1.7\n", "startxref\n9\n",
					    "trailer\n<<\n>>\nstartxref\n0\n"};
	int status;
	char *out = written(&status, pdf, 2);
	assert_int_equal(status, 0);
	assert_string_equal(out, "");
	free(out);
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
		out = written(&status, other[i], 1);
		assert_int_equal(status, 0);
		assert_string_equal(out, "");
		free(out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_gets_its_text_and_a_head_its_scope),
		cmocka_unit_test(the_table_says_where_the_new_objects_stand),
		cmocka_unit_test(a_file_that_is_built_in_another_way_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
