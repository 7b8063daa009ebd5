/*
 * sandbox.h - reading foreign formats in processes that can do no harm.
 *
 * Documents whose bytes go into a library made elsewhere (libzip, libxml2,
 * poppler) are read by a child process that has neither network nor files to
 * write (guard.h), one for each worker, used for many documents. It gets bytes and
 * gives back blocks. When it crashes, hangs or asks for too much memory, that
 * document gets an error as any other that can't be read, and a new process
 * takes over for the next. Formats that the program takes apart itself (text,
 * subtitles, tables, JSON, Markdown) are read here and cost nothing.
 *
 * A sandbox is started before the program has threads. What is in it may then be used
 * by many threads, each with a sandbox_reader of its own.
 */
#ifndef PIPELINE_SANDBOX_SANDBOX_H
#define PIPELINE_SANDBOX_SANDBOX_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "corpus/document.h"
#include "corpus/text.h"

struct arena;
struct error;
struct options;
struct reader_options;

/* A sanitizer needs memory and system calls that guard.h refuses; and what it finds in a reader has
 * to end the program, not to be one document that can't be read. */
#ifdef __has_feature
#define SANDBOX_FEATURE(name) __has_feature(name)
#else
#define SANDBOX_FEATURE(name) 0
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__ ||                                 \
	SANDBOX_FEATURE(address_sanitizer) || SANDBOX_FEATURE(thread_sanitizer)
#define SANDBOX_SANITIZED 1
#else
#define SANDBOX_SANITIZED 0
#endif

enum {
	SANDBOX_SECONDS_MOST =
		60, /* of processor time for one document; a 5,000-page PDF needs 20 */
	SANDBOX_WAIT_FACTOR =
		10, /* and this times as long by the clock, on a machine that is busy */
	SANDBOX_DOCUMENTS_MOST = 1000, /* then a new process, so that nothing that leaks adds up */
};
#define SANDBOX_MEMORY_MOST ((size_t)2 << 30) /* address space: 1 GB to use, libraries, slack */

struct sandbox_setting {
	bool guarded;  /* false: a process of its own, without walls */
	size_t memory; /* bytes of address space; 0: no limit */
	unsigned seconds;
	/* reader_read, or what a test puts in its place. */
	int (*read)(struct document *out, struct span bytes, const struct reader_options *options,
		    struct arena *keep, struct arena *scratch, struct error *err);
};
extern const struct sandbox_setting sandbox_default;

struct sandbox {
	int channel; /* to the keeper; one order at a time */
	pid_t keeper;
	struct sandbox_setting setting;
	pthread_mutex_t turn;
};

/* Belongs to one thread; all zero at first, and read without a sandbox while `sandbox` is NULL. */
struct sandbox_reader {
	struct sandbox *sandbox;
	int channel;
	pid_t pid;          /* 0: none yet */
	unsigned documents; /* that this process has read */
	bool bare;          /* the kernel put up no wall around system calls */
	int ended;          /* how the last one ended, as waitpid gives it */
};

/* Returns 0, or ERROR_MEMORY when no process can be had; end with sandbox_stop after that too. */
int sandbox_start(struct sandbox *out, const struct sandbox_setting *setting, struct error *err);
void sandbox_stop(struct sandbox *sandbox); /* NULL is nothing to stop */

/* For a command: *out is `room`, with a sandbox started in it, or NULL when --no-sandbox was given
 * or this is a build with a sanitizer. After an error there is nothing to stop. */
int sandbox_start_wanted(struct sandbox **out, struct sandbox *room, const struct options *options,
			 struct error *err);
/* For a command that reads a foreign file itself, before it does: walls around this process
 * (guard.h: guard_importer), unless --no-sandbox was given or this is a build with a sanitizer. It
 * may write beside `store` and in `root`. On standard error when the kernel puts up none. */
void sandbox_stay_in(const char *root, const char *store, const struct options *options);
/* On standard error: that a reader was `bare`. */
void sandbox_say_bare(void);

/* As reader_read; `err` is not NULL. A document that its process did not survive is ERROR_INPUT or
 * ERROR_LIMIT; it is tried again by a new process if that one had read others, which may have had
 * their part in it. */
int sandbox_read(struct document *out, struct span bytes, const struct reader_options *options,
		 struct sandbox_reader *reader, struct arena *keep, struct arena *scratch,
		 struct error *err);

/* Ends its process, if it has one. */
void sandbox_reader_end(struct sandbox_reader *reader);

#endif
