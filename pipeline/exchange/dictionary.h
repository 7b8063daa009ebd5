/*
 * dictionary.h - word lists of other programs as packs: quanteda's YAML and LIWC's .dic.
 *
 * Their words are exact forms unless a star says otherwise, and mind no capitals: a word becomes
 * a cue of the form `=word`, and `tax*` stays as it is (lexicons/cue.h). What a cue can't say (a
 * star inside a word, a single wild letter, a condition on a neighbour, signs without letters) is
 * listed.
 */
#ifndef PIPELINE_EXCHANGE_DICTIONARY_H
#define PIPELINE_EXCHANGE_DICTIONARY_H

#include <stdbool.h>

#include "corpus/text.h"

struct arena;
struct draft;
struct error;
struct import_summary;

/* By the name's ending: .yml and .yaml are quanteda's, .dic is LIWC's. */
bool dictionary_fits(struct span bytes, const char *name);

/* A pattern as a cue in `arena`; empty if a cue can't say it. -1: no memory. */
int dictionary_cue(struct span *out, struct span pattern, struct arena *arena);

/* Reads into the draft; text is valid UTF-8. Returns 0, ERROR_INPUT or ERROR_CONFIG with what is
 * wrong, or ERROR_MEMORY. */
int dictionary_read_yaml(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err);
int dictionary_read_liwc(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err);

#endif
