/*
 * large.h - memory for something large.
 *
 * The first touch of each page of 4 kB costs microseconds on a virtual machine; so what is
 * large, and will be filled, is put on pages of 2 MB where the system can. These are cleared
 * whole, so it is not for what may stay half empty.
 */
#ifndef CORPUS_LARGE_H
#define CORPUS_LARGE_H

#include <stddef.h>

/* `size` bytes, not cleared, aligned for any type, for free() to give back. NULL: no memory. Of
 * what is smaller than a large page it is malloc. */
void *large_alloc(size_t size);

/* The same, cleared. */
void *large_calloc(size_t count, size_t size);

#endif
