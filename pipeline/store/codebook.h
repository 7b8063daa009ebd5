/*
 * codebook.h - the themes as they are now: those of the packs, and what people
 * changed in them since. A theme that was merged stays in the list and says into which
 * one: labels that name it count for that one, whenever they were given.
 */
#ifndef PIPELINE_STORE_CODEBOOK_H
#define PIPELINE_STORE_CODEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct emitter;
struct error;
struct lexicon;
struct store;

struct codebook_theme {
	struct span id;
	struct span name_nl;
	struct span name_en;
	struct span definition;
	struct span parent; /* id; empty if none */
	struct span into;   /* id of the theme that it was merged into; empty if it stands */
	int64_t version;    /* number of the last edit; 0 if it is as the pack has it */
	bool added;         /* by a person: no pack has it */
	struct span added_at;
	struct span changed_at; /* ISO 8601; empty if it is as the pack has it */
};

struct codebook {
	struct codebook_theme *theme; /* in the order of the packs, then as they were added */
	size_t count;
	size_t capacity;
	struct arena *arena;
};

/* As the packs have it. All in `keep`. */
int codebook_packs(struct codebook *out, const struct lexicon *lexicon, struct arena *keep,
		   struct error *err);
/* With what people changed. Without a lexicon only what they changed is in it, which is enough to
 * know what labels count for. */
int codebook_load(struct codebook *out, struct store *store, const struct lexicon *lexicon,
		  struct arena *keep, struct error *err);
/* NULL if there is none of that id. */
struct codebook_theme *codebook_find(const struct codebook *codebook, struct span id);
/* The theme that a label counts for, behind any merges; NULL if there is none. */
const struct codebook_theme *codebook_resolve(const struct codebook *codebook, struct span id);

/* The id of the theme that a label counts for; the label itself if nothing is known of it. */
struct span codebook_label(const struct codebook *codebook, struct span id);
/* What it is called in that language, "nl" or "en"; its Dutch name if it has no English one. */
struct span codebook_name(const struct codebook_theme *theme, struct span language);

void codebook_emit(struct emitter *to, const struct codebook *codebook);

#endif
