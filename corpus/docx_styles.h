/*
 * docx_styles.h - the paragraph styles and list numbers of a Word document.
 *
 * Both tables live in the arena they were read into; an absent part gives an
 * empty table.
 */
#ifndef CORPUS_DOCX_STYLES_H
#define CORPUS_DOCX_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;

enum { DOCX_LEVELS = 9, DOCX_NONE = -1 };

enum docx_use { DOCX_TEXT, DOCX_HEADING, DOCX_QUOTE, DOCX_CAPTION, DOCX_CONTENTS };

struct docx_style {
	struct span id;
	struct span based_on;
	enum docx_use use;
	unsigned level; /* of a heading, 1-6 */
	int number;     /* numId, or DOCX_NONE */
	int depth;      /* ilvl, or DOCX_NONE */
	bool hidden;
};

struct docx_level {
	struct span format; /* numFmt: decimal, bullet, lowerLetter ... */
	struct span text;   /* lvlText: `%1.%2` */
	int start;
};

struct docx_abstract {
	int id;
	struct docx_level level[DOCX_LEVELS];
	int count[DOCX_LEVELS]; /* the last number given out */
	bool begun[DOCX_LEVELS];
};

struct docx_number {
	int id;
	int abstract;
	int restart[DOCX_LEVELS]; /* startOverride, or DOCX_NONE; used once */
};

struct docx_styles {
	struct docx_style *style;
	size_t styles;
	size_t style_capacity;
	struct docx_abstract *abstract;
	size_t abstracts;
	size_t abstract_capacity;
	struct docx_number *number;
	size_t numbers;
	size_t number_capacity;
};

int docx_styles_read(struct docx_styles *styles, struct span bytes, struct arena *arena,
		     struct error *err);
int docx_numbering_read(struct docx_styles *styles, struct span bytes, struct arena *arena,
			struct error *err);

/* The style of that id, or NULL. */
const struct docx_style *docx_style_find(const struct docx_styles *styles, struct span id);

/*
 * Counts one item of list `number` at `depth` and writes its marker with a blank
 * behind it (`- ` for bullets). Empty when the list shows none.
 */
void docx_marker(struct docx_styles *styles, int number, int depth, char *marker, size_t size);

#endif
