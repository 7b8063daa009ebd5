/*
 * Loaded before the C library (LD_PRELOAD), makes the n-th allocation that the program asks for
 * fail, and all after it when FAIL_ALLOC_ALL is set: FAIL_ALLOC=n counts from 1. With FAIL_ALLOC=0
 * nothing fails; the number asked for is then written to the file FAIL_ALLOC_COUNT when the program
 * ends. What is asked for behind the end of main is not counted and does not fail: it is not the
 * program's, and what counts coverage dies of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fail.h"

/* The names of glibc for what stands behind malloc. NOLINTBEGIN(bugprone-reserved-identifier) */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t nmemb, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static atomic_long asked;
static long fails = -1; /* not begun yet: what the loader asks for always succeeds */
static bool all_after;
static atomic_bool over; /* main has ended */

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
	if (fails < 0 || atomic_load(&over))
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

typedef int main_function(int argc, char **argv, char **environment);

static main_function *real_main;

static int main_and_over(int argc, char **argv, char **environment)
{
	const int status = real_main(argc, argv, environment);
	atomic_store(&over, true);
	return status;
}

/* What calls main; the C library's own, and in no header of it. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
typedef int start_function(main_function *main, int argc, char **argv, void (*init)(void),
			   void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
start_function __libc_start_main;

int __libc_start_main(main_function *main, int argc, char **argv, void (*init)(void),
		      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
	start_function *real = (start_function *)fail_behind("__libc_start_main");
	real_main = main;
	return real(main_and_over, argc, argv, init, fini, rtld_fini, stack_end);
}
/* NOLINTEND(bugprone-reserved-identifier) */
