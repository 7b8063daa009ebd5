#include "corpus/ordinal.h"

#include <stdio.h>
#include <string.h>

enum { ROMAN_MOST = 3999, LETTERS = 26 };

static size_t write_roman(char *out, unsigned number)
{
	static const struct {
		unsigned value;
		const char *sign;
	} signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		     {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
		     {5, "v"},    {4, "iv"},   {1, "i"}};
	size_t len = 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (; number >= signs[i].value; number -= signs[i].value) {
			const size_t n = strlen(signs[i].sign);
			memcpy(out + len, signs[i].sign, n);
			len += n;
		}
	out[len] = '\0';
	return len;
}

/* a … z, aa, bb … as Word has it. */
static size_t write_letter(char *out, unsigned number)
{
	const unsigned times = (number - 1) / LETTERS + 1;
	size_t len = 0;
	while (len < times && len < ORDINAL_MOST - 1)
		out[len++] = (char)('a' + (number - 1) % LETTERS);
	out[len] = '\0';
	return len;
}

static void raise_case(char *text)
{
	for (; *text; text++)
		*text = (char)(*text - 'a' + 'A');
}

size_t ordinal_write(char *out, unsigned number, enum ordinal_form form)
{
	size_t len = 0;
	if (number > 0 && (form == ORDINAL_LETTER || form == ORDINAL_CAPITAL))
		len = write_letter(out, number);
	else if (number > 0 && number <= ROMAN_MOST &&
		 (form == ORDINAL_ROMAN || form == ORDINAL_ROMAN_CAPITAL))
		len = write_roman(out, number);
	else
		return (size_t)snprintf(out, ORDINAL_MOST, "%u", number);
	if (form == ORDINAL_CAPITAL || form == ORDINAL_ROMAN_CAPITAL)
		raise_case(out);
	return len;
}
