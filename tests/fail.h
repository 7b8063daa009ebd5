/*
 * fail.h - for a library that is loaded in front of others (LD_PRELOAD), or a program that has a
 * function of theirs of its own: the function of that name behind it.
 */
#ifndef TESTS_FAIL_H
#define TESTS_FAIL_H

#include <dlfcn.h>
#include <unistd.h>

static inline void *fail_behind(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	if (!found)
		_exit(99);
	return found;
}

#endif
