/*
 * version.h - what the program is made of, for the record of a run.
 */
#ifndef PIPELINE_VERSION_H
#define PIPELINE_VERSION_H

#include "corpus/text.h"

struct arena;

/* The linker's build id in hexadecimal: differs whenever the program does. Empty if the program
 * was linked without one. In `arena`. */
struct span version_build(struct arena *arena);

/* JSON: each library with its version. Empty: no memory. */
struct span version_libraries(struct arena *arena);

#endif
