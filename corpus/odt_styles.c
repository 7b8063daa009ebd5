#include "corpus/odt_styles.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/xml.h"

enum { INHERIT_MOST = 16, START_MOST = 100000 };

struct reading {
	struct odt_styles *styles;
	struct arena *arena;
	struct odt_style *style;     /* under way, or NULL */
	struct odt_list_style *list; /* under way, or NULL */
};

static struct span kept(const char *text, struct arena *arena)
{
	const struct span from = span_from(text);
	const char *copy = arena_copy(arena, from.at, from.len);
	return (struct span){copy, copy ? from.len : 0};
}

static int begin_style(struct reading *reading, const struct xml *xml)
{
	struct odt_styles *styles = reading->styles;
	if (arena_grow(reading->arena, &styles->style, &styles->style_capacity, styles->styles,
		       styles->styles + 1, sizeof *styles->style) != 0)
		return ERROR_MEMORY;
	reading->style = &styles->style[styles->styles++];
	*reading->style = (struct odt_style){
		.name = kept(xml_attribute(xml, "name"), reading->arena),
		.parent = kept(xml_attribute(xml, "parent-style-name"), reading->arena)};
	return 0;
}

static int begin_list(struct reading *reading, const struct xml *xml)
{
	struct odt_styles *styles = reading->styles;
	if (arena_grow(reading->arena, &styles->list, &styles->list_capacity, styles->lists,
		       styles->lists + 1, sizeof *styles->list) != 0)
		return ERROR_MEMORY;
	reading->list = &styles->list[styles->lists++];
	*reading->list =
		(struct odt_list_style){.name = kept(xml_attribute(xml, "name"), reading->arena)};
	return 0;
}

static enum ordinal_form form_of(const char *format)
{
	switch (format[0]) {
	case 'a':
		return ORDINAL_LETTER;
	case 'A':
		return ORDINAL_CAPITAL;
	case 'i':
		return ORDINAL_ROMAN;
	case 'I':
		return ORDINAL_ROMAN_CAPITAL;
	default:
		return ORDINAL_DECIMAL;
	}
}

static void read_level(struct reading *reading, const struct xml *xml)
{
	const char *text = xml_attribute(xml, "level");
	const long level = text ? strtol(text, NULL, 10) : 0;
	const char *format = xml_attribute(xml, "num-format");
	const char *start = xml_attribute(xml, "start-value");
	const long first = start ? strtol(start, NULL, 10) : 1;
	if (level < 1 || level > ODT_LEVELS)
		return;
	const bool numbered = xml_is(xml, "list-level-style-number");
	reading->list->level[level - 1].numbered = numbered;
	reading->list->level[level - 1].shown = !numbered || (format && format[0]);
	reading->list->level[level - 1].form = form_of(format ? format : "1");
	reading->list->level[level - 1].start =
		first >= 0 && first < START_MOST ? (unsigned)first : 1;
	reading->list->level[level - 1].suffix =
		kept(xml_attribute(xml, "num-suffix"), reading->arena);
}

static int read_element(struct reading *reading, const struct xml *xml)
{
	if (xml_is(xml, "style"))
		return begin_style(reading, xml);
	if (xml_is(xml, "list-style"))
		return begin_list(reading, xml);
	const char *display = xml_attribute(xml, "display");
	if (reading->style && xml_is(xml, "text-properties") && display &&
	    strcmp(display, "none") == 0)
		reading->style->hidden = true;
	else if (reading->list && strncmp(xml->name, "list-level-style-", 17) == 0)
		read_level(reading, xml);
	return 0;
}

int odt_styles_read(struct odt_styles *styles, struct span bytes, const char *part,
		    struct arena *arena, struct error *err)
{
	struct xml xml;
	struct reading reading = {.styles = styles, .arena = arena};
	if (bytes.len == 0)
		return 0;
	int status = xml_open(&xml, bytes, part, err);
	if (status != 0)
		return status;
	for (enum xml_event event = xml_next(&xml);
	     event != XML_DONE && event != XML_BROKEN && status == 0; event = xml_next(&xml)) {
		if (event == XML_START && xml_is(&xml, "body"))
			break; /* behind the styles of the content there is only text */
		if (event == XML_START && read_element(&reading, &xml) != 0)
			status = error_memory(err);
		if (event == XML_STOP && xml_is(&xml, "style"))
			reading.style = NULL;
		if (event == XML_STOP && xml_is(&xml, "list-style"))
			reading.list = NULL;
	}
	xml_close(&xml);
	return status;
}

static const struct odt_style *find(const struct odt_styles *styles, struct span name)
{
	for (size_t i = 0; name.len > 0 && i < styles->styles; i++)
		if (span_equal(styles->style[i].name, name))
			return &styles->style[i];
	return NULL;
}

bool odt_style_hidden(const struct odt_styles *styles, struct span name)
{
	const struct odt_style *style = find(styles, name);
	for (int i = 0; style && i < INHERIT_MOST; i++) {
		if (style->hidden)
			return true;
		style = find(styles, style->parent);
	}
	return false;
}

bool odt_style_is(const struct odt_styles *styles, struct span name, struct span wanted)
{
	for (int i = 0; i < INHERIT_MOST; i++) {
		if (span_equal(name, wanted))
			return true;
		const struct odt_style *style = find(styles, name);
		if (!style)
			return false;
		name = style->parent;
	}
	return false;
}

const struct odt_list_style *odt_list_find(const struct odt_styles *styles, struct span name)
{
	for (size_t i = 0; name.len > 0 && i < styles->lists; i++)
		if (span_equal(styles->list[i].name, name))
			return &styles->list[i];
	return NULL;
}
