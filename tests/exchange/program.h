/*
 * program.h - runs the whole program as a user does: commands in a shell, in a folder of their
 * own, with $R the program, $TOP the top of the tree and $SHARED the outside material.
 */
#ifndef TESTS_EXCHANGE_PROGRAM_H
#define TESTS_EXCHANGE_PROGRAM_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char program_folder[64];

/* Exit status of the commands; the first that fails ends them. */
static inline int shell(const char *words)
{
	const size_t size = 8192;
	char *command = malloc(size);
	if (!command)
		return -1;
	const int len = snprintf(command, size, "cd '%s' && set -e\n%s", program_folder, words);
	const int status = len > 0 && (size_t)len < size ? system(command) : -1;
	free(command);
	return status >= 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

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
	(void)snprintf(program, sizeof program, "%s/../shared", cwd);
	(void)setenv("SHARED", program, 0);
	(void)snprintf(program_folder, sizeof program_folder, "/tmp/rodedraad-exchange-XXXXXX");
	return mkdtemp(program_folder) ? 0 : -1;
}

static inline int program_teardown(void **state)
{
	(void)state;
	char command[100];
	(void)snprintf(command, sizeof command, "rm -rf '%s'", program_folder);
	return system(command);
}

/* Whether that piece of outside material is here; says so if not. */
static inline int has_shared(const char *what)
{
	char path[2000];
	(void)snprintf(path, sizeof path, "%s/%s", getenv("SHARED"), what);
	const int there = access(path, R_OK) == 0;
	if (!there)
		printf("skipped: %s is not here\n", path);
	return there;
}

#endif
