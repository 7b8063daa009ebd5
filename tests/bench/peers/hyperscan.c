/*
 * Hyperscan: matching alone. hyperscan PATTERNS TEXT, a pattern a line: words and phrases as
 * literals between word boundaries, regular expressions as they are. No tokens, no stems, no
 * longest match, no evidence: each end of a match is one call.
 */
#include <hs/hs.h>

#include "tests/bench/bench.h"

enum { PATTERNS_MOST = 8192 };

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
		    void *context)
{
	(void)id, (void)from, (void)to, (void)flags;
	++*(uint64_t *)context;
	return 0;
}

static hs_database_t *compile(const char *path)
{
	static const char *pattern[PATTERNS_MOST];
	static unsigned flag[PATTERNS_MOST];
	static unsigned id[PATTERNS_MOST];
	unsigned count = 0;
	FILE *file = fopen(path, "r");
	char *line = NULL;
	for (size_t room = 0; file && count < PATTERNS_MOST && getline(&line, &room, file) > 0;) {
		line[strcspn(line, "\n")] = '\0';
		pattern[count] = strdup(line);
		flag[count] = HS_FLAG_CASELESS | HS_FLAG_UTF8;
		id[count] = count;
		count++;
	}
	free(line);
	hs_database_t *database = NULL;
	hs_compile_error_t *error = NULL;
	if (hs_compile_multi(pattern, flag, id, count, HS_MODE_BLOCK, NULL, &database, &error) !=
	    HS_SUCCESS)
		(void)fprintf(stderr, "hyperscan: %s\n", error->message);
	return database;
}

int main(int argc, char **argv)
{
	size_t len;
	const char *text = argc == 3 ? bench_map(argv[2], &len) : NULL;
	hs_database_t *database = text ? compile(argv[1]) : NULL;
	hs_scratch_t *scratch = NULL;
	if (!database || hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
		return 2;
	uint64_t found = 0;
	struct bench b = bench_begin();
	for (; bench_again(&b);) {
		found = 0;
		for (size_t at = 0, end; at < len; at = end) {
			end = bench_piece(text, len, at);
			if (hs_scan(database, text + at, (unsigned)(end - at), 0, scratch, on_match,
				    &found) != HS_SUCCESS)
				return 1;
		}
	}
	bench_print(&b, len, "found", found, "words", 0);
	return 0;
}
