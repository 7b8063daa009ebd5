#include "pipeline/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"

const struct option_row option_rows[OPTIONS] = {
	[OPTION_HELP] = {"help", NULL, "show this help"},
	[OPTION_VERSION] = {"version", NULL, "show the version"},
	[OPTION_QUIET] = {"quiet", NULL, "say nothing but errors"},
	[OPTION_VERBOSE] = {"verbose", NULL, "say more of what is done"},
	[OPTION_LANG] = {"lang", "nl|en",
			 "language of what is said; default: the study's, else nl"},
	[OPTION_THREADS] = {"threads", "N", "number of threads; default: one for each processor"},
	[OPTION_DB] = {"db", "FILE", "the store; default: rodedraad.db in the study folder"},
	[OPTION_SHARD] = {"shard", "I/N", "do only part I of N, into a store of its own"},
	[OPTION_FORMAT] = {"format", "NAME", "form of the output"},
	[OPTION_OUTPUT] = {"output", "FILE", "write to FILE instead of standard output"},
	[OPTION_PACK] = {"pack", "NAME", "theme pack to use; default: samenwerking"},
	[OPTION_WITH_SUGGESTIONS] = {"with-suggestions", NULL,
				     "qdpx: hand on what nobody has reviewed too"},
	[OPTION_SEPARATOR] = {"separator", "CHAR",
			      "csv: what stands between cells: comma, semicolon or tab"},
	[OPTION_ROUND] = {"round", "N", "only the documents of this round"},
	[OPTION_ROUNDS] = {"rounds", "A,B", "which two rounds; default: the first and the last"},
	[OPTION_NO_LEARN] = {"no-learn", NULL, "without what earlier decisions teach"},
	[OPTION_AS] = {"as", "RUN", "repeat that run, or say what is missing for it"},
	[OPTION_PER_PAGE] = {"per-page", "2|4|8", "cards on a sheet; default: 4"},
	[OPTION_THEME] = {"theme", "ID", "only this theme, what shows it best first"},
	[OPTION_PERSPECTIVE] = {"perspective", "N", "only this one of the perspectives"},
	[OPTION_SPREAD] = {"spread", "N",
			   "N of them, chosen so that every theme and role is there"},
	[OPTION_LABELS] = {"labels", "back|none",
			   "themes and kind on the back of the cards; default: none"},
	[OPTION_PORT] = {"port", "N", "port of the review pages; default: 7433"},
	[OPTION_REVIEWER] = {"reviewer", "NAME", "who gets a link; may be given more than once"},
	[OPTION_LISTEN] = {"listen", "ADDRESS",
			   "serve the review pages to a network, with TLS, on this IP address"},
	[OPTION_CERTIFICATE] = {"certificate", "FILE",
				"with --listen: certificate (PEM); default: one made for this run"},
	[OPTION_KEY] = {"key", "FILE", "with --certificate: its key (PEM)"},
	[OPTION_PSEUDONYMS] = {"pseudonyms", NULL, "put pseudonyms in the place of names"},
	[OPTION_NAMES] = {"names", NULL, "leave names as they are, whatever the study file says"},
	[OPTION_KEY_FILE] = {"key-file", "FILE",
			     "write which pseudonym is whose to this new file, for yourself alone"},
	[OPTION_NO_SANDBOX] =
		{"no-sandbox", NULL,
		 "read what others made (.docx, .pdf, imports) without walls around it"},
};

enum { WORD_MOST = 40, DISTANCE_MOST = 2 };

static int unknown_option(const char *word, struct error *err)
{
	const char *names[OPTIONS];
	for (size_t i = 0; i < OPTIONS; i++)
		names[i] = option_rows[i].name;
	char bare[WORD_MOST + 1];
	const char *start = word + strspn(word, "-");
	(void)snprintf(bare, sizeof bare, "%.*s", (int)strcspn(start, "="), start);
	const int near = options_nearest(bare, names, OPTIONS);
	if (near >= 0)
		return error_set(err, ERROR_USAGE, "unknown option; did you mean this one",
				 "%s → --%s", word, names[near]);
	return error_set(err, ERROR_USAGE, "unknown option", "%s", word);
}

static void fill_long_options(struct option *list)
{
	for (int i = 0; i < OPTIONS; i++)
		list[i] = (struct option){
			.name = option_rows[i].name,
			.has_arg = option_rows[i].value ? required_argument : no_argument,
			.val = i + 1,
		};
	list[OPTIONS] = (struct option){.name = NULL};
}

static int add_reviewer(struct options *out, struct error *err)
{
	if (out->reviewers == OPTIONS_REVIEWERS_MOST)
		return error_set(err, ERROR_USAGE, "too many reviewers at once", "%d",
				 OPTIONS_REVIEWERS_MOST);
	out->reviewer[out->reviewers++] = out->value[OPTION_REVIEWER];
	return 0;
}

int options_parse(struct options *out, int argc, char **argv, struct error *err)
{
	*out = (struct options){.command = NULL};
	struct option list[OPTIONS + 1];
	fill_long_options(list);
	opterr = 0;
	optind = 0; /* glibc: start afresh, so that tests may call this more than once */
	for (;;) {
		const int got = getopt_long(argc, argv, ":hqv", list, NULL);
		if (got == -1)
			break;
		const char *word = argv[optind > 1 ? optind - 1 : 1];
		if (got == ':')
			return error_set(err, ERROR_USAGE, "this option needs a value", "%s", word);
		if (got == '?')
			return unknown_option(word, err);
		const int option = got == 'h'   ? OPTION_HELP
				   : got == 'q' ? OPTION_QUIET
				   : got == 'v' ? OPTION_VERBOSE
						: got - 1;
		out->given |= OPTION_BIT(option);
		out->value[option] = optarg;
		if (option == OPTION_REVIEWER && add_reviewer(out, err) < 0)
			return ERROR_USAGE;
	}
	if (optind < argc)
		out->command = argv[optind++];
	out->argument = argv + optind;
	out->arguments = (size_t)(argc - optind);
	return 0;
}

static bool parse_number(long *out, const char *text, const char *end)
{
	if (text >= end || text[0] < '0' || text[0] > '9')
		return false;
	char *stop;
	errno = 0;
	*out = strtol(text, &stop, 10);
	return errno == 0 && stop == end;
}

int options_number(long *out, const struct options *options, enum option_id option, long otherwise,
		   long least, long most, struct error *err)
{
	*out = otherwise;
	if (!options_given(options, option))
		return 0;
	const char *text = options->value[option];
	if (parse_number(out, text, text + strlen(text)) && *out >= least && *out <= most)
		return 0;
	return error_set(err, ERROR_USAGE, "this option takes a whole number",
			 "--%s %s (%ld … %ld)", option_rows[option].name, text, least, most);
}

int options_shard(long *index, long *count, const struct options *options, struct error *err)
{
	*index = *count = 1;
	if (!options_given(options, OPTION_SHARD))
		return 0;
	const char *text = options->value[OPTION_SHARD];
	const char *slash = strchr(text, '/');
	if (slash && parse_number(index, text, slash) &&
	    parse_number(count, slash + 1, text + strlen(text)) && *index >= 1 &&
	    *index <= *count && *count <= OPTIONS_SHARDS_MOST)
		return 0;
	return error_set(err, ERROR_USAGE, "a shard is written I/N, with I from 1 to N",
			 "--shard %s", text);
}

/* Optimal string alignment distance (Damerau 1964): one slip of the fingers costs one. */
static int distance(const char *a, const char *b)
{
	const size_t la = strlen(a), lb = strlen(b);
	if (la > WORD_MOST || lb > WORD_MOST)
		return WORD_MOST;
	int row[3][WORD_MOST + 1];
	for (size_t j = 0; j <= lb; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= la; i++) {
		int *now = row[i % 3], *above = row[(i - 1) % 3], *two = row[(i + 1) % 3];
		now[0] = (int)i;
		for (size_t j = 1; j <= lb; j++) {
			int best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    two[j - 2] + 1 < best)
				best = two[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[la % 3][lb];
}

int options_nearest(const char *word, const char *const *name, size_t names)
{
	int best = -1, best_distance = DISTANCE_MOST + 1;
	for (size_t i = 0; i < names; i++) {
		const int d = distance(word, name[i]);
		if (d < best_distance && d < (int)strlen(name[i])) {
			best = (int)i;
			best_distance = d;
		}
	}
	return best;
}
