/*
 * For tests of the whole program as a user runs it: commands in a shell, in a folder of their own
 * under /tmp, with $R the program and $TOP the top of the tree.
 */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A sanitizer brings its own allocator, and flags of its own. */
#ifdef __has_feature
#define PROGRAM_FEATURE(name) __has_feature(name)
#else
#define PROGRAM_FEATURE(name) 0
#endif
#if defined __SANITIZE_THREAD__ || PROGRAM_FEATURE(thread_sanitizer)
#define PROGRAM_THREAD_SANITIZED 1
#else
#define PROGRAM_THREAD_SANITIZED 0
#endif
#if defined __SANITIZE_ADDRESS__ || PROGRAM_FEATURE(address_sanitizer)
#define PROGRAM_SANITIZED 1
#else
#define PROGRAM_SANITIZED PROGRAM_THREAD_SANITIZED
#endif

static char program_folder[64];

/* Exit status of the commands, run in the folder. */
static inline int program_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline int program_shell(const char *format, ...)
{
	char words[3000], command[3200];
	va_list arguments;
	va_start(arguments, format);
	(void)vsnprintf(words, sizeof words, format, arguments);
	va_end(arguments);
	(void)snprintf(command, sizeof command, "cd '%s' && { %s\n}", program_folder, words);
	const int status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* -1: no program is given, or there is no room for a folder. */
static inline int program_setup(void **state)
{
	(void)state;
	char cwd[1000], program[1200];
	const char *given = getenv("RODEDRAAD");
	if (!given || !getcwd(cwd, sizeof cwd))
		return -1;
	(void)snprintf(program, sizeof program, "%s%s%s", given[0] == '/' ? "" : cwd,
		       given[0] == '/' ? "" : "/", given);
	(void)setenv("R", program, 1);
	(void)setenv("TOP", cwd, 1);
	(void)snprintf(program_folder, sizeof program_folder, "/tmp/rodedraad-test-XXXXXX");
	return mkdtemp(program_folder) ? 0 : -1;
}

/* The folder with a run of one part of the sample in `study`. */
static inline int program_setup_sample(const char *part)
{
	return program_setup(NULL) == 0 && program_shell("cp -r \"$TOP/corpus/sample/%s\" study && "
							 "\"$R\" run study --quiet",
							 part) == 0
		       ? 0
		       : -1;
}

static inline int program_teardown(void **state)
{
	(void)state;
	return program_shell("rm -rf '%s'", program_folder);
}

#endif
