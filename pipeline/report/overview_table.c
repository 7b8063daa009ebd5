#include <string.h>

#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/terminal.h"

enum {
	NAME_LEAST = 14, /* columns of a theme's name, however narrow the terminal */
	KIND_COLUMN = 5,
	NUMBER_COLUMN = 5,
	DISPERSION_COLUMN = 7,
	SPREAD_COLUMN = 14,
	PAIRS_SHOWN = 8,
	INDENT = 4,
};

struct table {
	struct overview *overview;
	const struct collection *c;
	FILE *to;
	size_t name; /* columns of the name */
	size_t width;
};

static void put_header(const struct table *table)
{
	FILE *to = table->to;
	terminal_cut(to, span_from(message("theme")), table->name);
	terminal_head(to, span_from(message("anec")), NUMBER_COLUMN);
	terminal_head(to, span_from(message("seen")), NUMBER_COLUMN);
	terminal_head(to, span_from(message("docs")), NUMBER_COLUMN);
	terminal_head(to, span_from(message("case")), NUMBER_COLUMN);
	for (size_t i = 0; i < table->c->kind.count; i++)
		terminal_head(to, table->c->kind.item[i].name, KIND_COLUMN);
	terminal_head(to, SPAN("DPnorm"), DISPERSION_COLUMN);
	(void)fprintf(to, "  %s\n", message("spread"));
}

static void put_row(const struct table *table, const struct theme *theme)
{
	FILE *to = table->to;
	terminal_cut(to, table->c->theme.item[theme->theme].name, table->name);
	terminal_number(to, theme->anecdotes, NUMBER_COLUMN);
	terminal_number(to, theme->reviewed, NUMBER_COLUMN);
	terminal_number(to, theme->documents, NUMBER_COLUMN);
	terminal_number(to, theme->places, NUMBER_COLUMN);
	for (size_t i = 0; i < table->c->kind.count; i++)
		terminal_number(to, theme->by_kind[i], KIND_COLUMN);
	if (theme->anecdotes > 0)
		terminal_real(to, theme->over_documents.dp_norm, 2, DISPERSION_COLUMN);
	else
		terminal_right(to, SPAN("-"), DISPERSION_COLUMN);
	(void)fprintf(to, "  %s\n", message(overview_spread(theme->spread)));
}

static void put_quotes(const struct table *table, const struct theme *theme)
{
	const size_t most = theme->quotes < 2 ? theme->quotes : 2;
	for (size_t i = 0; i < most; i++)
		terminal_wrapped(table->to,
				 quote_text(table->c->anecdote[theme->quote[i]].text, false,
					    &table->overview->arena),
				 INDENT, table->width);
}

struct shown_pair {
	const struct theme *theme;
	const struct theme_pair *pair;
};

/* The strongest pairs of the whole list, each once. */
static size_t strongest(struct shown_pair out[PAIRS_SHOWN], const struct theme_list *list)
{
	size_t count = 0;
	for (size_t t = 0; t < list->count; t++) {
		for (size_t p = 0; p < list->item[t].pairs; p++) {
			const struct theme_pair *pair = &list->item[t].pair[p];
			size_t at = count;
			if (pair->theme < list->item[t].theme)
				continue;
			while (at > 0 && out[at - 1].pair->g2 < pair->g2)
				at--;
			if (at == PAIRS_SHOWN)
				continue;
			const size_t last = count < PAIRS_SHOWN ? count : PAIRS_SHOWN - 1;
			memmove(&out[at + 1], &out[at], (last - at) * sizeof *out);
			out[at] = (struct shown_pair){&list->item[t], pair};
			count = last + 1;
		}
	}
	return count;
}

static void put_pairs(const struct table *table)
{
	struct shown_pair shown[PAIRS_SHOWN];
	const size_t count = strongest(shown, &table->overview->themes);
	if (count == 0)
		return;
	(void)fprintf(table->to, "\n%s\n",
		      message("go together (log-likelihood G2, NPMI, number of anecdotes)"));
	for (size_t i = 0; i < count; i++) {
		const struct collection_name *names = table->c->theme.item;
		const size_t room = (table->width - INDENT - 24) / 2;
		terminal_spaces(table->to, INDENT);
		terminal_cut(table->to, names[shown[i].theme->theme].name, room);
		(void)fputs(" + ", table->to);
		terminal_cut(table->to, names[shown[i].pair->theme].name, room);
		terminal_real(table->to, shown[i].pair->g2, 2, 8);
		terminal_real(table->to, shown[i].pair->npmi, 2, 7);
		terminal_number(table->to, shown[i].pair->both, 5);
		(void)fputc('\n', table->to);
	}
}

static void put_candidate(const struct table *table, const struct candidate_theme *candidate)
{
	terminal_spaces(table->to, INDENT);
	for (size_t w = 0; w < candidate->words; w++) {
		const struct span form =
			table->overview->content.term[candidate->word[w].term].form;
		(void)fputs(w > 0 ? ", " : "", table->to);
		terminal_cut(table->to, form, terminal_columns(form));
	}
	(void)fprintf(table->to, message(" (%zu anecdotes in %u documents; G2 %d)"),
		      candidate->anecdotes, candidate->documents, (int)candidate->word[0].g2);
	(void)fprintf(table->to, "%s\n", candidate->tentative ? message(", tentative") : "");
}

static void put_candidates(const struct table *table)
{
	const struct candidate_list *list = &table->overview->candidates;
	(void)fprintf(table->to,
		      message("\ncandidate themes, from %u anecdotes that no theme fits well\n"),
		      list->searched);
	for (size_t i = 0; i < list->count; i++)
		put_candidate(table, &list->item[i]);
	if (list->count == 0)
		(void)fprintf(table->to, "    %s\n", message("none: nothing recurs often enough"));
}

static void put_facts(const struct table *table)
{
	const struct overview *overview = table->overview;
	(void)fprintf(table->to,
		      message("\n%zu anecdotes in %zu documents, %u seen by a reviewer, %zu "
			      "rejected and left out\n"),
		      table->c->anecdotes, table->c->documents, overview->themes.reviewed,
		      table->c->rejected);
	if (overview->collected.repeated > 0)
		(void)fprintf(table->to,
			      message("%zu documents left out: the same report as another\n"),
			      overview->collected.repeated);
	terminal_wrapped(table->to,
			 span_from(message("DPnorm: spread over documents, 0 even, 1 all in one "
					   "(Gries 2008; Lijffijt and Gries 2012)")),
			 0, table->width);
}

/* As wide as the longest name, if the terminal lets it. */
static size_t name_columns(const struct table *table)
{
	const size_t others = 4 * NUMBER_COLUMN + table->c->kind.count * KIND_COLUMN +
			      DISPERSION_COLUMN + SPREAD_COLUMN;
	size_t longest = NAME_LEAST;
	for (size_t i = 0; i < table->c->theme.count; i++) {
		const size_t columns = terminal_columns(table->c->theme.item[i].name);
		longest = columns > longest ? columns : longest;
	}
	if (table->width < others + NAME_LEAST)
		return NAME_LEAST;
	return longest < table->width - others ? longest : table->width - others;
}

int overview_table(struct overview *overview, const struct overview_show *show, FILE *to,
		   struct error *err)
{
	(void)err;
	struct table table = {
		.overview = overview,
		.c = &overview->collected.collection,
		.to = to,
		.width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width,
	};
	table.name = name_columns(&table);
	put_header(&table);
	for (size_t i = 0; i < overview->themes.count; i++) {
		put_row(&table, &overview->themes.item[i]);
		if (show->verbose)
			put_quotes(&table, &overview->themes.item[i]);
	}
	put_pairs(&table);
	put_candidates(&table);
	put_facts(&table);
	return 0;
}
