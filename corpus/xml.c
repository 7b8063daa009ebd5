#include "corpus/xml.h"

#include <limits.h>
#include <string.h>

#include "corpus/error.h"

int xml_open(struct xml *xml, struct span bytes, const char *part, struct error *err)
{
	*xml = (struct xml){.part = part, .name = "", .space = ""};
	if (bytes.len > INT_MAX)
		return error_set(err, ERROR_LIMIT, "a part of the archive is too big", "%s", part);
	xml->reader = xmlReaderForMemory(bytes.at, (int)bytes.len, NULL, NULL,
					 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
						 XML_PARSE_COMPACT);
	return xml->reader ? 0 : error_memory(err);
}

void xml_close(struct xml *xml)
{
	xmlFreeTextReader(xml->reader);
	xml->reader = NULL;
}

static const char *or_empty(const xmlChar *text)
{
	return text ? (const char *)text : "";
}

static enum xml_event start(struct xml *xml)
{
	xml->name = or_empty(xmlTextReaderConstLocalName(xml->reader));
	xml->space = or_empty(xmlTextReaderConstNamespaceUri(xml->reader));
	xml->empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;
	return XML_START;
}

enum xml_event xml_next(struct xml *xml)
{
	if (xml->empty && !xml->skip) {
		xml->empty = false;
		return XML_STOP;
	}
	for (;;) {
		const int got =
			xml->skip ? xmlTextReaderNext(xml->reader) : xmlTextReaderRead(xml->reader);
		xml->skip = false;
		xml->empty = false;
		if (got != 1)
			return got == 0 ? XML_DONE : XML_BROKEN;
		switch (xmlTextReaderNodeType(xml->reader)) {
		case XML_READER_TYPE_ELEMENT:
			return start(xml);
		case XML_READER_TYPE_END_ELEMENT:
			xml->name = or_empty(xmlTextReaderConstLocalName(xml->reader));
			xml->space = or_empty(xmlTextReaderConstNamespaceUri(xml->reader));
			return XML_STOP;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_WHITESPACE:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			return XML_TEXT;
		default:
			break;
		}
	}
}

void xml_skip(struct xml *xml)
{
	xml->skip = true;
}

const char *xml_attribute(const struct xml *xml, const char *name)
{
	const xmlNode *node = xmlTextReaderCurrentNode(xml->reader);
	if (!node || node->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (strcmp((const char *)attr->name, name) == 0)
			return attr->children ? or_empty(attr->children->content) : "";
	return NULL;
}

struct span xml_text(const struct xml *xml)
{
	return span_from((const char *)xmlTextReaderConstValue(xml->reader));
}

bool xml_is(const struct xml *xml, const char *name)
{
	return strcmp(xml->name, name) == 0;
}

int xml_broken(const struct xml *xml, struct error *err)
{
	const int line = xmlTextReaderGetParserLineNumber(xml->reader);
	return error_set(err, ERROR_INPUT, "the XML is broken", "%s:%d", xml->part, line);
}
