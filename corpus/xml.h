/*
 * xml.h - walking through XML that nobody vouches for.
 *
 * A pull parser over libxml2's reader: no entities are expanded, nothing is
 * loaded from disk or net, nesting and sizes are limited by libxml2 (256
 * levels, 10 MB a text). Names are compared without their prefix; `space` is
 * the namespace's URI, for the few names that occur in several.
 */
#ifndef CORPUS_XML_H
#define CORPUS_XML_H

#include <libxml/xmlreader.h>
#include <stdbool.h>

#include "corpus/text.h"

struct error;

enum xml_event { XML_START, XML_STOP, XML_TEXT, XML_DONE, XML_BROKEN };

struct xml {
	xmlTextReaderPtr reader;
	const char *part; /* for messages */
	const char *name; /* of the element, without prefix; "" for text */
	const char *space;
	bool empty; /* an element without contents: its end is still to come */
	bool skip;
};

/* `bytes` must outlive it. Returns 0 or ERROR_MEMORY; close it after 0. */
int xml_open(struct xml *xml, struct span bytes, const char *part, struct error *err);
void xml_close(struct xml *xml);

/* The next event. Behind XML_DONE and XML_BROKEN comes nothing. */
enum xml_event xml_next(struct xml *xml);

/* At XML_START: the element's contents are passed over; its XML_STOP does not come. */
void xml_skip(struct xml *xml);

/* At XML_START: an attribute by its name without prefix; NULL if there is none. */
const char *xml_attribute(const struct xml *xml, const char *name);

/* At XML_TEXT. */
struct span xml_text(const struct xml *xml);

bool xml_is(const struct xml *xml, const char *name);

/* Where the XML broke: ERROR_INPUT with part and line. */
int xml_broken(const struct xml *xml, struct error *err);

#endif
