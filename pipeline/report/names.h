/*
 * names.h - texts, each once, numbered in the order in which they came.
 */
#ifndef PIPELINE_REPORT_NAMES_H
#define PIPELINE_REPORT_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;

struct names {
	struct arena *arena; /* owns what is added */
	struct span *item;
	size_t count;
	size_t capacity;
	uint32_t *slot; /* 1 + number */
	size_t slots;
};

/* The number of the text, copied into the arena if it is new. UINT32_MAX: no memory. */
uint32_t names_add(struct names *names, struct span text);
/* Its number; UINT32_MAX if it is not there. */
uint32_t names_find(const struct names *names, struct span text);

#endif
