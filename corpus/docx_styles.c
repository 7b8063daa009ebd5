#include "corpus/docx_styles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/ordinal.h"
#include "corpus/xml.h"

enum { INHERIT_MOST = 16 }; /* styles based on styles; more is a circle */

/* --- values -------------------------------------------------------------------------------- */

static int number_of(const char *text)
{
	if (!text)
		return DOCX_NONE;
	const long value = strtol(text, NULL, 10);
	return value < 0 || value > 1000000 ? DOCX_NONE : (int)value;
}

static int depth_of(const char *text)
{
	const int depth = number_of(text);
	return depth >= DOCX_LEVELS ? DOCX_LEVELS - 1 : depth;
}

static struct span kept(const char *text, struct arena *arena)
{
	const struct span from = span_from(text);
	const char *copy = arena_copy(arena, from.at, from.len);
	return (struct span){copy, copy ? from.len : 0};
}

/* --- styles -------------------------------------------------------------------------------- */

/* Names that Word gives its own styles; files of every language bear the English ones. */
static void use_of_name(struct docx_style *style, const char *name)
{
	static const struct {
		const char *begins;
		enum docx_use use;
	} names[] = {
		{"quote", DOCX_QUOTE},           {"intense quote", DOCX_QUOTE},
		{"citaat", DOCX_QUOTE},          {"block text", DOCX_QUOTE},
		{"block quote", DOCX_QUOTE},     {"caption", DOCX_CAPTION},
		{"bijschrift", DOCX_CAPTION},    {"image caption", DOCX_CAPTION},
		{"table caption", DOCX_CAPTION}, {"toc ", DOCX_CONTENTS},
		{"inhopg ", DOCX_CONTENTS},
	};
	const bool heading = strncasecmp(name, "heading ", 8) == 0;
	if (heading || strncasecmp(name, "kop ", 4) == 0) {
		const int level = number_of(name + (heading ? 8 : 4));
		if (level >= 1) {
			style->use = DOCX_HEADING;
			style->level = level > 6 ? 6 : (unsigned)level;
		}
	} else if (strcasecmp(name, "title") == 0 || strcasecmp(name, "titel") == 0) {
		style->use = DOCX_HEADING;
		style->level = 1;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncasecmp(name, names[i].begins, strlen(names[i].begins)) == 0)
			style->use = names[i].use;
}

static bool is_on(const struct xml *xml)
{
	const char *value = xml_attribute(xml, "val");
	return !value || (strcmp(value, "0") != 0 && strcasecmp(value, "false") != 0);
}

static void read_style_part(struct docx_style *style, const struct xml *xml, struct arena *arena)
{
	const char *value = xml_attribute(xml, "val");
	if (xml_is(xml, "name") && value)
		use_of_name(style, value);
	else if (xml_is(xml, "basedOn") && value)
		style->based_on = kept(value, arena);
	else if (xml_is(xml, "outlineLvl")) {
		const int level = number_of(value);
		if (level >= 0 && level < DOCX_LEVELS && style->use == DOCX_TEXT) {
			style->use = DOCX_HEADING;
			style->level = level > 5 ? 6 : (unsigned)level + 1;
		}
	} else if (xml_is(xml, "numId"))
		style->number = number_of(value);
	else if (xml_is(xml, "ilvl"))
		style->depth = depth_of(value);
	else if (xml_is(xml, "vanish"))
		style->hidden = is_on(xml);
}

/* What a style does not say itself comes from the one it is based on. */
static void inherit(struct docx_styles *styles)
{
	for (size_t i = 0; i < styles->styles; i++) {
		struct docx_style *style = &styles->style[i];
		const struct docx_style *base = docx_style_find(styles, style->based_on);
		for (int steps = 0; base && steps < INHERIT_MOST; steps++) {
			if (style->use == DOCX_TEXT) {
				style->use = base->use;
				style->level = base->level;
			}
			if (style->number == DOCX_NONE)
				style->number = base->number;
			if (style->depth == DOCX_NONE)
				style->depth = base->depth;
			base = docx_style_find(styles, base->based_on);
		}
	}
}

int docx_styles_read(struct docx_styles *styles, struct span bytes, struct arena *arena,
		     struct error *err)
{
	struct xml xml;
	struct docx_style *style = NULL;
	if (bytes.len == 0)
		return 0;
	int status = xml_open(&xml, bytes, "word/styles.xml", err);
	if (status != 0)
		return status;
	for (enum xml_event event = XML_START; status == 0;) {
		event = xml_next(&xml);
		if (event == XML_DONE || event == XML_BROKEN)
			break; /* broken styles are no reason to lose the text */
		if (event == XML_STOP && xml_is(&xml, "style"))
			style = NULL;
		if (event != XML_START)
			continue;
		if (!xml_is(&xml, "style")) {
			if (style)
				read_style_part(style, &xml, arena);
			continue;
		}
		if (arena_grow(arena, &styles->style, &styles->style_capacity, styles->styles,
			       styles->styles + 1, sizeof *style) != 0) {
			status = error_memory(err);
			break;
		}
		style = &styles->style[styles->styles++];
		*style = (struct docx_style){.id = kept(xml_attribute(&xml, "styleId"), arena),
					     .number = DOCX_NONE,
					     .depth = DOCX_NONE};
	}
	xml_close(&xml);
	inherit(styles);
	return status;
}

const struct docx_style *docx_style_find(const struct docx_styles *styles, struct span id)
{
	for (size_t i = 0; id.len > 0 && i < styles->styles; i++)
		if (span_equal(styles->style[i].id, id))
			return &styles->style[i];
	return NULL;
}

/* --- numbering ----------------------------------------------------------------------------- */

struct numbering {
	struct docx_styles *styles;
	struct arena *arena;
	struct docx_abstract *abstract; /* under way, or NULL */
	struct docx_number *number;     /* under way, or NULL */
	struct docx_level *level;       /* under way, or NULL */
	int depth;
};

static int add_abstract(struct numbering *state, const struct xml *xml)
{
	struct docx_styles *styles = state->styles;
	if (arena_grow(state->arena, &styles->abstract, &styles->abstract_capacity,
		       styles->abstracts, styles->abstracts + 1, sizeof *styles->abstract) != 0)
		return ERROR_MEMORY;
	state->abstract = &styles->abstract[styles->abstracts++];
	*state->abstract =
		(struct docx_abstract){.id = number_of(xml_attribute(xml, "abstractNumId"))};
	for (int i = 0; i < DOCX_LEVELS; i++)
		state->abstract->level[i].start = 1;
	return 0;
}

static int add_number(struct numbering *state, const struct xml *xml)
{
	struct docx_styles *styles = state->styles;
	if (arena_grow(state->arena, &styles->number, &styles->number_capacity, styles->numbers,
		       styles->numbers + 1, sizeof *styles->number) != 0)
		return ERROR_MEMORY;
	state->number = &styles->number[styles->numbers++];
	*state->number = (struct docx_number){.id = number_of(xml_attribute(xml, "numId")),
					      .abstract = DOCX_NONE};
	for (int i = 0; i < DOCX_LEVELS; i++)
		state->number->restart[i] = DOCX_NONE;
	state->abstract = NULL;
	state->level = NULL;
	return 0;
}

static int read_numbering_part(struct numbering *state, const struct xml *xml)
{
	const char *value = xml_attribute(xml, "val");
	if (xml_is(xml, "abstractNum"))
		return add_abstract(state, xml);
	if (xml_is(xml, "num"))
		return add_number(state, xml);
	if (xml_is(xml, "lvl") || xml_is(xml, "lvlOverride")) {
		state->depth = depth_of(xml_attribute(xml, "ilvl"));
		state->level = state->abstract && state->depth >= 0
				       ? &state->abstract->level[state->depth]
				       : NULL;
	} else if (xml_is(xml, "abstractNumId") && state->number)
		state->number->abstract = number_of(value);
	else if (xml_is(xml, "startOverride") && state->number && state->depth >= 0)
		state->number->restart[state->depth] = number_of(value);
	else if (state->level && xml_is(xml, "numFmt"))
		state->level->format = kept(value, state->arena);
	else if (state->level && xml_is(xml, "lvlText"))
		state->level->text = kept(value, state->arena);
	else if (state->level && xml_is(xml, "start") && number_of(value) >= 0)
		state->level->start = number_of(value);
	return 0;
}

int docx_numbering_read(struct docx_styles *styles, struct span bytes, struct arena *arena,
			struct error *err)
{
	struct xml xml;
	struct numbering state = {.styles = styles, .arena = arena, .depth = DOCX_NONE};
	if (bytes.len == 0)
		return 0;
	int status = xml_open(&xml, bytes, "word/numbering.xml", err);
	if (status != 0)
		return status;
	for (enum xml_event event = xml_next(&xml);
	     event != XML_DONE && event != XML_BROKEN && status == 0; event = xml_next(&xml))
		if (event == XML_START && read_numbering_part(&state, &xml) != 0)
			status = error_memory(err);
	xml_close(&xml);
	return status;
}

/* --- markers ------------------------------------------------------------------------------- */

static struct docx_abstract *find_abstract(struct docx_styles *styles, int number,
					   struct docx_number **instance)
{
	for (size_t i = 0; i < styles->numbers; i++) {
		if (styles->number[i].id != number)
			continue;
		*instance = &styles->number[i];
		for (size_t j = 0; j < styles->abstracts; j++)
			if (styles->abstract[j].id == styles->number[i].abstract)
				return &styles->abstract[j];
	}
	return NULL;
}

static void count(struct docx_abstract *abstract, struct docx_number *instance, int depth)
{
	if (instance->restart[depth] != DOCX_NONE) {
		abstract->count[depth] = instance->restart[depth];
		instance->restart[depth] = DOCX_NONE;
	} else if (abstract->begun[depth]) {
		abstract->count[depth]++;
	} else {
		abstract->count[depth] = abstract->level[depth].start;
	}
	abstract->begun[depth] = true;
	for (int i = 0; i < DOCX_LEVELS; i++) {
		if (i > depth)
			abstract->begun[i] = false;
		else if (!abstract->begun[i]) {
			abstract->begun[i] = true;
			abstract->count[i] = abstract->level[i].start;
		}
	}
}

static enum ordinal_form form_of(struct span format)
{
	if (span_equal(format, SPAN("lowerLetter")))
		return ORDINAL_LETTER;
	if (span_equal(format, SPAN("upperLetter")))
		return ORDINAL_CAPITAL;
	if (span_equal(format, SPAN("lowerRoman")))
		return ORDINAL_ROMAN;
	if (span_equal(format, SPAN("upperRoman")))
		return ORDINAL_ROMAN_CAPITAL;
	return ORDINAL_DECIMAL;
}

/* lvlText with each `%N` replaced by the number of that level. */
static void fill_in(const struct docx_abstract *abstract, int depth, char *marker, size_t size)
{
	const struct span text = abstract->level[depth].text;
	size_t len = 0;
	for (size_t at = 0; at < text.len && len + ORDINAL_MOST + 2 < size; at++) {
		const char next = at + 1 < text.len ? text.at[at + 1] : '\0';
		if (text.at[at] != '%' || next < '1' || next > '9') {
			marker[len++] = text.at[at];
			continue;
		}
		const int level = next - '1';
		len += ordinal_write(marker + len, (unsigned)abstract->count[level],
				     form_of(abstract->level[level].format));
		at++;
	}
	marker[len] = '\0';
	if (len > 0 && len + 1 < size)
		memcpy(marker + len, " ", 2);
}

void docx_marker(struct docx_styles *styles, int number, int depth, char *marker, size_t size)
{
	struct docx_number *instance = NULL;
	struct docx_abstract *abstract = find_abstract(styles, number, &instance);
	marker[0] = '\0';
	if (depth < 0 || depth >= DOCX_LEVELS)
		depth = 0;
	if (!abstract)
		return;
	count(abstract, instance, depth);
	const struct span format = abstract->level[depth].format;
	if (span_equal(format, SPAN("bullet")))
		(void)snprintf(marker, size, "- ");
	else if (!span_equal(format, SPAN("none")))
		fill_in(abstract, depth, marker, size);
}
