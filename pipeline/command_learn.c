/* `rodedraad lexicon learn`: what the reviewed anecdotes suggest, and what people make of it. */
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/command_learn.h"
#include "pipeline/context.h"
#include "pipeline/emit.h"
#include "pipeline/file.h"
#include "pipeline/learn/teaching.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/report/terminal.h"
#include "pipeline/resources.h"

/* Of a term that nobody proposed, so that nothing says how strong it is. */
#define WEIGHT_UNKNOWN 3.0f

struct learning {
	struct context context;
	struct resources resources;
	struct teaching teaching;
	const struct options *options;
};

static int show(struct learning *l, struct error *err)
{
	const struct options *options = l->options;
	const char *format = options->value[OPTION_FORMAT];
	const struct teaching_show table = {
		.theme = span_from(options->value[OPTION_THEME]),
		.width = terminal_width(),
		.verbose = options_given(options, OPTION_VERBOSE),
	};
	struct file_writer writer;
	struct emitter to;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	if (!format || strcmp(format, "table") == 0) {
		teaching_table(&l->teaching, &table, writer.to);
		return file_writer_commit(&writer, err);
	}
	emit_init(&to, &l->teaching.arena);
	teaching_emit(&to, &l->teaching, table.theme);
	emit_newline(&to);
	if (to.failed) {
		file_writer_abandon(&writer);
		return error_memory(err);
	}
	(void)fwrite(to.at, 1, to.len, writer.to);
	return file_writer_commit(&writer, err);
}

/* `THEME=term`, with the weight that it was proposed with. */
static int read_term(struct learnt_term *out, const struct learning *l, const char *word,
		     enum learnt_state state, struct error *err)
{
	const char *sign = strchr(word, '=');
	const struct proposed_theme *theme;
	if (!sign)
		return error_set(err, ERROR_USAGE, "this command is used differently", "%s",
				 "rodedraad lexicon learn DIR accept \"THEME=term\"");
	*out = (struct learnt_term){
		.theme = codebook_label(&l->teaching.codebook,
					span_trim((struct span){word, (size_t)(sign - word)})),
		.cue = span_trim(span_from(sign + 1)),
		.state = state,
		.reviewer = l->options->reviewers > 0 ? span_from(l->options->reviewer[0])
						      : SPAN(LEARNT_SOMEBODY),
	};
	if (!codebook_find(&l->teaching.codebook, out->theme))
		return error_set(err, ERROR_USAGE, "there is no such theme", "%.*s",
				 (int)out->theme.len, out->theme.at);
	const struct proposed_term *proposed =
		teaching_find(&theme, &l->teaching, out->theme, out->cue);
	out->weight = proposed ? proposed->weight : WEIGHT_UNKNOWN;
	return learnt_check(out->cue, err);
}

static int decide(struct learning *l, enum learnt_state state, struct error *err)
{
	const struct options *options = l->options;
	struct arena *arena = &l->teaching.arena;
	int status = 0;
	for (size_t i = 3; i < options->arguments && status == 0; i++) {
		struct learnt_term term;
		status = read_term(&term, l, options->argument[i], state, err);
		if (status == 0)
			status = learnt_put(l->context.store, &l->context.study, &term,
					    learnt_find(&l->teaching.learnt, term.theme, term.cue),
					    arena, err);
		if (status == 0)
			status = learnt_load(&l->teaching.learnt, l->context.store,
					     &l->teaching.codebook, arena, err);
	}
	if (status == 0 && state == LEARNT_ACCEPTED && !options_given(options, OPTION_QUIET))
		puts(message("the next run uses what was accepted"));
	return status;
}

/* What is to be done: LEARNT_STATES to show, or else what becomes of the terms that follow. */
static int read_words(enum learnt_state *out, const struct options *options, struct error *err)
{
	static const char *const verb[LEARNT_STATES] = {
		[LEARNT_OPEN] = "reopen",
		[LEARNT_ACCEPTED] = "accept",
		[LEARNT_DISMISSED] = "dismiss",
	};
	const char *format = options->value[OPTION_FORMAT];
	*out = LEARNT_STATES;
	if (format && strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
		return error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s",
				 "table, json");
	for (int i = 0; i < LEARNT_STATES && options->arguments > 3; i++)
		if (strcmp(options->argument[2], verb[i]) == 0)
			*out = (enum learnt_state)i;
	if (options->arguments == 2 || *out != LEARNT_STATES)
		return 0;
	return error_set(err, ERROR_USAGE, "this command is used differently", "%s",
			 "rodedraad lexicon learn DIR [accept|dismiss|reopen \"THEME=term\" …]");
}

int command_learn(const struct options *options, struct error *err)
{
	struct learning l = {.options = options};
	enum learnt_state state;
	int status = read_words(&state, options, err);
	if (status < 0)
		return status;
	/* The folder stands where context_open looks for it. */
	struct options inner = *options;
	inner.argument++;
	inner.arguments--;
	status = context_open(&l.context, &inner, CONTEXT_STORE, err);
	if (status == 0)
		status = resources_load(&l.resources, &l.context.study, err);
	if (status == 0) {
		const struct collect_options collect = {.language = span_from(message_language())};
		status = teaching_make(&l.teaching, l.context.store, &l.resources, &l.context.study,
				       &collect, err);
	}
	if (status == 0)
		status = state == LEARNT_STATES ? show(&l, err) : decide(&l, state, err);
	teaching_free(&l.teaching);
	resources_free(&l.resources);
	context_close(&l.context);
	return status;
}
