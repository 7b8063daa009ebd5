/*
 * record.h - a document on its way through the stages, as one line of JSON: what
 * `rodedraad stage` reads and writes.
 *
 * Fields, in this order, each written once the stage that adds it is done:
 *   type "document", stages [names of what is done], path
 *   read         format, text, blocks [as in store/pack.h], metadata {}, people
 *                [[name, role, alias]], variables [[name, value]], stories [[block,
 *                title, round, source, [[name, value]]]], notes [[what, detail, count]]
 *   structure    blocks (anew), block_speakers [index or -1], speakers [[name, code,
 *                role, classes, listed, interviewer, turns, questions]], asides [[start, end]]
 *   tokenise     tokens [[start, bytes, kind, flags]], sentences [[first, last, block]]
 *   fingerprint  fingerprint [numbers]
 *   match        hits [[first, last, rule, name of the rule, status]]
 *   segment      anecdotes [[start, end, first, last, speaker, role, its score, kind, its
 *                score, evidence, ranking, external id]], filled in further by later stages;
 *                evidence and ranking as in store/pack.h
 *   recommend    recommendations [[start, end, audience, score, speaker, index of the anecdote or
 *                -1, [theme]]]
 *   commit       commitments [[start, end, who, score]]
 *   outcome      outcomes [[start, end, status, score]]
 * What `judge` adds is worked out anew from the others.
 * Offsets are bytes in `text`; first and last are tokens, half-open. A rule's number holds within
 * one set of packs.
 */
#ifndef PIPELINE_RECORD_H
#define PIPELINE_RECORD_H

#include <stddef.h>

#include "corpus/document.h"
#include "stages/stage.h"

struct arena;
struct emitter;
struct error; /* never NULL here */

/* Takes a line apart into `document` and `work`, which stage_begin is called on here; *done is the
 * number of rows of stage_table that are done. Strings are copied into `keep`. Returns 0;
 * ERROR_INPUT when the line is no such record; ERROR_MEMORY. */
int record_read(struct stage_work *work, struct document *document, const char **path, size_t *done,
		struct span line, struct stage_workspace *workspace, struct arena *keep,
		struct error *err);

/* One line with its end. */
void record_write(struct emitter *to, const struct stage_work *work, const char *path, size_t done);

#endif
