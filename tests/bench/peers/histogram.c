/* A byte histogram: the least that looks at each byte. */
#include "tests/bench/bench.h"

int main(int argc, char **argv)
{
	size_t len;
	const char *text = argc == 2 ? bench_map(argv[1], &len) : NULL;
	if (!text)
		return 2;
	uint64_t seen[4][256];
	struct bench b = bench_begin();
	for (; bench_again(&b);) {
		memset(seen, 0, sizeof seen);
		for (size_t i = 0; i < len; i++)
			seen[i % 4][(unsigned char)text[i]]++;
	}
	bench_print(&b, len, "spaces", seen[0][' '] + seen[1][' '] + seen[2][' '] + seen[3][' '],
		    "letters", seen[0]['e'] + seen[1]['e'] + seen[2]['e'] + seen[3]['e']);
	return 0;
}
