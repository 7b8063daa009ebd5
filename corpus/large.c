#include "corpus/large.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 * 1024 * 1024 };

void *large_alloc(size_t size)
{
	if (size < LARGE_PAGE || size > SIZE_MAX - LARGE_PAGE)
		return malloc(size);
	const size_t pages = (size + LARGE_PAGE - 1) / LARGE_PAGE;
	void *at = aligned_alloc(LARGE_PAGE, pages * LARGE_PAGE);
#ifdef MADV_HUGEPAGE
	/* Advice: without it the memory serves as well. */
	if (at)
		(void)madvise(at, pages * LARGE_PAGE, MADV_HUGEPAGE);
#endif
	return at;
}

void *large_calloc(size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		return NULL;
	if (count * size < LARGE_PAGE)
		return calloc(count, size);
	void *at = large_alloc(count * size);
	return at ? memset(at, 0, count * size) : NULL;
}
