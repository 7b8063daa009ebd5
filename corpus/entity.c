#include "corpus/entity.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { NAME_MOST = 12 }; /* bytes of the longest name libxml2 knows, and more */

static uint32_t by_number(struct span digits)
{
	const bool hex = digits.len > 0 && (digits.at[0] | 0x20) == 'x';
	uint32_t code = 0;
	if (digits.len == (hex ? 1 : 0))
		return 0;
	for (size_t i = hex ? 1 : 0; i < digits.len; i++) {
		const char c = (char)(digits.at[i] | 0x20);
		uint32_t value;
		if (digits.at[i] >= '0' && digits.at[i] <= '9')
			value = (uint32_t)(digits.at[i] - '0');
		else if (hex && c >= 'a' && c <= 'f')
			value = (uint32_t)(c - 'a') + 10;
		else
			return 0;
		code = code * (hex ? 16 : 10) + value;
		if (code > 0x10FFFF)
			return 0;
	}
	return code >= 0xD800 && code < 0xE000 ? 0 : code;
}

static uint32_t by_name(struct span name)
{
	char buffer[NAME_MOST + 1];
	memcpy(buffer, name.at, name.len);
	buffer[name.len] = '\0';
	const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)buffer);
	return entity ? entity->value : 0;
}

size_t entity_decode(struct span text, char out[4], size_t *used)
{
	*used = 0;
	const size_t most = text.len < NAME_MOST + 2 ? text.len : NAME_MOST + 2;
	const char *end = most > 2 ? memchr(text.at, ';', most) : NULL;
	if (!end || text.at[0] != '&')
		return 0;
	const struct span name = {text.at + 1, (size_t)(end - text.at) - 1};
	if (name.len == 0)
		return 0;
	const uint32_t code = name.at[0] == '#'
				      ? by_number((struct span){name.at + 1, name.len - 1})
				      : by_name(name);
	if (code == 0)
		return 0;
	*used = name.len + 2;
	return utf8_encode(code, out);
}
