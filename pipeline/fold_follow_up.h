/*
 * fold_follow_up.h - over the study: what later rounds say of what was promised
 * (stages/follow_up.h), from the store and into it.
 */
#ifndef PIPELINE_FOLD_FOLLOW_UP_H
#define PIPELINE_FOLD_FOLLOW_UP_H

struct arena;
struct error;
struct language;
struct store;

/* Inside a transaction of the caller. */
int fold_follow_up(struct store *store, const struct language *language, struct arena *arena,
		   struct error *err);

#endif
