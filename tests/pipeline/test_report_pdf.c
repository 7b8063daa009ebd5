/* The report as a PDF, made by weasyprint where that is installed; one that stands in for it shows
 * what it is given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

static int setup(void **state)
{
	(void)state;
	return program_setup_sample("stad");
}

static void weasyprint_gets_the_page_and_no_path_of_this_machine(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("mkdir bin && printf '#!/bin/sh\\necho \"$@\" >args; cat "
			      ">report.pdf\\n' >bin/weasyprint && chmod +x bin/weasyprint && "
			      "PATH=$PWD/bin:$PATH \"$R\" report study --format pdf >said && "
			      "grep -q '^study/out/report.pdf$' said && "
			      "cmp study/out/report.pdf study/out/report.html && "
			      "grep -q -e '--pdf-variant pdf/ua-1 - report.pdf' study/out/args"),
		0);
}

static void without_it_the_report_is_there_and_it_says_what_to_install(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("rm -rf study/out && mkdir none && printf '#!/bin/sh\\nexit 1\\n' "
			      ">none/weasyprint && chmod +x none/weasyprint && "
			      "PATH=$PWD/none:$PATH \"$R\" report study --format pdf --lang en "
			      "2>said"),
		2);
	assert_int_equal(program_shell("grep -q 'apt install weasyprint' said && "
				       "test -s study/out/report.html && "
				       "test ! -e study/out/report.pdf"),
			 0);
	assert_int_equal(program_shell("\"$R\" report study --format tiff 2>said"), 2);
}

static void a_pdf_has_headings_lists_tables_and_a_language(void **state)
{
	(void)state;
	if (program_shell("command -v weasyprint >said && command -v pdfinfo >said") != 0)
		skip();
	assert_int_equal(
		program_shell("\"$R\" report study --format pdf --quiet && "
			      "pdfinfo study/out/report.pdf | grep -qE '^Tagged: +yes' && "
			      "pdfinfo study/out/report.pdf | grep -qE '^Title: +study' && "
			      "grep -aq '/Lang (nl)' study/out/report.pdf && "
			      "pdfinfo -struct study/out/report.pdf >tags && "
			      "for tag in H1 H2 H3 L Table TH TD Link; do "
			      "grep -qE \"^ *$tag\\\\b\" tags || exit 1; done"),
		0);
	assert_int_equal(program_shell("cp study/out/report.pdf once && \"$R\" report study "
				       "--format pdf --quiet && cmp once study/out/report.pdf"),
			 0);
}

/* qpdf and veraPDF need not be there: poppler reads the tags by way of the update. */
static void each_picture_has_its_text_and_each_head_its_scope(void **state)
{
	(void)state;
	if (program_shell("command -v weasyprint >said && command -v pdfinfo >said") != 0)
		skip();
	assert_int_equal(
		program_shell(
			"cat >figures.py <<'END'\n"
			"import re, subprocess\n"
			"pdf = open('study/out/report.pdf', 'rb').read()\n"
			"html = open('study/out/report.html').read()\n"
			"wanted = [t + '. ' + d for t, d in re.findall(\n"
			"    r'<title id=\"[^\"]*\">([^<]*)</title>\\s*<desc[^>]*>([^<]*)</desc>', "
			"html)]\n"
			"got = [bytes.fromhex(a.decode()).decode('utf-16') for a in re.findall(\n"
			"    rb'/S /Figure\\n/Alt <([0-9A-F]+)>', pdf)]\n"
			"assert len(wanted) >= 5 and got == wanted, (got, wanted)\n"
			"tags = subprocess.check_output(['pdfinfo', '-struct', "
			"'study/out/report.pdf'],\n"
			"    stderr=subprocess.STDOUT, text=True)\n"
			"assert len(re.findall(r'^ *Figure\\b', tags, re.M)) == len(wanted)\n"
			"assert 'Sect' not in tags and 'Error' not in tags\n"
			"heads = [html.count('<th scope=\"' + s) for s in ('row', 'col')]\n"
			"assert pdf.count(b'/Scope /Row') == heads[0] > 0\n"
			"assert pdf.count(b'/Scope /Column') >= heads[1] > 0  # again on each "
			"page\n"
			"for part in (b'/StructTreeRoot', b'/Lang (nl)', b'/DisplayDocTitle "
			"true',\n"
			"             b'/Marked true', b'pdfuaid'):\n"
			"    assert part in pdf, part\n"
			"END\n"
			"\"$R\" report study --format pdf --quiet && python3 figures.py"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weasyprint_gets_the_page_and_no_path_of_this_machine),
		cmocka_unit_test(without_it_the_report_is_there_and_it_says_what_to_install),
		cmocka_unit_test(a_pdf_has_headings_lists_tables_and_a_language),
		cmocka_unit_test(each_picture_has_its_text_and_each_head_its_scope),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
