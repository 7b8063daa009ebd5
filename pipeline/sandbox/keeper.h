/*
 * keeper.h - the process that starts the reading processes, and what these do.
 *
 * The keeper is forked off before the program has threads, opens no files and
 * holds no text: a fork of it is cheap and clean at any time. It answers orders on one
 * socket. A reading process has a socket of its own to whom it reads for. Both end when
 * their socket does.
 */
#ifndef PIPELINE_SANDBOX_KEEPER_H
#define PIPELINE_SANDBOX_KEEPER_H

#include <stdint.h>
#include <sys/types.h>

#include "pipeline/sandbox/sandbox.h"

enum keeper_verb {
	KEEPER_START, /* answered with the process and its socket */
	KEEPER_END,   /* answered with how `pid` ended; killed if it had not */
};

struct keeper_order {
	uint32_t verb;
	pid_t pid;
};

struct keeper_answer {
	pid_t pid;  /* -1: no process could be started, or it is none of the keeper's */
	int status; /* as waitpid gives it */
};

/* A reading process ends with this when there is no memory for what it is sent. */
enum { KEEPER_NO_MEMORY = 3 };

/* What a reading process says first: walls of guard.h. Then it takes requests, each followed by
 * `name` and `language` bytes without a NUL and by the file's, and answers each with a length in a
 * uint64_t and the bytes of wire.h. */
struct keeper_hello {
	uint32_t walls;
};
struct keeper_request {
	uint64_t bytes;
	uint32_t name;
	uint32_t language;
};

/* Never returns. */
_Noreturn void keeper_run(int channel, const struct sandbox_setting *setting);

#endif
