/*
 * codepage.h - what the upper 128 bytes mean in the 8-bit encodings that Dutch
 * files come in, or are wrongly read in.
 *
 * Taken from Unicode's mapping tables. A byte that a table leaves undefined
 * stands for the C1 control of the same number, as browsers and editors do it.
 */
#ifndef CORPUS_CODEPAGE_H
#define CORPUS_CODEPAGE_H

#include <stdint.h>

enum codepage_id {
	CODEPAGE_1252,
	CODEPAGE_1250,
	CODEPAGE_1251,
	CODEPAGE_1253,
	CODEPAGE_1254,
	CODEPAGE_1257,
	CODEPAGE_LATIN2,
	CODEPAGE_MACINTOSH,
	CODEPAGE_437,
	CODEPAGE_850,
	CODEPAGE_852,
	CODEPAGES
};

struct codepage {
	const char *name;    /* as IANA registers it */
	uint16_t upper[128]; /* code point of byte 0x80 + i */
};

extern const struct codepage codepage_table[CODEPAGES];

#endif
