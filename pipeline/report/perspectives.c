#include "pipeline/report/perspectives.h"

#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/terminal.h"

enum { INDENT = 2, DEEPER = 4 };

int perspectives_make(struct perspective_list *out, struct overview *overview, struct error *err)
{
	return perspective_run(out, &overview->collected.collection, &overview->content,
			       &overview->themes, &overview->arena, err);
}

/* --- for a terminal ---------------------------------------------------------- */

static void put_head(FILE *to, const char *head)
{
	terminal_spaces(to, INDENT);
	(void)fprintf(to, "%s\n", head);
}

static void put_list(FILE *to, const char *head, const struct span *item, size_t count,
		     size_t width)
{
	put_head(to, head);
	for (size_t i = 0; i < count; i++)
		terminal_wrapped(to, item[i], DEEPER, width);
}

static void put_story(FILE *to, struct overview *overview, uint32_t anecdote, size_t width)
{
	const struct collection_anecdote *a = &overview->collected.collection.anecdote[anecdote];
	terminal_spaces(to, DEEPER);
	(void)fprintf(to, "A%u\n", anecdote + 1);
	terminal_wrapped(to, quote_text(a->text, false, &overview->arena), DEEPER + INDENT, width);
}

static int put_table_one(const struct perspective *p, struct overview *overview, size_t width,
			 FILE *to, struct error *err)
{
	struct perspective_words words;
	if (perspective_say(&words, p, overview, err) < 0)
		return ERROR_MEMORY;
	terminal_wrapped(to, words.title, 0, width);
	put_list(to, message("What is seen"), words.seen, words.seens, width);
	put_head(to, message("Stories that show it"));
	for (size_t i = 0; i < p->stories; i++)
		put_story(to, overview, p->story[i], width);
	if (p->contrary != COLLECTION_NONE) {
		put_head(to, message("A story that contradicts it"));
		put_story(to, overview, p->contrary, width);
	}
	put_list(to, message("Questions for a conversation"), words.question, words.questions,
		 width);
	(void)fputc('\n', to);
	return 0;
}

static int write_table(struct overview *overview, const struct overview_show *show, FILE *to,
		       struct error *err)
{
	struct perspective_list list;
	const size_t width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width;
	if (perspectives_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	for (size_t i = 0; i < list.count; i++)
		if (put_table_one(&list.item[i], overview, width, to, err) < 0)
			return ERROR_MEMORY;
	if (list.count == 0)
		(void)fprintf(
			to,
			message("too little to draft perspectives from: %u anecdotes with a theme, "
				"at least %u are needed\n"),
			list.labelled, (unsigned)PERSPECTIVE_ANECDOTES_LEAST);
	else
		(void)fprintf(to,
			      message("clusters of themes that pull together (greedy modularity, "
				      "Clauset, Newman and Moore 2004): modularity %.2f\n"),
			      list.modularity);
	return 0;
}

/* --- for programs ------------------------------------------------------------- */

static void emit_names(struct emitter *to, const char *key, const struct collection_names *names,
		       const uint16_t *index, size_t count)
{
	emit_field_open(to, key, '[');
	for (size_t i = 0; i < count; i++)
		emit_span(to, names->item[index[i]].id);
	emit_close(to, ']');
}

static void emit_counts(struct emitter *to, const char *key, const struct collection_names *names,
			const uint32_t *by)
{
	emit_field_open(to, key, '[');
	for (size_t i = 0; i < names->count; i++) {
		emit_open(to, '{');
		emit_field(to, "id", names->item[i].id);
		emit_field_number(to, "anecdotes", by[i]);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_pull(struct emitter *to, const char *key, const struct collection_names *names,
		      const struct perspective_pull *pull)
{
	emit_key(to, key);
	if (pull->theme[0] == INDEX_NONE) {
		emit_null(to);
		return;
	}
	emit_open(to, '{');
	emit_names(to, "themes", names, pull->theme, 2);
	emit_field_open(to, "with", '[');
	emit_number(to, pull->with[0]);
	emit_number(to, pull->with[1]);
	emit_close(to, ']');
	emit_field_number(to, "both", pull->both);
	emit_close(to, '}');
}

static void emit_sentences(struct emitter *to, const char *key, const struct span *item,
			   size_t count)
{
	emit_field_open(to, key, '[');
	for (size_t i = 0; i < count; i++)
		emit_span(to, item[i]);
	emit_close(to, ']');
}

const struct span *perspective_themes(const struct perspective *perspective,
				      struct overview *overview)
{
	const struct collection_names *names = &overview->collected.collection.theme;
	struct span *theme = arena_calloc(&overview->arena, perspective->themes + 1, sizeof *theme);
	for (size_t i = 0; theme && i < perspective->themes; i++)
		theme[i] = names->item[perspective->theme[i]].id;
	return theme;
}

void perspective_emit(struct emitter *to, const struct perspective *p,
		      const struct perspective_words *words, const struct collection *c)
{
	emit_field(to, "title", words->title);
	emit_names(to, "themes", &c->theme, p->theme, p->themes);
	emit_field_number(to, "anecdotes", p->anecdotes);
	emit_field_number(to, "reviewed", p->reviewed);
	emit_field_number(to, "documents", p->documents);
	emit_field_number(to, "cases", p->places);
	emit_counts(to, "kinds", &c->kind, p->by_kind);
	emit_counts(to, "roles", &c->role, p->by_role);
	emit_pull(to, "together", &c->theme, &p->together);
	emit_pull(to, "against", &c->theme, &p->against);
	emit_sentences(to, "seen", words->seen, words->seens);
	emit_field_open(to, "stories", '[');
	for (size_t i = 0; i < p->stories; i++)
		emit_span(to, c->anecdote[p->story[i]].id);
	emit_close(to, ']');
	emit_key(to, "contrary");
	if (p->contrary == COLLECTION_NONE)
		emit_null(to);
	else
		emit_span(to, c->anecdote[p->contrary].id);
	emit_sentences(to, "questions", words->question, words->questions);
}

static int write_json(struct overview *overview, const struct overview_show *show, FILE *to,
		      struct error *err)
{
	(void)show;
	struct perspective_list list;
	struct emitter line;
	if (perspectives_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	emit_init(&line, &overview->arena);
	emit_open(&line, '{');
	emit_field_number(&line, "labelled", list.labelled);
	emit_key(&line, "modularity");
	emit_real(&line, list.modularity, 3);
	emit_field_open(&line, "perspectives", '[');
	for (size_t i = 0; i < list.count; i++) {
		struct perspective_words words;
		if (perspective_say(&words, &list.item[i], overview, err) < 0)
			return ERROR_MEMORY;
		emit_open(&line, '{');
		perspective_emit(&line, &list.item[i], &words, &overview->collected.collection);
		emit_close(&line, '}');
	}
	emit_close(&line, ']');
	emit_close(&line, '}');
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}

const struct overview_format perspective_formats[] = {
	{"table", write_table},
	{"json", write_json},
	{NULL, NULL},
};
