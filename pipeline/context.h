/*
 * context.h - what most commands begin with: the study that the first argument
 * names, and its store.
 */
#ifndef PIPELINE_CONTEXT_H
#define PIPELINE_CONTEXT_H

#include "pipeline/study.h"

struct error;
struct options;
struct store;

enum context_need {
	CONTEXT_STUDY,        /* the study file alone */
	CONTEXT_STORE,        /* and the store, which must be there */
	CONTEXT_STORE_CREATE, /* and the store, made if it is not there */
};

struct context {
	struct study study;
	const char *store_path; /* lives in the study */
	struct store *store;    /* NULL with CONTEXT_STUDY */
};

/* Sets the language of messages from the study unless --lang was given. Returns 0 or an error;
 * end with context_close after an error too. */
int context_open(struct context *out, const struct options *options, enum context_need need,
		 struct error *err);
void context_close(struct context *context);

#endif
