/*
 * label.h - the label in front of what somebody says, and the legend that says
 * who a short label stands for.
 *
 *   Fatima:   Spreker 3 (inwoner):   V:   A1:   Jan de Wit (gemeente) [00:12:41]:
 *   W = Wim, E = Esra        I = interviewer        W: = Wessel
 */
#ifndef STAGES_LABEL_H
#define STAGES_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct word_classes;

struct label {
	struct span name;
	struct span role; /* between brackets behind it; empty if none */
	size_t len;       /* bytes, with the colon and the white space behind it */
	bool numbered;    /* `Spreker 3`, `A1` */
};

/*
 * Whether the line has the form of a label; what it begins with may still be no
 * speaker (`Locatie: …`). White space inside is as written.
 */
bool label_parse(struct label *out, struct span line, const struct word_classes *classes,
		 struct arena *scratch);

/* `W = Wim`: the short form, and the name or function behind it. */
struct legend {
	struct span code;
	struct span name;
};

/* The next legend at or behind *at, which moves behind it; false: no more. */
bool label_legend(struct legend *out, struct span text, size_t *at);

#endif
