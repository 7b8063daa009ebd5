#include "pipeline/learn/teaching.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/terminal.h"

enum { NUMBER_WIDTH = 10, NUMBERS = 7, TERM_LEAST = 20, SHOWN = 2, INDENT = 6 };

static void put_head(FILE *to, size_t width)
{
	static const char *const head[NUMBERS] = {"weight",    "here", "elsewhere",  "G2",
						  "log ratio", "p",    "newly found"};
	terminal_cut(to, span_from(message("  term")), width);
	for (size_t i = 0; i < NUMBERS; i++)
		terminal_head(to, span_from(message(head[i])), NUMBER_WIDTH);
	(void)fputc('\n', to);
}

static void put_new(struct teaching *teaching, const struct proposed_term *term,
		    const struct teaching_show *show, FILE *to)
{
	const struct collection *c = &teaching->collected.collection;
	for (size_t i = 0; i < term->anecdotes; i++) {
		if (i == SHOWN && !show->verbose) {
			terminal_spaces(to, INDENT);
			(void)fprintf(to, message("and %zu more (--verbose)\n"),
				      term->anecdotes - SHOWN);
			return;
		}
		const struct collection_anecdote *a = &c->anecdote[term->anecdote[i]];
		const struct span title = c->document[a->document].title;
		terminal_spaces(to, INDENT - 2);
		(void)fputs("+ ", to);
		terminal_cut(to, title, terminal_columns(title));
		(void)fputs(":\n", to);
		terminal_wrapped(to, quote_text(a->text, show->verbose, &teaching->arena), INDENT,
				 show->width);
	}
}

static void put_term(struct teaching *teaching, const struct proposed_term *term, size_t width,
		     const struct teaching_show *show, FILE *to)
{
	const struct key_word *key = &term->key;
	(void)fputs("  ", to);
	terminal_cut(to, term->cue, width - 2);
	terminal_number(to, (uint64_t)term->weight, NUMBER_WIDTH);
	terminal_number(to, key->anecdotes, NUMBER_WIDTH);
	terminal_number(to, key->elsewhere, NUMBER_WIDTH);
	terminal_real(to, key->g2, 1, NUMBER_WIDTH);
	terminal_real(to, key->log_ratio, 1, NUMBER_WIDTH);
	terminal_real(to, key->p, 3, NUMBER_WIDTH);
	terminal_number(to, term->anecdotes, NUMBER_WIDTH);
	(void)fputs(key->p < KEYNESS_SIGNIFICANT ? "\n" : " ?\n", to);
	put_new(teaching, term, show, to);
}

static bool is_open(const struct teaching *teaching, const struct proposed_theme *theme,
		    const struct proposed_term *term)
{
	const struct learnt_term *state = teaching_state(teaching, theme, term);
	return !state || state->state == LEARNT_OPEN;
}

static void put_theme(struct teaching *teaching, const struct proposed_theme *theme,
		      const struct teaching_show *show, FILE *to)
{
	const struct collection_name *name =
		&teaching->collected.collection.theme.item[theme->theme];
	const size_t numbers = (size_t)NUMBER_WIDTH * NUMBERS + 2;
	const size_t width =
		show->width > numbers + TERM_LEAST ? show->width - numbers : TERM_LEAST;
	(void)fputc('\n', to);
	terminal_cut(to, name->name, terminal_columns(name->name));
	(void)fputs(" (", to);
	terminal_cut(to, name->id, terminal_columns(name->id));
	(void)fprintf(to, message("): %u reviewed\n"), theme->reviewed);
	put_head(to, width);
	for (size_t i = 0; i < theme->terms; i++)
		if (is_open(teaching, theme, &theme->term[i]))
			put_term(teaching, &theme->term[i], width, show, to);
	if (theme->left_out > 0)
		(void)fprintf(to, message("  %zu weaker ones left out\n"), theme->left_out);
}

static void put_estimate(const struct lessons_learnt *lessons, FILE *to)
{
	const struct blend_measure *now = &lessons->estimate.after;
	if (now->examples == 0)
		return;
	(void)fprintf(to,
		      message("on your own %zu reviewed anecdotes, each held out in turn: "
			      "precision %.2f, recall %.2f\n"),
		      now->examples, (double)now->precision, (double)now->recall);
	if (lessons->used)
		(void)fprintf(to, message("learnt from them: F1 %.2f, without them %.2f\n"),
			      (double)now->f1, (double)lessons->estimate.before.f1);
}

void teaching_table(struct teaching *teaching, const struct teaching_show *show, FILE *to)
{
	const struct proposed_list *list = &teaching->proposed;
	const struct collection_names *names = &teaching->collected.collection.theme;
	put_estimate(&teaching->lessons, to);
	if (list->reviewed == 0) {
		(void)fputs(message("nothing has been reviewed yet\n"), to);
		return;
	}
	(void)fprintf(to,
		      message("terms that the %u reviewed anecdotes suggest: log-likelihood G2 "
			      "(Dunning 1993), Hardie's log ratio, p corrected for the %zu that "
			      "were tried (Benjamini and Hochberg 1995); ? is tentative\n"),
		      list->reviewed, list->tried);
	for (size_t i = 0; i < list->count; i++)
		if (show->theme.len == 0 ||
		    span_equal(show->theme, names->item[list->item[i].theme].id))
			put_theme(teaching, &list->item[i], show, to);
}
