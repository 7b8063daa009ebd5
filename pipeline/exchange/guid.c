#include "pipeline/exchange/guid.h"

#include <string.h>

#include "corpus/digest.h"

static struct guid from_digest(struct digest *digest)
{
	static const char variant[] = "89ab";
	char hex[DIGEST_TEXT];
	struct guid out;
	size_t len = 0;
	digest_end(digest, hex);
	hex[12] = '8';
	hex[16] = variant[(unsigned char)hex[16] & 3];
	for (size_t i = 0; i < 32; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			out.text[len++] = '-';
		out.text[len++] = hex[i];
	}
	out.text[len] = '\0';
	return out;
}

struct guid guid_of_pair(const char *what, struct span one, struct span two)
{
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, SPAN("rodedraad"));
	digest_add_field(&digest, span_from(what));
	digest_add_field(&digest, one);
	digest_add_field(&digest, two);
	return from_digest(&digest);
}

struct guid guid_of(const char *what, struct span id)
{
	return guid_of_pair(what, id, SPAN(""));
}

static char lower_hex(char c)
{
	if (c >= 'A' && c <= 'F')
		return (char)(c - 'A' + 'a');
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? c : '\0';
}

bool guid_read(struct guid *out, struct span text)
{
	text = span_trim(text);
	if (span_starts(text, SPAN("{")) && span_ends(text, SPAN("}")))
		text = span_trim((struct span){text.at + 1, text.len - 2});
	if (text.len != GUID_TEXT - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		out->text[i] = dash && text.at[i] == '-' ? '-'
			       : dash                    ? '\0'
							 : lower_hex(text.at[i]);
		if (out->text[i] == '\0')
			return false;
	}
	out->text[text.len] = '\0';
	return true;
}

bool guid_equal(const struct guid *a, const struct guid *b)
{
	return strcmp(a->text, b->text) == 0;
}
