#include "pipeline/report/wishes.h"

#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/terminal.h"

enum { INDENT = 2, DEEPER = 4 };

const char *wish_aim(enum learning_aim aim)
{
	static const char *const names[LEARNING_AIMS] = {
		[LEARNING_WANT] = "to learn",
		[LEARNING_BRING] = "to bring",
		[LEARNING_GET] = "to get",
	};
	return names[aim];
}

const char *wish_aim_id(enum learning_aim aim)
{
	static const char *const ids[LEARNING_AIMS] = {
		[LEARNING_WANT] = "learn",
		[LEARNING_BRING] = "bring",
		[LEARNING_GET] = "get",
	};
	return ids[aim];
}

bool wish_has_theme(const struct wish *wish, uint16_t theme)
{
	for (size_t i = 0; i < wish->themes; i++)
		if (wish->theme[i] == theme)
			return true;
	return theme == INDEX_NONE && wish->themes == 0;
}

/* --- for a terminal ---------------------------------------------------------- */

static void put_one(FILE *to, struct overview *overview, const struct wish *wish, size_t width)
{
	const struct span who = quote_speaker(wish->speaker, &overview->arena);
	terminal_spaces(to, INDENT);
	(void)fputs(message(wish_aim(wish->aim)), to);
	if (who.len > 0) {
		(void)fputs(" — ", to);
		terminal_cut(to, who, terminal_columns(who));
	}
	if (wish->anecdote != COLLECTION_NONE)
		(void)fprintf(to, " (A%u)", wish->anecdote + 1);
	(void)fputc('\n', to);
	terminal_wrapped(to, quote_text(wish->text, true, &overview->arena), DEEPER, width);
}

static void put_theme(FILE *to, struct overview *overview, const struct wish_list *wishes,
		      uint16_t theme, size_t width)
{
	const struct collection_names *themes = &overview->collected.collection.theme;
	bool begun = false;
	for (size_t i = 0; i < wishes->count; i++) {
		if (!wish_has_theme(&wishes->item[i], theme))
			continue;
		if (!begun)
			terminal_wrapped(to,
					 theme == INDEX_NONE ? span_from(message("without a theme"))
							     : report_name(themes, theme),
					 0, width);
		begun = true;
		put_one(to, overview, &wishes->item[i], width);
	}
}

static int write_table(const struct wish_list *wishes, struct overview *overview,
		       const struct overview_show *show, FILE *to, struct error *err)
{
	(void)err;
	const size_t width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width;
	for (size_t i = 0; i < overview->themes.count; i++)
		put_theme(to, overview, wishes, overview->themes.item[i].theme, width);
	put_theme(to, overview, wishes, INDEX_NONE, width);
	if (wishes->count == 0)
		(void)fprintf(to, "%s\n",
			      message("nobody says in so many words what they want to learn, "
				      "bring or get"));
	return 0;
}

/* --- for programs ------------------------------------------------------------- */

static void put_object(struct emitter *to, struct overview *overview, const struct wish *wish)
{
	const struct collection *c = &overview->collected.collection;
	emit_open(to, '{');
	emit_field(to, "aim", span_from(wish_aim_id(wish->aim)));
	emit_field(to, "text", quote_text(wish->text, true, &overview->arena));
	emit_field(to, "speaker", quote_speaker(wish->speaker, &overview->arena));
	emit_field(to, "document", c->document[wish->document].id);
	emit_field(to, "path", c->document[wish->document].path);
	emit_key(to, "anecdote");
	if (wish->anecdote == COLLECTION_NONE)
		emit_null(to);
	else
		emit_span(to, c->anecdote[wish->anecdote].id);
	emit_field_open(to, "themes", '[');
	for (size_t i = 0; i < wish->themes; i++)
		emit_span(to, c->theme.item[wish->theme[i]].id);
	emit_close(to, ']');
	emit_close(to, '}');
}

static int write_json(const struct wish_list *wishes, struct overview *overview,
		      const struct overview_show *show, FILE *to, struct error *err)
{
	(void)show;
	struct emitter line;
	emit_init(&line, &overview->arena);
	emit_open(&line, '{');
	emit_field_open(&line, "questions", '[');
	for (size_t i = 0; i < wishes->count; i++)
		put_object(&line, overview, &wishes->item[i]);
	emit_close(&line, ']');
	emit_close(&line, '}');
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}

/* A row for each theme of each, so that a spreadsheet can sort by theme. */
static int write_csv(const struct wish_list *wishes, struct overview *overview,
		     const struct overview_show *show, FILE *to, struct error *err)
{
	(void)show;
	(void)err;
	const struct collection *c = &overview->collected.collection;
	(void)fputs("theme,aim,speaker,text,path,anecdote\r\n", to);
	for (size_t i = 0; i < wishes->count; i++) {
		const struct wish *wish = &wishes->item[i];
		for (size_t t = 0; t < wish->themes || t == 0; t++) {
			cell_put(to, t < wish->themes ? c->theme.item[wish->theme[t]].id : SPAN(""),
				 ',');
			cell_put(to, span_from(wish_aim_id(wish->aim)), ',');
			cell_put(to, quote_speaker(wish->speaker, &overview->arena), ',');
			cell_put(to, quote_text(wish->text, true, &overview->arena), ',');
			cell_put(to, c->document[wish->document].path, ',');
			cell_put(to,
				 wish->anecdote == COLLECTION_NONE ? SPAN("")
								   : c->anecdote[wish->anecdote].id,
				 '\n');
		}
	}
	return 0;
}

const struct wish_format wish_formats[] = {
	{"table", write_table},
	{"json", write_json},
	{"csv", write_csv},
	{NULL, NULL},
};
