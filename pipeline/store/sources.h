/*
 * sources.h - tables of stories that were imported: they live in the store, and a
 * run reads them as it reads files.
 */
#ifndef PIPELINE_STORE_SOURCES_H
#define PIPELINE_STORE_SOURCES_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

struct stored_source {
	const char *name; /* stands for a path: `import/stories.csv/interview-3` */
	const char *round;
	const char *sha256;
	uint64_t size;
};

/* Puts it there, or in the place of the one with that name. */
int store_source_put(struct store *store, const char *name, const char *round, struct span bytes,
		     const char *sha256, struct error *err);
/* All whose name begins like that. */
int store_sources_remove(struct store *store, const char *prefix, struct error *err);
/* By name; in `keep`. */
int store_sources(const struct stored_source **out, size_t *count, struct store *store,
		  struct arena *keep, struct error *err);
int store_source_bytes(struct span *out, struct store *store, const char *name, struct arena *keep,
		       struct error *err);

int store_meta_put(struct store *store, const char *key, const char *value, struct error *err);
/* "" where there is none. In `keep`. */
int store_meta_get(const char **out, struct store *store, const char *key, struct arena *keep,
		   struct error *err);

#endif
