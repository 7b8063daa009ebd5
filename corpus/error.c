#include "corpus/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a UTF-8 sequence would make the terminal show rubbish. */
static void trim_partial_character(char *s, size_t capacity)
{
	size_t len = strlen(s);
	if (len + 1 < capacity)
		return;
	size_t lead = len;
	while (lead > 0 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead > 0 && ((unsigned char)s[lead - 1] & 0xC0) == 0xC0)
		s[lead - 1] = '\0';
}

int(error_set)(struct error *err, enum error_code code, const char *why, const char *detail, ...)
{
	if (!err || err->code != ERROR_NONE)
		return code;
	err->code = code;
	err->why = why;
	va_list arguments;
	va_start(arguments, detail);
	(void)vsnprintf(err->detail, sizeof err->detail, detail, arguments);
	va_end(arguments);
	trim_partial_character(err->detail, sizeof err->detail);
	return code;
}

void error_at(struct error *err, const char *where, unsigned line, unsigned column)
{
	if (!err || err->where[0] != '\0')
		return;
	(void)snprintf(err->where, sizeof err->where, "%s", where);
	trim_partial_character(err->where, sizeof err->where);
	err->line = line;
	err->column = column;
}

int(error_memory)(struct error *err)
{
	return error_set(err, ERROR_MEMORY, "out of memory", "%s", "");
}
