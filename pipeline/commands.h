/*
 * commands.h - what the words after `rodedraad` do. Each opens what it needs,
 * calls the room that does the work, and says what came of it.
 *
 * A command returns an exit status of enum exit_status, or a negative ERROR_
 * code with `err` filled in, which main.c turns into a line and a status.
 */
#ifndef PIPELINE_COMMANDS_H
#define PIPELINE_COMMANDS_H

struct error;
struct options;

enum exit_status {
	EXIT_DONE = 0,
	EXIT_PARTLY = 1, /* some documents could not be read; all others are done */
	EXIT_USAGE = 2,  /* wrong words, or a broken pack or study file */
	EXIT_STORE = 3,  /* the store or the disk failed; nothing is half written */
	EXIT_INTERRUPTED = 130,
};

typedef int command_fn(const struct options *options, struct error *err);

command_fn command_init;
command_fn command_run;
command_fn command_runs;
command_fn command_diff;
command_fn command_themes;
command_fn command_compare;
command_fn command_commitments;
command_fn command_perspectives;
command_fn command_cards;
command_fn command_statements;
command_fn command_questions;
command_fn command_network;
command_fn command_names;
command_fn command_report;
command_fn command_review;
command_fn command_export;
command_fn command_import;
command_fn command_merge;
command_fn command_train;
command_fn command_stage;
command_fn command_lexicon;

#endif
