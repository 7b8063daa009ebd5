/*
 * cards.h - stories on cards for a workshop: A4 sheets to print and cut, a story
 * each with its number, round, case and a line for notes.
 */
#ifndef PIPELINE_CARDS_CARDS_H
#define PIPELINE_CARDS_CARDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"
#include "pipeline/report/overview.h"

struct card {
	uint32_t number; /* of the anecdote, as in the report: A1 is 0 */
	struct span text;
	struct span source; /* case (or document), and round */
	struct span labels; /* themes and kind, for the back */
	bool shortened;
};

struct card_sheets {
	const struct card *card;
	size_t count;
	int columns; /* of a sheet */
	int rows;
	bool backs; /* each sheet is followed by one with the labels, mirrored for the back */
	struct span title;
	const char *language;
};

/* Which stories go on cards; what is NULL or 0 does not choose. */
struct card_choice {
	const char *theme; /* id */
	long perspective;  /* from 1 */
	long spread;       /* so many, with every theme and role as far as they go */
};

/* How many cards a sheet has: 2, 4 or 8. */
enum { CARDS_LARGE = 2, CARDS_MIDDLE = 4, CARDS_SMALL = 8 };

/* Fills the cards. Returns 0; ERROR_USAGE when there is no such theme or perspective; ERROR_MEMORY.
 * All in the arena of the overview. */
int cards_make(struct card_sheets *out, struct overview *overview, const struct card_choice *choice,
	       int per_sheet, struct error *err);

/* Writes the sheets. Write errors show in `to`. Return 0, ERROR_MEMORY or ERROR_STORE. */
int cards_html(const struct card_sheets *sheets, FILE *to, struct error *err);
int cards_pdf(const struct card_sheets *sheets, FILE *to, struct error *err);

#endif
