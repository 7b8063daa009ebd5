/*
 * pack_file.h - the files that packs, tables and models are made of. One in the study's own folder
 * lexicons/ goes before the one of that name that travels in the program.
 */
#ifndef PIPELINE_PACK_FILE_H
#define PIPELINE_PACK_FILE_H

#include "corpus/text.h"

struct arena;
struct error;
struct resources;
struct study;

/* For whom a file is loaded. */
struct pack_source {
	const struct study *study;
	struct resources *resources; /* which keep the name and digest of what is loaded */
};

/* The bytes of "PACK/FILE", in the arena of the resources; a pack_load (lexicons/pack.h) whose
 * context is a struct pack_source. Returns 0, ERROR_CONFIG where there is no such file, or another
 * negative ERROR_ code. */
int pack_file_load(void *source, struct span *out, const char *name, struct error *err);

/* Whether the study has a file of its own of that name: 1, 0, or ERROR_MEMORY. */
int pack_file_is_own(const struct study *study, const char *name, struct arena *arena,
		     struct error *err);

#endif
