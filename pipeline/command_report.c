#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/pdf_tags.h"
#include "pipeline/report/report.h"
#include "pipeline/report/statements.h"
#include "pipeline/report/voices.h"
#include "pipeline/report/wishes.h"
#include "pipeline/shown.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/proposals.h"
#include "pipeline/store/interpretations.h"
#include "pipeline/store/runs.h"

enum {
	WORD_ANECDOTES_MOST = 1000, /* listed in the word processor's forms: some 250 pages */
	PDF_BYTES_MOST = 1 << 28    /* it is read whole; those pages are 4 MB */
};

struct job {
	struct shown shown;
	struct comparison comparison;
	struct report report;
	struct codebook codebook;
	struct proposal_list proposals;
	struct interpretation_list readings;
	struct statement_answers answers;
	struct wish_list wishes;
	struct report_facts facts;
	const char *folder; /* DIR/out */
	const char *rounds; /* which two to compare; NULL: the first and the last */
	bool pdf;
	bool quiet;
};

static void say_written(const struct job *job, const char *path)
{
	if (!job->quiet)
		printf("%s\n", path);
}

typedef int write_fn(struct job *job, FILE *to, int which);

static int write_file(struct job *job, const char *name, write_fn *write, int which,
		      struct error *err)
{
	struct file_writer writer;
	const char *path = path_join(&job->shown.overview.arena, job->folder, name);
	if (!path)
		return error_memory(err);
	int status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	if (write(job, writer.to, which) < 0) {
		file_writer_abandon(&writer);
		return error_memory(err);
	}
	status = file_writer_commit(&writer, err);
	if (status == 0)
		say_written(job, path);
	return status;
}

static int write_page(struct job *job, FILE *to, int form)
{
	job->report.page = (struct page){.to = to, .form = (enum page_form)form};
	report_write(&job->report);
	return job->report.failed ? -1 : 0;
}

static int write_picture(struct job *job, FILE *to, int picture)
{
	return report_picture(&job->report, (enum report_picture)picture, "report.html", to);
}

/* Runs a program in the report's folder, which reads `from`; 0 when it did its work. */
static int run_program(const char *folder, char *const *words, FILE *from)
{
	if (fseek(from, 0, SEEK_SET) != 0)
		return -1;
	posix_spawn_file_actions_t actions;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	int status = posix_spawn_file_actions_addchdir_np(&actions, folder);
	if (status == 0)
		status = posix_spawn_file_actions_adddup2(&actions, fileno(from), STDIN_FILENO);
	if (status == 0)
		status = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
							  O_WRONLY, 0);
	pid_t pid;
	if (status == 0)
		status = posix_spawnp(&pid, words[0], &actions, NULL, words, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	if (status != 0)
		return -1;
	int ended;
	while (waitpid(pid, &ended, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(ended) && WEXITSTATUS(ended) == 0 ? 0 : -1;
}

/* A fixed date, so that the same report gives the same bytes. */
#define SAME_DATE "env", "SOURCE_DATE_EPOCH=946684800"

/* Reads Markdown, in the report's folder, so that it finds the pictures. */
static int run_pandoc(const char *folder, char *name, FILE *from)
{
	char language[32];
	(void)snprintf(language, sizeof language, "--metadata=lang:%s", message_language());
	char *words[] = {SAME_DATE,      "pandoc",   "--from=gfm", language,
			 "--standalone", "--output", name,         NULL};
	return run_program(folder, words, from);
}

/* Reads HTML. Without a base, so that no path of this machine gets into the links. */
static int run_weasyprint(const char *folder, FILE *from)
{
	char *words[] = {SAME_DATE,  "weasyprint", "--quiet",    "--pdf-variant",
			 "pdf/ua-1", "-",          "report.pdf", NULL};
	return run_program(folder, words, from);
}

/* A word processor's forms are a help, not the report: without pandoc it is only said. */
static void write_word_forms(const struct job *job, FILE *from)
{
	char names[][16] = {"report.docx", "report.odt"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (run_pandoc(job->folder, names[i], from) < 0) {
			if (!job->quiet)
				puts(message("no docx and odt: that needs pandoc (apt install "
					     "pandoc)"));
			return;
		}
		if (!job->quiet)
			printf("%s/%s\n", job->folder, names[i]);
	}
}

/* The report in a file of its own, to be read by another program. Of many anecdotes the list stays
 * in the HTML: pandoc takes some 150 kB and a millisecond for each of them, weasyprint 40 ms, and a
 * word processor long to open them. */
static int write_from(struct job *job, FILE **from, enum page_form form, struct error *err)
{
	*from = tmpfile();
	if (!*from)
		return error_set(err, ERROR_STORE, "can't write this file", "%s", strerror(errno));
	if (job->report.c->anecdotes > WORD_ANECDOTES_MOST)
		job->report.anecdotes_in = "report.html";
	if (write_page(job, *from, (int)form) < 0)
		return error_memory(err);
	return fflush(*from) == 0 ? 0
				  : error_set(err, ERROR_STORE, "can't write this file", "%s",
					      strerror(errno));
}

static int make_word_forms(struct job *job, struct error *err)
{
	FILE *from;
	const int status = write_from(job, &from, PAGE_MARKDOWN, err);
	if (status == 0)
		write_word_forms(job, from);
	if (from)
		(void)fclose(from);
	return status;
}

/* What weasyprint leaves out of the tags, behind what it wrote. Left as it is where that is another
 * weasyprint's file, which may have it. */
static int complete_tags(struct job *job, struct error *err)
{
	struct arena *arena = &job->shown.overview.arena;
	struct span text[REPORT_PICTURES], pdf;
	const char *path = path_join(arena, job->folder, "report.pdf");
	for (size_t i = 0; i < job->report.drawns; i++) {
		text[i] = report_picture_text((enum report_picture)job->report.drawn[i], arena);
		if (!text[i].at)
			return error_memory(err);
	}
	if (!path)
		return error_memory(err);
	struct file_writer writer;
	int status = file_read(&pdf, path, PDF_BYTES_MOST, arena, err);
	if (status < 0)
		return status;
	status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	(void)fwrite(pdf.at, 1, pdf.len, writer.to);
	const int written = pdf_tags_write(writer.to, pdf, text, job->report.drawns, arena);
	if (written > 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	if (written < 0)
		return error_memory(err);
	if (!job->quiet)
		fprintf(stderr, "rodedraad: %s\n",
			message("the pictures of the PDF have no alternative text"));
	return 0;
}

static int make_pdf(struct job *job, struct error *err)
{
	FILE *from;
	int status = write_from(job, &from, PAGE_HTML, err);
	if (status == 0 && run_weasyprint(job->folder, from) < 0)
		status = error_set(err, ERROR_USAGE,
				   "a PDF needs weasyprint (apt install weasyprint)", "%s",
				   "report.pdf");
	if (from)
		(void)fclose(from);
	if (status == 0)
		status = complete_tags(job, err);
	if (status == 0 && !job->quiet)
		printf("%s/report.pdf\n", job->folder);
	return status;
}

static int write_all(struct job *job, struct error *err)
{
	if (mkdir(job->folder, 0777) != 0 && errno != EEXIST)
		return error_set(err, ERROR_STORE, "can't make this folder", "%s: %s", job->folder,
				 strerror(errno));
	int status = write_file(job, "report.html", write_page, PAGE_HTML, err);
	if (status == 0)
		status = write_file(job, "report.md", write_page, PAGE_MARKDOWN, err);
	for (int i = 0; i < REPORT_PICTURES && status == 0; i++)
		if (report_has_picture(&job->report, (enum report_picture)i))
			status = write_file(job, report_picture_file((enum report_picture)i),
					    write_picture, i, err);
	if (status == 0)
		status = make_word_forms(job, err);
	return status == 0 && job->pdf ? make_pdf(job, err) : status;
}

static int keep_run(void *context, const struct stored_run *run, struct error *err)
{
	struct job *job = context;
	struct arena *arena = &job->shown.overview.arena;
	if (!span_equal(run->outcome, SPAN("done")))
		return 0;
	char number[24];
	const int len = snprintf(number, sizeof number, "%lld", (long long)run->number);
	const char *copy = arena_copy(arena, number, (size_t)len);
	const char *lexicon = arena_copy(arena, run->lexicon.at, run->lexicon.len);
	if (!copy || !lexicon)
		return error_memory(err);
	job->facts.run = (struct span){copy, (size_t)len};
	job->facts.lexicon = (struct span){lexicon, run->lexicon.len < 12 ? run->lexicon.len : 12};
	return 0;
}

static int find_missing(struct job *job, struct error *err)
{
	const struct study_people *expected = &job->shown.context.study.expected;
	job->facts.expected = expected->count;
	return voices_missing(&job->facts.missing, &job->facts.missings, &job->shown.overview,
			      expected) < 0
		       ? error_memory(err)
		       : 0;
}

static int fill_facts(struct job *job, struct error *err)
{
	const struct study *study = &job->shown.context.study;
	struct store_counts counts;
	job->facts.name = span_from(study->name);
	job->facts.language = message_language();
	job->facts.program = RODEDRAAD_VERSION;
	int status = store_count(&counts, job->shown.context.store, err);
	if (status < 0)
		return status;
	job->facts.failed = counts.failed;
	status = store_runs_each(job->shown.context.store, keep_run, job, err);
	return status < 0 ? status : find_missing(job, err);
}

static int load_written(struct job *job, struct error *err)
{
	struct arena *arena = &job->shown.overview.arena;
	struct store *store = job->shown.context.store;
	int status = codebook_load(&job->codebook, store, job->shown.resources.stage.lexicon, arena,
				   err);
	job->report.proposals = &job->proposals;
	job->report.readings = &job->readings;
	if (status == 0)
		status = proposals_load(&job->proposals, store, &job->codebook, arena, err);
	if (status == 0)
		status = interpretations_load(&job->readings, store, &job->codebook, arena, err);
	return status;
}

/* A sheet that is filled in lies in the study folder; most studies have none. */
static int load_answers(struct job *job, struct error *err)
{
	struct arena *arena = &job->shown.overview.arena;
	struct span bytes;
	const char *path = path_join(arena, job->shown.context.study.root, STUDY_STATEMENTS);
	if (!path)
		return error_memory(err);
	if (access(path, F_OK) != 0)
		return 0;
	int status = file_read(&bytes, path, STATEMENT_FILE_MOST, arena, err);
	if (status == 0)
		status = statement_answers_read(&job->answers, bytes, arena, err);
	if (status == ERROR_CONFIG)
		(void)snprintf(err->where, sizeof err->where, "%s", path);
	job->report.answers = &job->answers;
	return status;
}

static int make_report(struct job *job, struct error *err)
{
	const struct collection *c = &job->shown.overview.collected.collection;
	int status = fill_facts(job, err);
	if (status == 0)
		status = draft_run(&job->report.drafts, c, &job->shown.overview.content,
				   &job->shown.overview.themes, &job->shown.overview.arena, err);
	if (status == 0)
		status = load_written(job, err);
	if (status == 0)
		status = load_answers(job, err);
	if (status == 0)
		status = wishes_gather(&job->wishes, &job->shown.overview, job->shown.context.store,
				       &job->shown.resources.stage, err);
	job->report.wishes = &job->wishes;
	if (status == 0 && (job->rounds || c->rounds >= COMPARE_ROUNDS)) {
		status = comparison_make(&job->comparison, &job->shown.overview, job->rounds, err);
		job->report.comparison = &job->comparison;
	}
	if (status < 0)
		return status;
	job->report.overview = &job->shown.overview;
	job->report.c = c;
	job->report.facts = &job->facts;
	job->folder = path_join(&job->shown.overview.arena, job->shown.context.study.root, "out");
	return job->folder ? write_all(job, err) : error_memory(err);
}

int command_report(const struct options *options, struct error *err)
{
	struct job job = {.quiet = options_given(options, OPTION_QUIET),
			  .rounds = options->value[OPTION_ROUNDS],
			  .pdf = options_given(options, OPTION_FORMAT)};
	if (job.pdf && strcmp(options->value[OPTION_FORMAT], "pdf") != 0)
		return error_set(err, ERROR_USAGE, "unknown form of output; there are these",
				 "%s: pdf", options->value[OPTION_FORMAT]);
	int status = shown_open(&job.shown, options, err);
	if (status == 0)
		status = make_report(&job, err);
	shown_close(&job.shown);
	return status;
}
