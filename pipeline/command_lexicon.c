#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/check.h"
#include "pipeline/command_learn.h"
#include "pipeline/commands.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/resources.h"
#include "pipeline/study.h"
#include "stages/explain.h"

/* Packs of a study folder where one is given, else of --pack or the default. */
struct packs {
	struct study study;
	struct resources resources;
};

static int open_packs(struct packs *out, const struct options *options, const char *folder,
		      struct error *err)
{
	*out = (struct packs){.resources = {.digest = ""}};
	int status = 0;
	if (folder)
		status = study_load(&out->study, folder, err);
	else
		out->study = (struct study){.root = ".", .name = "", .language = "nl"};
	if (status == 0 && (!folder || options_given(options, OPTION_PACK))) {
		out->study.pack = arena_calloc(&out->study.arena, 1, sizeof *out->study.pack);
		if (!out->study.pack)
			return error_memory(err);
		out->study.pack[0] = options_given(options, OPTION_PACK)
					     ? options->value[OPTION_PACK]
					     : STUDY_PACK;
		out->study.packs = 1;
	}
	return status == 0 ? resources_load(&out->resources, &out->study, err) : status;
}

static void close_packs(struct packs *packs)
{
	resources_free(&packs->resources);
	study_free(&packs->study);
}

static void show_span(struct span text)
{
	if (text.len > 0)
		(void)fwrite(text.at, 1, text.len, stdout);
}

static void show_warning(const struct warning *warning)
{
	if (warning->place.file)
		printf("%s:%u: ", warning->place.file, warning->place.line);
	printf("%s: ", message(warning->why));
	show_span(warning->detail);
	if (warning->other.len > 0) {
		fputs(" · ", stdout);
		show_span(warning->other);
	}
	putchar('\n');
}

static int check(const struct packs *packs, const struct options *options, struct error *err)
{
	const struct lexicon *lexicon = packs->resources.stage.lexicon;
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	struct warning_list warnings = {.count = 0};
	const int status = check_run(&warnings, lexicon, &keep, &scratch, err);
	for (size_t i = 0; i < warnings.count && status == 0; i++)
		show_warning(&warnings.item[i]);
	if (status == 0 && !options_given(options, OPTION_QUIET))
		printf(message("%zu themes, %zu rules, %zu warnings\n"),
		       lexicon_count(lexicon, TARGET_THEME), lexicon_rules(lexicon),
		       warnings.count);
	arena_release(&keep);
	arena_release(&scratch);
	return status;
}

static void show_word(const struct explained_word *word, struct span text)
{
	fputs("  ", stdout);
	show_span(span_of(text, word->range));
	fputs("\t", stdout);
	show_span(word->folded);
	fputs("\t", stdout);
	show_span(word->stem);
	fputs("\t", stdout);
	for (size_t i = 0; i < word->parts; i++) {
		if (i > 0)
			putchar('+');
		show_span(word->part[i]);
	}
	putchar('\n');
}

static void show_hit(const struct explained_hit *hit, struct span text)
{
	static const char *const status[] = {
		[HIT_COUNTS] = "counts",
		[HIT_NEGATED] = "negated",
		[HIT_EXCLUDED] = "excluded",
		[HIT_COVERED] = "covered by a longer one",
	};
	fputs("  ", stdout);
	show_span(span_of(text, hit->range));
	fputs("\t", stdout);
	show_span(hit->target->id);
	fputs("\t", stdout);
	show_span(hit->rule->name);
	printf("\t%+.1f\t%s", (double)hit->rule->weight, message(status[hit->status]));
	if (hit->covered_by.len > 0) {
		fputs(": ", stdout);
		show_span(hit->covered_by);
	}
	putchar('\n');
}

static void show_explanation(const struct explanation *explanation, struct span text,
			     const struct lexicon *lexicon)
{
	puts(message("words: as written, folded, stem, parts"));
	for (size_t i = 0; i < explanation->words; i++)
		show_word(&explanation->word[i], text);
	puts(message("hits: words, label, rule, weight, what becomes of it"));
	for (size_t i = 0; i < explanation->hits; i++)
		show_hit(&explanation->hit[i], text);
	puts(message("themes: sum of the weights that count"));
	for (size_t i = 0; i < explanation->themes; i++) {
		const struct explained_theme *theme = &explanation->theme[i];
		fputs("  ", stdout);
		show_span(lexicon_target(lexicon, TARGET_THEME, theme->theme)->id);
		printf("\t%+.1f\n", (double)theme->weight);
	}
}

static int explain(const struct packs *packs, const char *text, struct arena *keep,
		   struct error *err)
{
	struct stage_workspace workspace;
	struct stage_work work;
	struct document document;
	struct explanation explanation;
	const struct reader_options options = {.name = "explain.txt", .language = "nl"};
	int status = stage_workspace_init(&workspace, &packs->resources.stage, err);
	if (status == 0)
		status = reader_read(&document, span_from(text), &options, keep, &workspace.scratch,
				     err);
	if (status == 0) {
		stage_begin(&work, &workspace, &document, keep);
		status = stage_document(&work, err);
	}
	if (status == 0)
		status = explain_run(&explanation, packs->resources.stage.lexicon,
				     workspace.vocabulary, &work.tokens, &work.hits, keep, err);
	if (status == 0)
		show_explanation(&explanation, document.text, packs->resources.stage.lexicon);
	stage_workspace_release(&workspace);
	return status == ERROR_INPUT ? ERROR_USAGE : status;
}

/* What only `learn` takes. */
static int refuse_options(const struct options *options, struct error *err)
{
	static const enum option_id learn_only[] = {OPTION_DB, OPTION_FORMAT, OPTION_OUTPUT,
						    OPTION_THEME, OPTION_REVIEWER};
	for (size_t i = 0; i < sizeof learn_only / sizeof learn_only[0]; i++)
		if (options_given(options, learn_only[i]))
			return error_set(err, ERROR_USAGE, "this command does not take this option",
					 "lexicon %s --%s", options->argument[0],
					 option_rows[learn_only[i]].name);
	return 0;
}

static int run_check(const struct options *options, struct error *err)
{
	struct packs packs;
	if (options->arguments > 2)
		return error_set(err, ERROR_USAGE, "this command is used differently", "%s",
				 "rodedraad lexicon check [DIR]");
	int status = refuse_options(options, err);
	if (status < 0)
		return status;
	status = open_packs(&packs, options, options->arguments > 1 ? options->argument[1] : NULL,
			    err);
	if (status == 0)
		status = check(&packs, options, err);
	close_packs(&packs);
	return status;
}

static int run_explain(const struct options *options, struct error *err)
{
	struct packs packs;
	struct arena keep = ARENA_INIT;
	if (options->arguments < 2 || options->arguments > 3)
		return error_set(err, ERROR_USAGE, "this command is used differently", "%s",
				 "rodedraad lexicon explain [DIR] \"TEXT\"");
	const char *folder = options->arguments > 2 ? options->argument[1] : NULL;
	int status = refuse_options(options, err);
	if (status < 0)
		return status;
	status = open_packs(&packs, options, folder, err);
	if (status == 0)
		status = explain(&packs, options->argument[options->arguments - 1], &keep, err);
	arena_release(&keep);
	close_packs(&packs);
	return status;
}

int command_lexicon(const struct options *options, struct error *err)
{
	static const char *const names[] = {"check", "explain", "learn"};
	static command_fn *const run[] = {run_check, run_explain, command_learn};
	const char *name = options->argument[0];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return run[i](options, err);
	const int near = options_nearest(name, names, sizeof names / sizeof names[0]);
	return error_set(err, ERROR_USAGE, "unknown command; did you mean this one", "%s → %s",
			 name, near >= 0 ? names[near] : "check, explain, learn");
}
