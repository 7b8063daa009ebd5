#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "corpus/document.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/lessons.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/parallel.h"
#include "pipeline/recall.h"
#include "pipeline/resources.h"
#include "pipeline/run.h"
#include "pipeline/run_diff.h"
#include "pipeline/run_repeat.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

/* A second Ctrl-C ends the program at once; the store stands that. */
static void watch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
}

struct talk {
	bool terminal; /* progress is shown */
	struct timespec began;
	double shown; /* seconds since then */
};

static double seconds_since(const struct timespec *began)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - began->tv_sec) + (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

static void clear_line(const struct talk *talk)
{
	if (talk->terminal)
		fputs("\r\033[K", stderr);
}

/* Control characters in a file's name must not reach the terminal. */
static void print_path(FILE *to, const char *path)
{
	for (; *path != '\0'; path++)
		fputc((unsigned char)*path < 0x20 || *path == 0x7F ? '?' : *path, to);
}

static void show_problem(void *context, const char *path, const struct error *what)
{
	const struct talk *talk = context;
	struct error shown = *what;
	clear_line(talk);
	/* A reader knows the file by its own name only. */
	(void)snprintf(shown.where, sizeof shown.where, "%.*s", (int)sizeof shown.where - 1, path);
	for (char *c = shown.where; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = '?';
	message_error(stderr, &shown);
}

/* With --verbose: each document, and what its reader did that a person should know. */
static void show_document(void *context, const char *path, size_t anecdotes,
			  const struct document *document)
{
	const struct talk *talk = context;
	clear_line(talk);
	print_path(stderr, path);
	fprintf(stderr, message(": %s, %zu anecdotes\n"), document->format, anecdotes);
	for (size_t i = 0; i < document->notes; i++) {
		const struct note *note = &document->note[i];
		fprintf(stderr, "  %s", message(note->what));
		if (note->detail.len > 0)
			fprintf(stderr, ": %.*s", (int)note->detail.len, note->detail.at);
		fprintf(stderr, " (%u)\n", note->count);
	}
}

static void show_progress(void *context, const struct run_progress *progress)
{
	enum { PATH_SHOWN = 40 };
	struct talk *talk = context;
	const double now = seconds_since(&talk->began);
	if (now - talk->shown < 0.1)
		return;
	talk->shown = now;
	const double share =
		progress->bytes > 0 ? (double)progress->bytes_done / (double)progress->bytes : 1;
	const size_t len = strlen(progress->path);
	clear_line(talk);
	fprintf(stderr, "%3.0f%% %zu/%zu ", share * 100, progress->done, progress->documents);
	if (share > 0.02)
		fprintf(stderr, message("%.0f s left "), now / share - now);
	/* From a character's beginning, not from its middle. */
	const char *tail = progress->path + (len > PATH_SHOWN ? len - PATH_SHOWN : 0);
	while (((unsigned char)*tail & 0xC0) == 0x80)
		tail++;
	print_path(stderr, tail);
	fflush(stderr);
}

static void show_duplicate(void *context, const struct run_duplicate *found)
{
	const struct talk *talk = context;
	clear_line(talk);
	fputs("rodedraad: ", stderr);
	print_path(stderr, found->path);
	fprintf(stderr, ": %s: ", message("looks like the same report as"));
	print_path(stderr, found->same_as);
	fprintf(stderr, " (%.0f%%)\n", found->similarity * 100);
}

static int show_summary(const struct run_summary *summary, struct store *store, double seconds,
			struct error *err)
{
	struct store_counts counts;
	const int status = store_count(&counts, store, err);
	if (status < 0)
		return status;
	printf(message("%zu documents: %zu read now, %zu unchanged, %zu not readable, %zu gone "
		       "(%.1f s)\n"),
	       summary->documents, summary->done, summary->unchanged, summary->failed,
	       summary->removed, seconds);
	if (summary->stray > 0)
		printf(message("%zu decisions stand on no anecdote any more; they are kept, and "
			       "listed by `review`\n"),
		       summary->stray);
	printf(message("%llu words, %llu anecdotes with %llu suggested themes, "
		       "%llu recommendations, %llu commitments\n"),
	       (unsigned long long)counts.words, (unsigned long long)counts.anecdotes,
	       (unsigned long long)counts.suggestions, (unsigned long long)counts.recommendations,
	       (unsigned long long)counts.commitments);
	return 0;
}

static void show_learnt(const struct lessons_learnt *learnt)
{
	const struct blend_measure *now = &learnt->estimate.after;
	if (now->examples == 0)
		return;
	printf(message("on your own %zu reviewed anecdotes, each held out in turn: precision %.2f, "
		       "recall %.2f\n"),
	       now->examples, (double)now->precision, (double)now->recall);
	if (learnt->used)
		printf(message("learnt from them: F1 %.2f, without them %.2f\n"), (double)now->f1,
		       (double)learnt->estimate.before.f1);
}

/* What is under way: the study, what it is read with, and the run that is to be repeated. */
struct job {
	struct context *context;
	struct resources resources;
	struct lessons_learnt learnt;
	struct run_summary summary;
	struct run_record wanted; /* number 0: none */
	struct arena arena;
	const struct options *options;
	struct run_options *run;
};

/* Which decisions teach: all, none, or those that the run had that is to be repeated. */
static int choose_lessons(struct job *job, struct error *err)
{
	struct context *context = job->context;
	long as;
	int status = options_number(&as, job->options, OPTION_AS, 0, 1, INT32_MAX, err);
	if (status == 0)
		status = store_decision_last(&job->run->decisions, context->store, err);
	if (status == 0 && as > 0) {
		status = run_record_find(&job->wanted, context->store, as, &job->arena, err);
		job->run->decisions = job->wanted.decisions;
		job->run->no_learn = !job->wanted.learn;
		job->run->shard = job->wanted.shard;
		job->run->shards = job->wanted.shards;
	}
	return status;
}

/* What was recalled makes way for the same, loaded. */
static int load(void *job_given, struct error *err)
{
	struct job *job = job_given;
	struct context *context = job->context;
	struct resources recalled = job->resources;
	int status = resources_load(&job->resources, &context->study, err);
	memcpy(job->resources.inputs, recalled.inputs, sizeof recalled.inputs);
	if (status == 0 && !job->run->no_learn)
		status = lessons_learn(&job->learnt, &job->resources, &context->study,
				       context->store, job->run->decisions, err);
	if (status == 0 && recalled.state == RESOURCES_RECALLED &&
	    strcmp(recalled.digest, job->resources.digest) != 0)
		status = error_set(err, ERROR_CONFIG, "a pack changed meanwhile; run again", "%s",
				   context->study.root);
	resources_free(&recalled);
	return status;
}

/* EXIT_DONE when the run that is wanted can be repeated, or none is; else it says what differs. */
static int check_repeat(struct job *job, struct error *err)
{
	struct run_record now;
	size_t count;
	char *text = NULL;
	size_t size;
	if (job->wanted.number == 0)
		return EXIT_DONE;
	FILE *to = open_memstream(&text, &size);
	if (!to)
		return error_memory(err);
	int status = run_record_now(&now, &job->context->study, &job->resources, job->wanted.learn,
				    job->wanted.decisions, &job->arena, err);
	if (status == 0)
		status = run_repeat_check(&count, &job->wanted, &now, &job->context->study,
					  job->context->store, to, &job->arena, err);
	if (fclose(to) != 0 && status == 0)
		status = error_memory(err);
	if (status == 0 && count > 0) {
		fprintf(stderr,
			message("rodedraad: run %lld can't be repeated here; what differs:\n"),
			(long long)job->wanted.number);
		fputs(text, stderr);
		status = EXIT_USAGE;
	}
	free(text);
	return status;
}

/* Whether the repeated run gave the same. */
static int show_repeated(struct job *job, struct error *err)
{
	struct run_diff diff;
	if (job->wanted.number == 0)
		return EXIT_DONE;
	int status = run_diff(&diff, job->context->store, job->wanted.number, job->summary.number,
			      &job->arena, err);
	if (status == 0)
		status = run_diff_text(&diff, stdout, err);
	return status == 0 && diff.documents > 0 ? EXIT_PARTLY : status;
}

static int do_run(struct job *job, struct talk *talk, struct error *err)
{
	struct context *context = job->context;
	const bool quiet = options_given(job->options, OPTION_QUIET);
	watch_signals();
	int status = run_study(&job->summary, &context->study, context->store, &job->resources,
			       job->run, err);
	clear_line(talk);
	if (job->summary.bare)
		sandbox_say_bare();
	if (status == 0 && !quiet)
		status = show_summary(&job->summary, context->store, seconds_since(&talk->began),
				      err);
	if (status == 0 && !quiet)
		show_learnt(&job->learnt);
	if (status == 0)
		status = show_repeated(job, err);
	return status == 0 && job->summary.failed > 0 ? EXIT_PARTLY : status;
}

static int run_in(struct context *context, const struct options *options, struct talk *talk,
		  const struct run_options *run, struct error *err)
{
	struct run_options lazy = *run;
	struct job job = {.context = context, .options = options, .run = &lazy};
	lazy.load = load;
	lazy.load_context = &job;
	int status = choose_lessons(&job, err);
	if (status == 0)
		status = recall_resources(&job.resources, &context->study, context->store,
					  !lazy.no_learn, lazy.decisions, err);
	if (status == 0 && job.resources.state == RESOURCES_NONE)
		status = load(&job, err);
	if (status == 0)
		status = check_repeat(&job, err);
	if (status == EXIT_DONE)
		status = do_run(&job, talk, err);
	resources_free(&job.resources);
	arena_release(&job.arena);
	return status;
}

static int read_options(struct run_options *run, const struct options *options, struct error *err)
{
	long threads, shard = 0, shards = 1;
	int status = options_number(&threads, options, OPTION_THREADS, (long)parallel_processors(),
				    1, OPTIONS_THREADS_MOST, err);
	if (status == 0)
		status = options_shard(&shard, &shards, options, err);
	if (status < 0)
		return status;
	run->threads = (size_t)threads;
	run->shard = (size_t)shard;
	run->shards = (size_t)shards;
	run->no_learn = options_given(options, OPTION_NO_LEARN);
	return 0;
}

int command_run(const struct options *options, struct error *err)
{
	struct talk talk = {.terminal = isatty(STDERR_FILENO) != 0 &&
					!options_given(options, OPTION_QUIET)};
	(void)clock_gettime(CLOCK_MONOTONIC, &talk.began);
	struct run_options run = {
		.stop = &stop,
		.listener = {
			.context = &talk,
			.problem = show_problem,
			.document = options_given(options, OPTION_VERBOSE) ? show_document : NULL,
			.progress = talk.terminal ? show_progress : NULL,
			.duplicate = options_given(options, OPTION_QUIET) ? NULL : show_duplicate}};
	int status = read_options(&run, options, err);
	if (status < 0)
		return status;
	if (run.shards > 1 && !options_given(options, OPTION_DB))
		return error_set(err, ERROR_USAGE,
				 "a shard goes into a store of its own; name it with --db", "%s",
				 "--db FILE");
	/* First of all: what is forked off holds nothing of the study. */
	struct sandbox sandbox;
	status = sandbox_start_wanted(&run.sandbox, &sandbox, options, err);
	if (status < 0)
		return status;
	struct context context;
	status = context_open(&context, options, CONTEXT_STORE_CREATE, err);
	if (status == 0)
		status = run_in(&context, options, &talk, &run, err);
	context_close(&context);
	sandbox_stop(run.sandbox);
	return status;
}
