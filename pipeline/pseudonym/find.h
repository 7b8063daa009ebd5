/*
 * find.h - names and identifiers in all documents of a store, read off its texts and blocks, so
 * that neither the files nor another run are needed.
 */
#ifndef PIPELINE_PSEUDONYM_FIND_H
#define PIPELINE_PSEUDONYM_FIND_H

struct error;
struct pseudonyms;

/* Fills mentions, documents and counts. Returns 0 or an error. */
int pseudonyms_collect(struct pseudonyms *out, struct error *err);

#endif
