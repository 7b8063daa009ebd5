#include "pipeline/exchange/markup.h"

#include <stdio.h>
#include <string.h>

#include "corpus/error.h"

static void check(struct markup *to, int written)
{
	to->failed = to->failed || written < 0;
}

void markup_init(struct markup *to, const char *root, const char *space)
{
	*to = (struct markup){.buffer = xmlBufferCreate()};
	if (to->buffer) {
		xmlBufferSetAllocationScheme(to->buffer, XML_BUFFER_ALLOC_DOUBLEIT);
		to->writer = xmlNewTextWriterMemory(to->buffer, 0);
	}
	to->failed = !to->writer;
	if (to->failed)
		return;
	check(to, xmlTextWriterSetIndent(to->writer, 1));
	check(to, xmlTextWriterSetIndentString(to->writer, BAD_CAST " "));
	check(to, xmlTextWriterStartDocument(to->writer, NULL, "UTF-8", NULL));
	markup_open(to, root);
	markup_attribute(to, "xmlns", span_from(space));
}

void markup_release(struct markup *to)
{
	if (to->writer)
		xmlFreeTextWriter(to->writer);
	if (to->buffer)
		xmlBufferFree(to->buffer);
	arena_release(&to->scratch);
	*to = (struct markup){.failed = true};
}

static bool is_allowed(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' ||
	       (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
}

/* With a NUL behind it; NULL: no memory. */
static const xmlChar *allowed(struct markup *to, struct span text)
{
	char *copy = arena_alloc(&to->scratch, text.len * 3 + 1);
	size_t n = 0;
	if (!copy)
		return NULL;
	for (size_t i = 0, len; i < text.len; i += len) {
		const uint32_t code = utf8_decode(text, i, &len);
		if (is_allowed(code))
			n += utf8_encode(code, copy + n);
	}
	copy[n] = '\0';
	return (const xmlChar *)copy;
}

void markup_open(struct markup *to, const char *name)
{
	if (!to->failed)
		check(to, xmlTextWriterStartElement(to->writer, BAD_CAST name));
}

void markup_close(struct markup *to)
{
	if (!to->failed)
		check(to, xmlTextWriterEndElement(to->writer));
}

void markup_attribute(struct markup *to, const char *name, struct span value)
{
	if (to->failed)
		return;
	const xmlChar *text = allowed(to, value);
	check(to, text ? xmlTextWriterWriteAttribute(to->writer, BAD_CAST name, text) : -1);
	arena_reset(&to->scratch);
}

void markup_number(struct markup *to, const char *name, uint32_t value)
{
	char text[16];
	(void)snprintf(text, sizeof text, "%u", value);
	markup_attribute(to, name, span_from(text));
}

void markup_element(struct markup *to, const char *name, struct span text)
{
	if (to->failed)
		return;
	const xmlChar *copy = allowed(to, text);
	check(to, copy ? xmlTextWriterWriteElement(to->writer, BAD_CAST name, copy) : -1);
	arena_reset(&to->scratch);
}

int markup_finish(struct span *out, struct markup *to, struct error *err)
{
	if (!to->failed)
		check(to, xmlTextWriterEndDocument(to->writer));
	if (to->failed || xmlTextWriterFlush(to->writer) < 0)
		return error_memory(err);
	*out = (struct span){(const char *)xmlBufferContent(to->buffer),
			     (size_t)xmlBufferLength(to->buffer)};
	return 0;
}
