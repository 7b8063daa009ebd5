#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

static int setup(void **state)
{
	(void)state;
	return program_setup_sample("verhalen");
}

static void graphml_has_every_story_and_only_known_attributes(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"\"$R\" export study --format jsonl >all.jsonl && "
			"\"$R\" network study --format graphml >net.graphml && "
			"python3 - <<'END'\n"
			"import xml.etree.ElementTree as tree\n"
			"space = '{http://graphml.graphdrawing.org/xmlns}'\n"
			"root = tree.parse('net.graphml').getroot()\n"
			"keys = {k.get('id'): (k.get('for'), k.get('attr.type')) for k in "
			"root.iter(space + 'key')}\n"
			"nodes = [n.get('id') for n in root.iter(space + 'node')]\n"
			"stories = sum('\"type\":\"anecdote\"' in line for line in "
			"open('all.jsonl'))\n"
			"assert len(nodes) == len(set(nodes)) == stories, (len(nodes), stories)\n"
			"edges = list(root.iter(space + 'edge'))\n"
			"assert len(edges) > stories / 2\n"
			"for e in edges:\n"
			"    assert e.get('source') in nodes and e.get('target') in nodes\n"
			"    for d in e: assert keys[d.get('key')][0] == 'edge'\n"
			"    assert 0 < float(next(d.text for d in e if d.get('key') == "
			"'weight'))\n"
			"END"),
		0);
}

static void the_page_stands_by_itself(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" network study >net.html && "
				       "xmllint --noout --nonet net.html"),
			 0);
	assert_int_equal(program_shell("! grep -E 'https?:|url\\(|src=' net.html"), 0);
	assert_int_equal(
		program_shell("\"$R\" network study >again.html && cmp net.html again.html"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(graphml_has_every_story_and_only_known_attributes),
		cmocka_unit_test(the_page_stands_by_itself),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
