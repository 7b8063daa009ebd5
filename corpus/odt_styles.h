/*
 * odt_styles.h - the paragraph, text and list styles of an OpenDocument text.
 */
#ifndef CORPUS_ODT_STYLES_H
#define CORPUS_ODT_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/ordinal.h"
#include "corpus/text.h"

struct arena;
struct error;
struct xml;

enum { ODT_LEVELS = 10 };

struct odt_style {
	struct span name;
	struct span parent;
	bool hidden;
};

struct odt_list_style {
	struct span name;
	struct {
		bool numbered;
		bool shown; /* has a bullet, or a number in some form */
		enum ordinal_form form;
		unsigned start;
		struct span suffix;
	} level[ODT_LEVELS];
};

struct odt_styles {
	struct odt_style *style;
	size_t styles;
	size_t style_capacity;
	struct odt_list_style *list;
	size_t lists;
	size_t list_capacity;
};

/*
 * Adds the styles of a part; one that is broken gives those before the break.
 * Returns 0 or ERROR_MEMORY.
 */
int odt_styles_read(struct odt_styles *styles, struct span bytes, const char *part,
		    struct arena *arena, struct error *err);

/* Whether text in that style, or one it is based on, is hidden. */
bool odt_style_hidden(const struct odt_styles *styles, struct span name);

/* Whether a style or one it is based on has this name, as `Quotations`. */
bool odt_style_is(const struct odt_styles *styles, struct span name, struct span wanted);

/* The list style of that name, or NULL. */
const struct odt_list_style *odt_list_find(const struct odt_styles *styles, struct span name);

#endif
