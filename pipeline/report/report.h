/*
 * report.h - the report of a study: theme list, recommendation drafts, method and
 * all anecdotes, in Markdown and in HTML that stands by itself.
 *
 * The same store gives the same bytes: nothing in it comes from the clock or the
 * machine.
 */
#ifndef PIPELINE_REPORT_REPORT_H
#define PIPELINE_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/page.h"
#include "stages/draft.h"

/* The pictures; each is drawn into the page (HTML) or named there (Markdown). */
enum report_picture {
	REPORT_BARS,
	REPORT_HEAT,
	REPORT_SCATTER,
	REPORT_VOTES,
	REPORT_SLOPE, /* from here on: of rounds */
	REPORT_MULTIPLES,
	REPORT_PICTURES
};

struct arena;
struct chart_words;
struct comparison;
struct error;
struct interpretation_list;
struct perspective;
struct report_expected;
struct statement_answers;
struct wish_list;

/* What the title page says besides what the overview knows. */
struct report_facts {
	struct span name; /* of the study */
	const char *language;
	const char *program; /* version */
	struct span lexicon; /* digest of the packs in the last run; empty if there was none */
	struct span run;     /* number of that run */
	uint64_t failed;     /* documents that could not be read */
	size_t expected;     /* people who should be heard */
	const struct report_expected *missing; /* those of them who are not */
	size_t missings;
};

struct report {
	struct page page;
	struct overview *overview;
	const struct collection *c;
	const struct report_facts *facts;
	const struct comparison *comparison; /* of two rounds; NULL when there is one */
	struct draft_list drafts;
	const struct proposal_list *proposals; /* what people made of the drafts; NULL: nothing */
	const struct interpretation_list *readings; /* and of the perspectives; NULL: nothing */
	const struct wish_list *wishes; /* what people want to learn; NULL: not looked for */
	const struct statement_answers *answers; /* what a group voted; NULL: nothing */
	const char *anecdotes_in; /* the file in this folder that lists them all; NULL: this one */
	bool failed;              /* a picture could not be drawn for want of memory */
	uint8_t drawn[REPORT_PICTURES]; /* enum report_picture, in the order of the page */
	size_t drawns;
};

/* The whole report in the form of `page`. Write errors show in page.to. */
void report_write(struct report *report);

/* Its parts. */
void report_summary(struct report *report);
void report_themes(struct report *report);
void report_voices(struct report *report);
void report_rounds(struct report *report);
void report_drafts(struct report *report);
void report_commitments(struct report *report);
void report_perspectives(struct report *report);
void report_statements(struct report *report);
void report_wishes(struct report *report);
void report_method(struct report *report);
void report_appendix(struct report *report);

const char *report_picture_file(enum report_picture picture);
/* Whether there is something to draw. */
bool report_has_picture(const struct report *report, enum report_picture picture);
/* Draws it; links lead into `page`, which is empty for the page it stands in. Returns 0, or -1
 * without memory. */
int report_picture(struct report *report, enum report_picture picture, const char *page, FILE *to);
void report_figure(struct report *report, enum report_picture picture);
/* What stands for it where it can't be seen; in `keep`. `at` NULL: no memory. */
struct span report_picture_text(enum report_picture picture, struct arena *keep);
/* What was voted, for report_picture. Returns 0, or -1 without memory. */
int report_draw_votes(struct report *report, const struct chart_words *words, FILE *to);
/* Those of rounds, for report_picture. Return 0, or -1 without memory. */
int report_draw_slope(struct report *report, const struct chart_words *words, FILE *to);
int report_draw_multiples(struct report *report, const struct chart_words *words, FILE *to);

/* An anecdote's quote, with who tells it, where, and its number in the appendix. */
void report_quote(struct report *report, uint32_t anecdote);
/* What people called a perspective; else as it was drafted. */
void report_perspective_title(struct report *report, const struct perspective *p);
/* How many commitments there are of each state, in the order in which the states first come. */
void report_commitment_states(struct report *report);
/* `A12`, as a link to the appendix. */
void report_number(struct report *report, uint32_t anecdote);
void report_real(struct report *report, double value, int decimals);
struct span report_name(const struct collection_names *names, uint16_t index);
/* The name of the theme with that id; the id itself if there is none. */
struct span report_theme_called(const struct report *report, struct span id);

#endif
