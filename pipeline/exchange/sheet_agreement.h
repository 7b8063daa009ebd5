/*
 * sheet_agreement.h - the sheet that says how far reviewers agree: all together, two by two, and
 * what holds with what the program suggested; over all themes, and for each of them.
 */
#ifndef PIPELINE_EXCHANGE_SHEET_AGREEMENT_H
#define PIPELINE_EXCHANGE_SHEET_AGREEMENT_H

#include "pipeline/exchange/sheet.h"

struct agreement_study;
struct error;

extern const struct column sheet_agreement_columns[];

/* Rows for what two compared of each other; none where nobody did. `language` is "nl" or "en".
 * Returns 0 or ERROR_MEMORY. */
int sheet_agreement(struct sheet *to, const struct agreement_study *study, const char *language,
		    struct error *err);

#endif
