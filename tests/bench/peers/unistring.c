/* libunistring: the word boundaries of UAX #29; it has none of sentences. */
#include <uniwbrk.h>

#include "tests/bench/bench.h"

int main(int argc, char **argv)
{
	size_t len;
	const char *text = argc == 2 ? bench_map(argv[1], &len) : NULL;
	char *marks = text ? malloc(len) : NULL;
	if (!marks)
		return 2;
	uint64_t breaks = 0;
	struct bench b = bench_begin();
	for (; bench_again(&b);) {
		breaks = 0;
		for (size_t at = 0, end; at < len; at = end) {
			end = bench_piece(text, len, at);
			u8_wordbreaks((const uint8_t *)text + at, end - at, marks);
			for (size_t i = 0; i < end - at; i++)
				breaks += marks[i] != 0;
		}
	}
	bench_print(&b, len, "breaks", breaks, "sentences", 0);
	return 0;
}
