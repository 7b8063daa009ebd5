/*
 * teaching.h - what the study's reviewed anecdotes teach, for people to look at: the
 * estimate on held-out decisions, and the terms they suggest.
 */
#ifndef PIPELINE_LEARN_TEACHING_H
#define PIPELINE_LEARN_TEACHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus/arena.h"
#include "pipeline/learn/learnt.h"
#include "pipeline/lessons.h"
#include "pipeline/report/collect.h"
#include "pipeline/store/codebook.h"
#include "stages/content.h"
#include "stages/propose.h"

struct emitter;
struct error;
struct resources;
struct store;
struct study;

struct teaching {
	struct arena arena; /* owns all that follows */
	struct collected collected;
	struct content content;
	struct proposed_list proposed;
	struct codebook codebook;
	struct learnt_list learnt;
	struct lessons_learnt lessons;
};

/* With the resources as resources_load gave them. Free with teaching_free, after an error too. */
int teaching_make(struct teaching *out, struct store *store, const struct resources *resources,
		  const struct study *study, const struct collect_options *options,
		  struct error *err);
void teaching_free(struct teaching *teaching);

/* What people made of the term till now; NULL: nothing. */
const struct learnt_term *teaching_state(const struct teaching *teaching,
					 const struct proposed_theme *theme,
					 const struct proposed_term *term);

/* NULL, or the proposed term, with its theme. */
const struct proposed_term *teaching_find(const struct proposed_theme **theme,
					  const struct teaching *teaching, struct span id,
					  struct span cue);

struct teaching_show {
	struct span theme; /* id of the only one to show; empty: all */
	size_t width;      /* columns of the terminal */
	bool verbose;      /* every anecdote, not only the first few */
};

/* As people read it, open terms alone. Write errors show in `to`. */
void teaching_table(struct teaching *teaching, const struct teaching_show *show, FILE *to);
/* One JSON object, of the theme `only` unless that is empty, accepted and dismissed terms too; a
 * failed allocation shows in `to`. */
void teaching_emit(struct emitter *to, struct teaching *teaching, struct span only);
/* The same of all themes, for the page: what `new` has are lists, of a place in `stories`, where an
 * anecdote stands once, in however many terms it would be found, and of bytes of its text, at
 * which the term's words begin and end by turns. */
void teaching_emit_shared(struct emitter *to, struct teaching *teaching);

#endif
