#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/store/store.h"

struct command_row {
	const char *name;
	command_fn *run;
	const char *arguments; /* as --help shows them */
	const char *help;      /* key in the message table */
	size_t least;          /* arguments */
	size_t most;
	uint32_t options; /* beside the common ones */
};

enum { ANY = 1 << 20 }; /* more than a shell passes */

static const struct command_row commands[] = {
	{"init", command_init, "DIR", "make a study folder with a commented rodedraad.yaml", 1, 1,
	 OPTION_BIT(OPTION_PACK)},
	{"run", command_run, "DIR",
	 "read the documents, find the anecdotes, suggest their themes, store it all; only what "
	 "changed is done again",
	 1, 1,
	 OPTION_BIT(OPTION_THREADS) | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_SHARD) |
		 OPTION_BIT(OPTION_NO_LEARN) | OPTION_BIT(OPTION_AS) |
		 OPTION_BIT(OPTION_NO_SANDBOX)},
	{"themes", command_themes, "DIR", "the theme list: --format table, json or csv", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUND)},
	{"compare", command_compare, "DIR",
	 "what changed between two rounds: --format table, json or csv", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUNDS)},
	{"commitments", command_commitments, "DIR",
	 "what was promised and what became of it, per case: --format table, json or csv", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT)},
	{"perspectives", command_perspectives, "DIR",
	 "drafts of perspectives: themes that pull together, with their stories: --format table or "
	 "json",
	 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUND)},
	{"network", command_network, "DIR",
	 "stories joined by what they share: --format html or graphml", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUND)},
	{"cards", command_cards, "DIR",
	 "stories on cards to print for a workshop: --format html or pdf", 1, 1,
	 OPTION_BIT(OPTION_PSEUDONYMS) | OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_KEY_FILE) |
		 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_OUTPUT) |
		 OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_PER_PAGE) | OPTION_BIT(OPTION_THEME) |
		 OPTION_BIT(OPTION_PERSPECTIVE) | OPTION_BIT(OPTION_SPREAD) |
		 OPTION_BIT(OPTION_LABELS)},
	{"statements", command_statements, "DIR",
	 "statements to vote on, with a sheet for the answers: --format table, json, csv, md or "
	 "html",
	 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUND)},
	{"questions", command_questions, "DIR",
	 "what people want to learn, can bring and hope to get, per theme: --format table, json or "
	 "csv",
	 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_PSEUDONYMS) |
		 OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROUND)},
	{"report", command_report, "DIR",
	 "write the theme list and the drafts of recommendations under DIR/out/", 1, 1,
	 OPTION_BIT(OPTION_PSEUDONYMS) | OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_KEY_FILE) |
		 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_ROUNDS) | OPTION_BIT(OPTION_FORMAT)},
	{"export", command_export, "DIR",
	 "hand the data on; --format jsonl, csv, xlsx, qdpx, qdc, taguette, narrafirma or quanteda",
	 1, 1,
	 OPTION_BIT(OPTION_PSEUDONYMS) | OPTION_BIT(OPTION_NAMES) | OPTION_BIT(OPTION_KEY_FILE) |
		 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_OUTPUT) |
		 OPTION_BIT(OPTION_WITH_SUGGESTIONS) | OPTION_BIT(OPTION_SEPARATOR)},
	{"import", command_import, "DIR FILE",
	 "bring in stories, decisions, a codebook or the work of other coders", 2, 2,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_NO_SANDBOX)},
	{"merge", command_merge, "DIR STORE…", "put the stores of run --shard together", 2, ANY,
	 OPTION_BIT(OPTION_DB)},
	{"train", command_train, "SOURCE…",
	 "learn a pack's models from labelled stories and reports (.jsonl)", 1, ANY,
	 OPTION_BIT(OPTION_PACK) | OPTION_BIT(OPTION_OUTPUT)},
	{"lexicon", command_lexicon, "check|explain|learn …",
	 "check the packs, say which words and rules give a text its labels, or propose terms from "
	 "reviewed anecdotes (--format table or json) and accept them",
	 1, ANY,
	 OPTION_BIT(OPTION_PACK) | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) |
		 OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_THEME) |
		 OPTION_BIT(OPTION_REVIEWER)},
	{"stage", command_stage, "[NAME [FILE…]]",
	 "one stage as a filter: JSON lines in, JSON lines out; without a name, the list of them",
	 0, ANY,
	 OPTION_BIT(OPTION_THREADS) | OPTION_BIT(OPTION_PACK) | OPTION_BIT(OPTION_NO_SANDBOX)},
	{"review", command_review, "DIR",
	 "the review pages, on this machine alone; says their addresses", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_PORT) | OPTION_BIT(OPTION_REVIEWER) |
		 OPTION_BIT(OPTION_LISTEN) | OPTION_BIT(OPTION_CERTIFICATE) |
		 OPTION_BIT(OPTION_KEY)},
	{"names", command_names, "DIR",
	 "the names that pseudonyms would stand for, to be checked: --format table or csv", 1, 1,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_OUTPUT)},
	{"runs", command_runs, "DIR", "list the runs of a study", 1, 1, OPTION_BIT(OPTION_DB)},
	{"diff", command_diff, "DIR RUN RUN",
	 "which suggestions differ between two runs, and why: --format table or json", 3, 3,
	 OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_OUTPUT)},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void show_options(uint32_t mask)
{
	puts(message("options:"));
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_row *row = &option_rows[i];
		if ((mask & OPTION_BIT(i)) == 0)
			continue;
		char name[40];
		(void)snprintf(name, sizeof name, "--%s%s%s", row->name, row->value ? " " : "",
			       row->value ? row->value : "");
		printf("  %-16s %s\n", name, message(row->help));
	}
}

static void show_help(const struct command_row *command)
{
	if (command) {
		printf("rodedraad %s %s\n  %s\n\n", command->name, command->arguments,
		       message(command->help));
		show_options(command->options | OPTIONS_COMMON);
		return;
	}
	puts(message("Rode Draad finds the anecdotes in reports, suggests their themes, and leaves "
		     "every decision to people."));
	puts(message("usage: rodedraad COMMAND …"));
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-12s %-32s %s\n", commands[i].name, commands[i].arguments,
		       message(commands[i].help));
	putchar('\n');
	show_options(OPTIONS_COMMON);
}

static int find_command(const struct command_row **out, const char *name, struct error *err)
{
	const char *names[COMMANDS];
	for (size_t i = 0; i < COMMANDS; i++) {
		names[i] = commands[i].name;
		if (strcmp(name, names[i]) == 0) {
			*out = &commands[i];
			return 0;
		}
	}
	const int near = options_nearest(name, names, COMMANDS);
	if (near >= 0)
		return error_set(err, ERROR_USAGE, "unknown command; did you mean this one",
				 "%s → %s", name, names[near]);
	return error_set(err, ERROR_USAGE, "unknown command; see rodedraad --help", "%s", name);
}

static int check_options(const struct command_row *command, const struct options *options,
			 struct error *err)
{
	const uint32_t extra = options->given & ~(command->options | OPTIONS_COMMON);
	for (int i = 0; i < OPTIONS; i++)
		if (extra & OPTION_BIT(i))
			return error_set(err, ERROR_USAGE, "this command does not take this option",
					 "%s --%s", command->name, option_rows[i].name);
	if (options->arguments < command->least || options->arguments > command->most)
		return error_set(err, ERROR_USAGE, "this command is used differently",
				 "rodedraad %s %s", command->name, command->arguments);
	return 0;
}

static int run_command(const struct options *options, struct error *err)
{
	const char *language = options->value[OPTION_LANG];
	if (!message_language_set(language ? language : message_language_default()))
		return error_set(err, ERROR_USAGE, "unknown language; there are nl and en", "%s",
				 language);
	if (options_given(options, OPTION_VERSION)) {
		puts("rodedraad " RODEDRAAD_VERSION);
		return 0;
	}
	const struct command_row *command = NULL;
	if (options->command) {
		const int status = find_command(&command, options->command, err);
		if (status < 0)
			return status;
	}
	if (!command || options_given(options, OPTION_HELP)) {
		show_help(command);
		return command || options_given(options, OPTION_HELP) ? EXIT_DONE : EXIT_USAGE;
	}
	const int status = check_options(command, options, err);
	return status < 0 ? status : command->run(options, err);
}

static int exit_status(int status)
{
	switch (status) {
	case ERROR_USAGE:
	case ERROR_CONFIG:
		return EXIT_USAGE;
	case ERROR_INPUT:
	case ERROR_LIMIT:
		return EXIT_PARTLY;
	case ERROR_STORE:
	case ERROR_MEMORY:
		return EXIT_STORE;
	case ERROR_INTERRUPTED:
		return EXIT_INTERRUPTED;
	default:
		return status;
	}
}

int main(int argc, char **argv)
{
	struct error err = ERROR_INIT;
	struct options options;
	/* Numbers are never read or written by locale; only the language of messages follows it. */
	(void)setlocale(LC_ALL, "C.UTF-8");
	(void)message_language_set(message_language_default());
	store_prepare();
	int status = options_parse(&options, argc, argv, &err);
	if (status == 0)
		status = run_command(&options, &err);
	if (status < 0)
		message_error(stderr, &err);
	if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE && status >= 0) {
		fprintf(stderr, "rodedraad: %s: %s\n", message("can't write the output"),
			strerror(errno));
		return EXIT_STORE;
	}
	/* A broken pack and no memory to read a pack with are not the same, whoever passed it on.
	 */
	return exit_status(status < 0 && err.code == ERROR_MEMORY ? ERROR_MEMORY : status);
}
