/*
 * options.h - the words of the command line, and the only place that parses them.
 *
 * Every option is a row here; a command says which of them it takes. Strings
 * point into argv and live as long as it does.
 */
#ifndef PIPELINE_OPTIONS_H
#define PIPELINE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

enum option_id {
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_LANG,
	OPTION_THREADS,
	OPTION_DB,
	OPTION_SHARD,
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_PACK,
	OPTION_WITH_SUGGESTIONS,
	OPTION_SEPARATOR,
	OPTION_ROUND,
	OPTION_ROUNDS,
	OPTION_NO_LEARN,
	OPTION_AS,
	OPTION_PER_PAGE,
	OPTION_THEME,
	OPTION_PERSPECTIVE,
	OPTION_SPREAD,
	OPTION_LABELS,
	OPTION_PORT,
	OPTION_REVIEWER,
	OPTION_LISTEN,
	OPTION_CERTIFICATE,
	OPTION_KEY,
	OPTION_PSEUDONYMS,
	OPTION_NAMES,
	OPTION_KEY_FILE,
	OPTION_NO_SANDBOX,
	OPTIONS
};
_Static_assert(OPTIONS <= 32, "a set of options is a 32-bit mask");

#define OPTION_BIT(option) (UINT32_C(1) << (option))
/* Taken by every command, and without one. */
#define OPTIONS_COMMON                                                                             \
	(OPTION_BIT(OPTION_HELP) | OPTION_BIT(OPTION_VERSION) | OPTION_BIT(OPTION_QUIET) |         \
	 OPTION_BIT(OPTION_VERBOSE) | OPTION_BIT(OPTION_LANG))

enum {
	OPTIONS_THREADS_MOST = 1024, /* more is a slip of the keyboard, not a machine */
	OPTIONS_SHARDS_MOST = 100000,
	OPTIONS_REVIEWERS_MOST = 200, /* one team; more is a slip */
};

struct options {
	const char *command; /* NULL if there is none */
	char *const *argument;
	size_t arguments;
	uint32_t given;             /* OPTION_BIT of each option that was there */
	const char *value[OPTIONS]; /* NULL if not given or without a value; the last, if given more
				       often */
	const char *reviewer[OPTIONS_REVIEWERS_MOST]; /* each value of --reviewer */
	size_t reviewers;
};

struct option_row {
	const char *name;  /* without the dashes */
	const char *value; /* what --help calls its value; NULL if it takes none */
	const char *help;  /* key in the message table */
};
extern const struct option_row option_rows[OPTIONS];

/* Options may stand before and after the command and its arguments; `--` ends them.
 * Moves the words of argv. Returns 0, or ERROR_USAGE. */
int options_parse(struct options *out, int argc, char **argv, struct error *err);

static inline bool options_given(const struct options *options, enum option_id option)
{
	return (options->given & OPTION_BIT(option)) != 0;
}

/* A whole number between `least` and `most`; `otherwise` if not given. Returns 0 or ERROR_USAGE. */
int options_number(long *out, const struct options *options, enum option_id option, long otherwise,
		   long least, long most, struct error *err);

/* `I/N` with 1 <= I <= N; 1 of 1 if not given. Returns 0 or ERROR_USAGE. */
int options_shard(long *index, long *count, const struct options *options, struct error *err);

/* The index of the name that is nearest to `word` in keystrokes; -1 if none is near. */
int options_nearest(const char *word, const char *const *name, size_t names);

#endif
