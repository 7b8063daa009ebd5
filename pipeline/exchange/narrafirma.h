/*
 * narrafirma.h - NarraFirma's story form: a table of questions, of which the choices become
 * themes.
 */
#ifndef PIPELINE_EXCHANGE_NARRAFIRMA_H
#define PIPELINE_EXCHANGE_NARRAFIRMA_H

#include <stdbool.h>

#include "corpus/text.h"

struct draft;
struct error;

/* Whether a line near the top names the columns of a story form. */
bool narrafirma_fits(struct span bytes, const char *name);

/* Each question of choices becomes a theme and its answers the themes below it. Valid UTF-8.
 * Returns 0 or ERROR_MEMORY. */
int narrafirma_read(struct draft *draft, struct span text, struct error *err);

#endif
