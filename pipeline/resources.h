/*
 * resources.h - what all documents of a study share: packs, language, models.
 * Loaded from what travels inside the program, and from the study's lexicons/
 * folder, whose files go before those of the same name.
 */
#ifndef PIPELINE_RESOURCES_H
#define PIPELINE_RESOURCES_H

#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "pipeline/described.h"
#include "stages/stage.h"
#include "stages/suggest.h"

struct error;
struct study;
struct word_classes;

/* A file that was loaded, or the tables of the language together. */
struct resource_part {
	const char *name;
	char digest[DIGEST_TEXT];
};

enum resources_state {
	RESOURCES_NONE,
	RESOURCES_RECALLED, /* digests and parts only: see recall.h */
	RESOURCES_LOADED,
};

struct resources {
	enum resources_state state;
	struct arena arena;
	struct resource_part *part; /* in the order in which they were loaded */
	size_t parts;
	size_t part_capacity;
	char learnt[DIGEST_TEXT];     /* of what was learnt from decisions; empty if nothing was */
	struct stage_resources stage; /* what the stages get; owned by this */
	struct model *model[SUGGEST_HEADS]; /* NULL where no pack brings one */
	bool wordless;              /* themes have no words of their own in the study's packs */
	struct described described; /* of themes without words and without a model; else empty */
	struct model *utterance[3]; /* purpose, audience, status */
	char lexicon[DIGEST_TEXT];  /* digest of the packs */
	char digest[DIGEST_TEXT];   /* of all that was loaded */
	char inputs[DIGEST_TEXT];   /* see recall.h; empty if nobody asked */
};

/* Returns 0; ERROR_CONFIG with file and line; ERROR_MEMORY. Free with resources_free, after an
 * error too. */
int resources_load(struct resources *out, const struct study *study, struct error *err);
/*
 * Adds a model of what the study's own decisions teach; takes it over, NULL included. Suggestions
 * made from now on use it, and the digest tells. Returns 0 or ERROR_MEMORY.
 */
int resources_adapt(struct resources *resources, const struct study *study, struct model *model,
		    struct span bytes, struct error *err);
/* Has themes that are only described look in these directions from now on; the digest tells. Before
 * resources_adapt. Returns 0 or a negative ERROR_ code. */
int resources_steer(struct resources *resources, const struct study *study, const float *direction,
		    struct error *err);
/* What lexicons/names/ says of names; the same for every study. Free with word_classes_free. */
int resources_names(struct word_classes **out, struct error *err);
void resources_free(struct resources *resources);

/* Notes a file among the parts; `digest` as digest_of gives it. Returns 0 or ERROR_MEMORY. */
int resources_add_part(struct resources *out, struct span name, const char *digest,
		       struct error *err);

#endif
