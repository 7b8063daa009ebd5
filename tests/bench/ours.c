/*
 * Our stages on one text, without files or store.
 *
 *   ours words TEXT                  words and sentences
 *   ours terms TEXT TERMS [COUNTS]   also folded, stemmed, and each word looked up among TERMS (a
 *                                    word a line, looked for by its stem); COUNTS gets how often
 *   ours evidence TEXT STUDY         words and sentences, and all that the pack `bench` of the
 *                                    study folder finds in them
 *   ours stages TEXT                 a line for each stage, on pieces as documents
 *
 * What is learnt of words is forgotten before each pass. As in the other programs compounds are not
 * split for terms. --threads N goes first.
 */
#include <stdbool.h>

#include "corpus/document.h"
#include "corpus/error.h"
#include "corpus/hash.h"
#include "corpus/reader.h"
#include "pipeline/parallel.h"
#include "pipeline/resources.h"
#include "pipeline/study.h"
#include "stages/stage.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/bench/bench.h"

enum { BLOCKS_MOST = BENCH_PIECE, THREADS_MOST = 64, STAGES_MOST = 16, TERM_NONE = UINT32_MAX };
enum { TERM_SLOTS = 1 << 13 }; /* of a table that is half full at most */

enum what { WORDS, TERMS, EVIDENCE, STAGES };

/* What one thread has. */
struct worker {
	struct stage_workspace workspace;
	struct arena keep;
	struct block *block;
	uint32_t *term; /* by type: its term + 1, TERM_NONE; 0: not looked up yet */
	size_t term_capacity;
	uint64_t *count; /* by term */
	uint64_t tokens;
	uint64_t sentences;
	uint64_t found;
	double spent[STAGES_MOST]; /* seconds, by stage */
};

struct job {
	enum what what;
	struct span text;
	size_t *piece; /* where each begins; one more at the end */
	size_t pieces;
	struct span *stem; /* of the terms, in a table by hash */
	uint32_t *stem_term;
	size_t stem_mask;
	size_t terms;
	struct resources resources;
	struct worker worker[THREADS_MOST];
	size_t workers;
	struct error err;
};

static void check(int status, const struct error *err)
{
	if (status >= 0)
		return;
	(void)fprintf(stderr, "%s:%u: %s: %s\n", err->where, err->line, err->why, err->detail);
	exit(1);
}

/* A paragraph is a line, as compose writes them. */
static size_t find_blocks(struct block *block, struct span text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len && count < BLOCKS_MOST;) {
		const char *newline = memchr(text.at + at, '\n', text.len - at);
		const size_t end = newline ? (size_t)(newline - text.at) : text.len;
		const uint32_t start = (uint32_t)at;
		if (end > at)
			block[count++] = (struct block){
				.start = start, .content_start = start, .end = (uint32_t)end};
		at = end + 1;
	}
	return count;
}

static uint32_t term_of(const struct job *job, struct span stem, uint64_t hash)
{
	for (size_t i = hash & job->stem_mask; job->stem[i].len; i = (i + 1) & job->stem_mask)
		if (span_equal(job->stem[i], stem))
			return job->stem_term[i];
	return TERM_NONE;
}

/* Looks a type up the first time it is seen, as the other programs keep their stems. */
static void count_terms(const struct job *job, struct worker *w, const struct token_list *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const uint32_t type = tokens->item[i].type;
		if (type >= w->term_capacity) {
			const size_t more = (size_t)type * 2 + 1024;
			w->term = realloc(w->term, more * sizeof *w->term);
			if (!w->term)
				bench_fail("terms");
			memset(w->term + w->term_capacity, 0,
			       (more - w->term_capacity) * sizeof *w->term);
			w->term_capacity = more;
		}
		if (w->term[type] == 0) {
			const struct word_type *word =
				vocabulary_type(w->workspace.vocabulary, type);
			const uint32_t term = word->stem.len
						      ? term_of(job, word->stem, word->stem_hash)
						      : TERM_NONE;
			w->term[type] = term == TERM_NONE ? TERM_NONE : term + 1;
		}
		if (w->term[type] != TERM_NONE) {
			w->count[w->term[type] - 1]++;
			w->found++;
		}
	}
}

static void forget_types(struct worker *w)
{
	vocabulary_reset(w->workspace.vocabulary);
	match_cache_reset(w->workspace.cache);
	if (w->term)
		memset(w->term, 0, w->term_capacity * sizeof *w->term);
}

static void do_piece(struct job *job, struct worker *w, struct span text, struct error *err)
{
	const struct tokenise_options options = {.tailored = true,
						 .language = job->resources.stage.language};
	struct vocabulary *vocabulary = job->what == WORDS ? NULL : w->workspace.vocabulary;
	struct token_list tokens;
	struct hit_list hits = {NULL, 0};
	check(tokenise_run(&tokens, vocabulary, &options, text, w->block,
			   find_blocks(w->block, text), NULL, 0, &w->keep, &w->workspace.scratch,
			   err),
	      err);
	if (job->what == TERMS)
		count_terms(job, w, &tokens);
	if (job->what == EVIDENCE)
		check(match_run(&hits, w->workspace.cache, job->resources.stage.lexicon, vocabulary,
				text, &tokens, &w->keep, &w->workspace.scratch, err),
		      err);
	w->found += hits.count;
	w->tokens += tokens.count;
	w->sentences += tokens.sentences;
}

static void do_document(struct job *job, struct worker *w, struct span text, struct error *err)
{
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	struct document document;
	struct stage_work work;
	(void)job;
	double before = bench_now().wall;
	check(reader_read(&document, text, &options, &w->keep, &w->workspace.scratch, err), err);
	arena_reset(&w->workspace.scratch);
	stage_begin(&work, &w->workspace, &document, &w->keep);
	w->spent[0] += bench_now().wall - before;
	for (size_t i = 0; stage_table[i].name; i++) {
		before = bench_now().wall;
		check(stage_table[i].run(&work, err), err);
		arena_reset(&w->workspace.scratch);
		w->spent[i + 1] += bench_now().wall - before;
	}
	w->tokens += work.tokens.count;
	w->sentences += work.tokens.sentences;
	w->found += work.analysis.anecdotes;
}

static void item(void *context, size_t index, size_t worker)
{
	struct job *job = context;
	struct worker *w = &job->worker[worker];
	struct error err = ERROR_INIT;
	const struct span text = {job->text.at + job->piece[index],
				  job->piece[index + 1] - job->piece[index]};
	if (vocabulary_count(w->workspace.vocabulary) > STAGE_TYPES_MOST)
		forget_types(w);
	(job->what == STAGES ? do_document : do_piece)(job, w, text, &err);
	arena_reset(&w->workspace.scratch);
	arena_reset(&w->keep);
}

static void begin_pass(struct job *job)
{
	for (size_t i = 0; i < job->workers; i++) {
		struct worker *w = &job->worker[i];
		forget_types(w);
		w->tokens = w->sentences = w->found = 0;
		memset(w->spent, 0, sizeof w->spent);
		if (w->count)
			memset(w->count, 0, job->terms * sizeof *w->count);
	}
}

/* The terms are words as a text might have them; the first of those with one stem has the count. */
static void load_terms(struct job *job, const char *path)
{
	size_t len;
	const char *at = bench_map(path, &len);
	struct vocabulary *vocabulary = job->worker[0].workspace.vocabulary;
	static struct arena arena;
	job->stem_mask = TERM_SLOTS - 1;
	job->stem = arena_calloc(&arena, job->stem_mask + 1, sizeof *job->stem);
	job->stem_term = arena_calloc(&arena, job->stem_mask + 1, sizeof *job->stem_term);
	for (const char *end = at + len; at < end; job->terms++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const size_t size = (size_t)((newline ? newline : end) - at);
		const struct span stem =
			vocabulary_type(vocabulary,
					vocabulary_intern(vocabulary, (struct span){at, size}))
				->stem;
		at += size + 1;
		if (job->terms >= TERM_SLOTS / 2)
			bench_fail("terms");
		if (term_of(job, stem, hash_bytes(stem)) != TERM_NONE)
			continue;
		size_t i = hash_bytes(stem) & job->stem_mask;
		while (job->stem[i].len)
			i = (i + 1) & job->stem_mask;
		job->stem[i] = (struct span){arena_copy(&arena, stem.at, stem.len), stem.len};
		job->stem_term[i] = (uint32_t)job->terms;
	}
	for (size_t i = 0; i < job->workers; i++)
		job->worker[i].count = arena_calloc(&arena, job->terms, sizeof(uint64_t));
}

static void write_counts(const struct job *job, const char *path)
{
	FILE *file = fopen(path, "w");
	if (!file)
		bench_fail(path);
	for (size_t term = 0; term < job->terms; term++) {
		uint64_t sum = 0;
		for (size_t i = 0; i < job->workers; i++)
			sum += job->worker[i].count[term];
		(void)fprintf(file, "%" PRIu64 "\n", sum);
	}
	(void)fclose(file);
}

static void print_stages(const struct job *job, const struct bench *b)
{
	const double mega = (double)job->text.len * 1e-6;
	double all = 0;
	for (size_t i = 0; i == 0 || stage_table[i - 1].name; i++) {
		const double spent = job->worker[0].spent[i];
		all += spent;
		printf("{\"stage\": \"%s\", \"seconds\": %.6f, \"rate\": %.2f}\n",
		       i == 0 ? "read" : stage_table[i - 1].name, spent, mega / spent);
	}
	printf("{\"stage\": \"all\", \"seconds\": %.6f, \"rate\": %.2f, \"passes\": %zu}\n", all,
	       mega / all, b->passes);
}

static void cut_pieces(struct job *job)
{
	const size_t most = job->what == STAGES ? 10000 : BENCH_PIECE;
	job->piece = calloc(job->text.len / most + 2, sizeof *job->piece);
	if (!job->piece)
		bench_fail("pieces");
	for (size_t at = 0; at < job->text.len; job->piece[++job->pieces] = at) {
		const size_t left = job->text.len - at;
		const char *gap = left > most
					  ? memmem(job->text.at + at + most, left - most, "\n\n", 2)
					  : NULL;
		at = gap ? (size_t)(gap - job->text.at) + 2 : job->text.len;
	}
}

static void load(struct job *job, const char *root)
{
	static const char *pack[] = {STUDY_PACK, "bench"};
	const struct study study = {.root = root ? root : ".",
				    .name = "",
				    .language = "nl",
				    .pack = root ? &pack[1] : &pack[0],
				    .packs = 1};
	check(resources_load(&job->resources, &study, &job->err), &job->err);
	for (size_t i = 0; i < job->workers; i++) {
		struct worker *w = &job->worker[i];
		check(stage_workspace_init(&w->workspace, &job->resources.stage, &job->err),
		      &job->err);
		if (job->what == TERMS)
			vocabulary_leave_whole(w->workspace.vocabulary);
		w->block = calloc(BLOCKS_MOST, sizeof *w->block);
		if (!w->block)
			bench_fail("blocks");
	}
}

static void report(const struct job *job, const struct bench *b)
{
	uint64_t tokens = 0;
	uint64_t found = 0;
	for (size_t i = 0; i < job->workers; i++) {
		tokens += job->worker[i].tokens;
		found += job->worker[i].found;
	}
	if (job->what == STAGES)
		print_stages(job, b);
	else
		bench_print(b, job->text.len, "tokens", tokens, "found", found);
}

static int usage(void)
{
	(void)fputs("usage: ours [--threads N] words|terms|evidence|stages TEXT [MORE]\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	static const char *const name[] = {"words", "terms", "evidence", "stages"};
	static struct job job = {.workers = 1};
	if (argc > 2 && strcmp(argv[1], "--threads") == 0) {
		job.workers = strtoul(argv[2], NULL, 10);
		argc -= 2, argv += 2;
	}
	if (argc < 3 || job.workers < 1 || job.workers > THREADS_MOST)
		return usage();
	while (job.what <= STAGES && strcmp(argv[1], name[job.what]) != 0)
		job.what++;
	if (job.what > STAGES || (argc < 4 && (job.what == TERMS || job.what == EVIDENCE)))
		return usage();
	job.text.at = bench_map(argv[2], &job.text.len);
	load(&job, job.what == EVIDENCE ? argv[3] : NULL);
	if (job.what == TERMS)
		load_terms(&job, argv[3]);
	cut_pieces(&job);
	struct bench b = bench_begin();
	for (; bench_again(&b);) {
		begin_pass(&job);
		parallel_run(job.workers, NULL, job.pieces, item, NULL, &job);
	}
	report(&job, &b);
	if (job.what == TERMS && argc == 5)
		write_counts(&job, argv[4]);
	return 0;
}
