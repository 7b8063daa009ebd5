/*
 * theme_edit.h - a theme is added or changed by a reviewer: what may be, and the row of the log.
 */
#ifndef PIPELINE_REVIEW_THEME_EDIT_H
#define PIPELINE_REVIEW_THEME_EDIT_H

struct codebook;
struct codebook_theme;
struct error;
struct request;
struct review;

/* NULL, or why the change can't be made, as a key of the message table. */
const char *theme_check(const struct codebook *codebook, const struct codebook_theme *wanted);

/* Appends it, inside a transaction. An empty id is that of a new theme, and is filled in. */
int theme_write(struct review *review, const struct request *request, struct codebook_theme *wanted,
		const struct codebook *codebook, struct error *err);

#endif
