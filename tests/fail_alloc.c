/*
 * Loaded before the C library (LD_PRELOAD), makes the n-th allocation that the program asks for
 * fail, and all after it when FAIL_ALLOC_ALL is set: FAIL_ALLOC=n counts from 1. With FAIL_ALLOC=0
 * nothing fails; the number asked for is then written to the file FAIL_ALLOC_COUNT when the program
 * ends.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The names of glibc for what stands behind malloc. NOLINTBEGIN(bugprone-reserved-identifier) */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t nmemb, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static atomic_long asked;
static long fails = -1; /* not begun yet: what the loader asks for always succeeds */
static bool all_after;

__attribute__((constructor)) static void begin(void)
{
	const char *nth = getenv("FAIL_ALLOC");
	all_after = getenv("FAIL_ALLOC_ALL") != NULL;
	fails = nth ? strtol(nth, NULL, 10) : -1;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_ALLOC_COUNT");
	char line[32];
	if (fails != 0 || !path)
		return;
	const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	const int len = snprintf(line, sizeof line, "%ld\n", atomic_load(&asked));
	if (file < 0 || write(file, line, (size_t)len) != len)
		_exit(99);
	(void)close(file);
}

static bool refuse(void)
{
	if (fails < 0)
		return false;
	const long now = atomic_fetch_add(&asked, 1) + 1;
	if (fails == 0 || (all_after ? now < fails : now != fails))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return refuse() ? NULL : __libc_malloc(size);
}

void *calloc(size_t nmemb, size_t size)
{
	return refuse() ? NULL : __libc_calloc(nmemb, size);
}

void *realloc(void *ptr, size_t size)
{
	return refuse() ? NULL : __libc_realloc(ptr, size);
}
