/* ordinal.h - the numbers of list items as word processors write them. */
#ifndef CORPUS_ORDINAL_H
#define CORPUS_ORDINAL_H

#include <stddef.h>

enum ordinal_form {
	ORDINAL_DECIMAL,
	ORDINAL_LETTER,
	ORDINAL_CAPITAL,
	ORDINAL_ROMAN,
	ORDINAL_ROMAN_CAPITAL,
};

enum { ORDINAL_MOST = 16 }; /* bytes written at most, the NUL included */

/* Writes the number, NUL-terminated, and returns its length. What a form cannot
 * show (0, or a Roman number over 3999) is written in digits. */
size_t ordinal_write(char *out, unsigned number, enum ordinal_form form);

#endif
