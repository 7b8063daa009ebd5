/*
 * learnt_pack.h - the files of the study's pack `learnt`. For learnt.c.
 */
#ifndef PIPELINE_LEARN_LEARNT_PACK_H
#define PIPELINE_LEARN_LEARNT_PACK_H

#include "corpus/text.h"

struct arena;
struct error;
struct study;

/*
 * Appends a line to lexicons/learnt/learnt.tsv of the study, and writes pack.yaml beside it if
 * there is none. The whole file is put in place at once, and programs wait for each other. Returns
 * 0, ERROR_INPUT, ERROR_LIMIT, ERROR_STORE or ERROR_MEMORY.
 */
int learnt_pack_add(const struct study *study, struct span theme, float weight, struct span cue,
		    struct arena *scratch, struct error *err);

#endif
