#include "corpus/properties.h"

#include <string.h>

#include "corpus/archive.h"
#include "corpus/builder.h"
#include "corpus/metadata.h"
#include "corpus/xml.h"

/* What is worth keeping, and under which name. */
static const struct {
	const char *element;
	const char *key;
} wanted[] = {
	{"title", "title"},       {"creator", "author"},  {"subject", "subject of the file"},
	{"keywords", "keywords"}, {"created", "created"}, {"creation-date", "created"},
};

static const char *key_of(const struct xml *xml)
{
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (xml_is(xml, wanted[i].element))
			return wanted[i].key;
	return NULL;
}

/* Titles that programs put in by themselves say nothing. */
static int is_empty_title(const char *key, struct span value)
{
	return strcmp(key, "title") == 0 &&
	       (span_starts(value, SPAN("Microsoft Word")) || span_ends(value, SPAN(".doc")) ||
		span_ends(value, SPAN(".docx")) || span_starts(value, SPAN("Document")));
}

void properties_read(struct builder *builder, const struct archive *archive, const char *part)
{
	struct span bytes;
	struct xml xml;
	if (builder->status != 0 ||
	    archive_read(&bytes, archive, part, true, builder->scratch, NULL) != 0 ||
	    bytes.len == 0 || xml_open(&xml, bytes, part, NULL) != 0)
		return;
	const char *key = NULL;
	for (enum xml_event event = xml_next(&xml); event != XML_DONE && event != XML_BROKEN;
	     event = xml_next(&xml)) {
		if (event == XML_START)
			key = key_of(&xml);
		else if (event == XML_STOP)
			key = NULL;
		else if (key && !is_empty_title(key, xml_text(&xml)))
			metadata_set_any(builder, span_from(key), xml_text(&xml));
	}
	xml_close(&xml);
}
