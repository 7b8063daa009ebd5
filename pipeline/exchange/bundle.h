/*
 * bundle.h - write a zip archive whose bytes depend on nothing but what is put in: every file
 * bears the same date.
 */
#ifndef PIPELINE_EXCHANGE_BUNDLE_H
#define PIPELINE_EXCHANGE_BUNDLE_H

#include <stdio.h>

#include "corpus/text.h"

struct error;
struct zip;
struct zip_source;

struct bundle {
	struct zip *zip;
	struct zip_source *target;
};

/* Returns 0 or ERROR_MEMORY. End with bundle_close. */
int bundle_open(struct bundle *out, struct error *err);
/* A file in the archive; the bytes are copied. */
int bundle_add(struct bundle *bundle, const char *name, struct span bytes, struct error *err);
/* Packs all and writes it. Write errors show in `to`. */
int bundle_write(struct bundle *bundle, FILE *to, struct error *err);
void bundle_close(struct bundle *bundle);

#endif
