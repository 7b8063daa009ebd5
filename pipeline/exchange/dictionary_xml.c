#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/xml.h"
#include "pipeline/exchange/dictionary.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"

/* More than corpus/xml.h lets elements stand in each other. */
enum { LEVELS = 512 };

struct yoshikoder {
	struct xml xml;
	struct draft *draft;
	struct import_summary *out;
	size_t category[LEVELS]; /* of each open `cnode`; SIZE_MAX: the dictionary itself */
	struct span name[LEVELS];
	size_t depth;
	bool regular; /* patterns are regular expressions and not words with stars */
	struct error *err;
};

static int keep(struct span *out, struct yoshikoder *y, const char *attribute)
{
	const char *value = xml_attribute(&y->xml, attribute);
	const size_t len = value ? strlen(value) : 0;
	const char *copy = arena_copy(y->draft->arena, value ? value : "", len);
	return copy && text_nfc(out, (struct span){copy, len}, y->draft->arena) == 0
		       ? 0
		       : error_memory(y->err);
}

static void note_weight(struct yoshikoder *y, struct span name)
{
	if (xml_attribute(&y->xml, "score"))
		import_note(y->out, "weights of words were left out", name, 1, false);
}

/* The theme of a category; the outermost has one only if words stand in it, for it is what the
 * whole dictionary is called. */
static int open_category(struct yoshikoder *y)
{
	struct span name, description;
	int status = keep(&name, y, "name");
	if (status == 0)
		status = keep(&description, y, "desc");
	if (status < 0 || y->depth == LEVELS)
		return status < 0 ? status : xml_broken(&y->xml, y->err);
	note_weight(y, name);
	size_t theme = SIZE_MAX;
	if (y->depth > 0) {
		theme = draft_theme(y->draft, SPAN(""), name);
		if (theme == SIZE_MAX)
			return error_memory(y->err);
		y->draft->theme[theme].definition = description;
		y->draft->theme[theme].parent = y->category[y->depth - 1];
	}
	y->name[y->depth] = name;
	y->category[y->depth++] = theme;
	return 0;
}

static int read_pattern(struct yoshikoder *y)
{
	struct span pattern;
	const int status = keep(&pattern, y, "name");
	if (status < 0 || y->depth == 0)
		return status;
	size_t *theme = &y->category[y->depth - 1];
	if (*theme == SIZE_MAX)
		*theme = draft_theme(y->draft, SPAN(""), y->name[y->depth - 1]);
	if (*theme == SIZE_MAX)
		return error_memory(y->err);
	note_weight(y, pattern);
	if (y->regular && memchr(pattern.at, '*', pattern.len)) {
		import_note(y->out, "patterns that a cue can't say were left out", pattern, 1,
			    true);
		return 0;
	}
	return dictionary_pattern(y->draft, *theme, y->out, pattern, y->err);
}

static int read_start(struct yoshikoder *y)
{
	if (xml_is(&y->xml, "cnode"))
		return open_category(y);
	if (xml_is(&y->xml, "pnode"))
		return read_pattern(y);
	if (xml_is(&y->xml, "dictionary")) {
		const char *engine = xml_attribute(&y->xml, "patternengine");
		y->regular = engine && strcmp(engine, "substring") != 0;
	}
	return 0;
}

static int read_all(struct yoshikoder *y)
{
	int status = 0;
	while (status == 0) {
		switch (xml_next(&y->xml)) {
		case XML_START:
			status = read_start(y);
			break;
		case XML_STOP:
			y->depth -= xml_is(&y->xml, "cnode") && y->depth > 0;
			break;
		case XML_TEXT:
			break;
		case XML_DONE:
			return 0;
		default:
			status = xml_broken(&y->xml, y->err);
		}
	}
	return status;
}

int dictionary_read_yoshikoder(struct draft *draft, struct import_summary *out, struct span bytes,
			       const char *name, struct error *err)
{
	struct yoshikoder y = {.draft = draft, .out = out, .err = err};
	int status = xml_open(&y.xml, bytes, name, err);
	if (status < 0)
		return status;
	status = read_all(&y);
	xml_close(&y.xml);
	if (status == 0 && draft->themes == 0)
		status = error_set(err, ERROR_INPUT,
				   "this is no dictionary of categories with words", "%s",
				   "Yoshikoder: cnode, pnode");
	return status;
}
