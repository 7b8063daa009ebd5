/*
 * api.h - the functions behind the rows of route_table. To add one: a line here,
 * a row in routes.c.
 *
 * Offsets are bytes of the document's text; the page turns them into its own.
 */
#ifndef PIPELINE_REVIEW_API_H
#define PIPELINE_REVIEW_API_H

#include "pipeline/review/review.h"

route_fn api_page;     /* the page and its parts, from the program itself */
route_fn api_words;    /* the page's sentences in English and Dutch */
route_fn api_session;  /* {secret} gives {token, reviewer, study}, study as api_study */
route_fn api_study;    /* codebook, documents, progress, where I left off */
route_fn api_document; /* text, blocks, anecdotes with suggestions and my decisions */
route_fn api_strays;   /* what I decided, or all together, of anecdotes that are gone */
route_fn api_decide;   /* one anecdote */
route_fn api_settle;   /* one anecdote, for all together */
route_fn api_pairs;    /* documents that I and another have done, and how many anecdotes differ */
route_fn api_differences;     /* of one of them: what each said */
route_fn api_agreement;       /* figures over those documents */
route_fn api_queue;           /* what I have not decided yet */
route_fn api_bulk;            /* many anecdotes in one go, undone as one */
route_fn api_theme;           /* a theme is added or changed */
route_fn api_codebook;        /* the themes, with every change */
route_fn api_themes;          /* the theme list, as far as I may see what others said */
route_fn api_theme_page;      /* one theme's anecdotes, the typical ones named */
route_fn api_recommendations; /* drafts with their evidence, and what people made of them */
route_fn api_recommendation;  /* one of them is written or gets a status */
route_fn api_perspectives;    /* drafts of perspectives, and what people made of them */
route_fn api_perspective;     /* one of them gets a title and readings */
route_fn api_rounds;          /* two rounds side by side, with pictures */
route_fn api_network;         /* stories, joined by what they share */
route_fn api_commitments;     /* what was promised, and what became of it */
route_fn api_commitment;      /* a person says what became of one */
route_fn api_voices;          /* who is not heard, in all and per theme */
route_fn api_names;           /* names and addresses, and what stands for them elsewhere */
route_fn api_name;            /* one that was missed, or that is none */
route_fn api_terms;           /* what the decisions teach, and the terms that they suggest */
route_fn api_term;            /* one of those is accepted, dismissed, or neither after all */
route_fn api_split;           /* a theme's ticked anecdotes get a new one instead */
route_fn api_shape;           /* where anecdotes begin and end: some go, others come */
route_fn api_undo;
route_fn api_redo;

struct emitter;
struct target;
/* Fields id, nl and en of something to choose from; the object is open and stays so. */
void api_emit_target(struct emitter *to, const struct target *target);

/* What api_study answers, as one value. */
int api_emit_study(struct emitter *to, struct review *review, const struct request *request,
		   struct error *err);

/* How many api_strays would give. */
int api_count_strays(size_t *out, struct review *review, const struct request *request,
		     struct error *err);

struct overview;
/* What the pages on the whole study are made from: as far as who asks may see, with names in the
 * language that is asked for, else that of the study. Free with overview_free, after an error
 * too. */
int api_overview(struct overview *out, struct review *review, const struct request *request,
		 struct error *err);

#endif
