#include <string.h>
#include <utf8proc.h>

#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/number.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"

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

/* Nothing that steers a terminal gets through. */
static uint32_t shown_code(struct span text, size_t at, size_t *len)
{
	const uint32_t code = utf8_decode(text, at, len);
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFD ? '?' : code;
}

static size_t columns_of(uint32_t code)
{
	const int columns = utf8proc_charwidth((utf8proc_int32_t)code);
	return columns > 0 ? (size_t)columns : 0;
}

static size_t text_columns(struct span text)
{
	size_t columns = 0, len;
	for (size_t at = 0; at < text.len; at += len)
		columns += columns_of(shown_code(text, at, &len));
	return columns;
}

static void put_code(FILE *to, uint32_t code)
{
	char bytes[4];
	(void)fwrite(bytes, 1, utf8_encode(code, bytes), to);
}

static void put_spaces(FILE *to, size_t count)
{
	while (count-- > 0)
		(void)fputc(' ', to);
}

/* Exactly `width` columns: filled up, or cut with an ellipsis. */
static void put_cut(FILE *to, struct span text, size_t width)
{
	const bool cut = text_columns(text) > width;
	size_t room = cut ? width - 1 : width, len;
	for (size_t at = 0; at < text.len; at += len) {
		const uint32_t code = shown_code(text, at, &len);
		if (columns_of(code) > room)
			break;
		room -= columns_of(code);
		put_code(to, code);
	}
	if (cut)
		put_code(to, 0x2026);
	put_spaces(to, room);
}

/* To the right side of the column, with a space before it. */
static void put_right(FILE *to, struct span text, size_t width)
{
	const size_t columns = text_columns(text);
	if (columns >= width) {
		(void)fputc(' ', to);
		put_cut(to, text, width - 1);
		return;
	}
	put_spaces(to, width - columns);
	put_cut(to, text, columns);
}

/* The first letters of a heading that is too long for its column. */
static void put_head(FILE *to, struct span text, size_t width)
{
	size_t fits = 0, columns = 0, len;
	while (fits < text.len) {
		columns += columns_of(shown_code(text, fits, &len));
		if (columns >= width)
			break;
		fits += len;
	}
	put_right(to, (struct span){text.at, fits}, width);
}

static void put_number(FILE *to, uint64_t value, size_t width)
{
	(void)fprintf(to, "%*llu", (int)width, (unsigned long long)value);
}

static void put_real(FILE *to, double value, size_t width)
{
	char text[REAL_TEXT];
	put_right(to, number_text(text, value, 2), width);
}

/* Words, broken into lines of the terminal's width behind `indent` spaces. */
static void put_wrapped(const struct table *table, struct span text, size_t indent)
{
	size_t column = 0, len;
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.at[end] != ' ')
			end++;
		const struct span word = {text.at + at, end - at};
		const size_t columns = text_columns(word);
		if (column == 0 || column + 1 + columns > table->width) {
			(void)fputs(column > 0 ? "\n" : "", table->to);
			put_spaces(table->to, indent);
			column = indent;
		} else {
			(void)fputc(' ', table->to);
			column++;
		}
		for (size_t i = 0; i < word.len; i += len)
			put_code(table->to, shown_code(word, i, &len));
		column += columns;
		at = end + (end < text.len);
	}
	(void)fputc('\n', table->to);
}

static void put_header(const struct table *table)
{
	FILE *to = table->to;
	put_cut(to, span_from(message("theme")), table->name);
	put_head(to, span_from(message("anec")), NUMBER_COLUMN);
	put_head(to, span_from(message("seen")), NUMBER_COLUMN);
	put_head(to, span_from(message("docs")), NUMBER_COLUMN);
	put_head(to, span_from(message("case")), NUMBER_COLUMN);
	for (size_t i = 0; i < table->c->kind.count; i++)
		put_head(to, table->c->kind.item[i].name, KIND_COLUMN);
	put_head(to, SPAN("DPnorm"), DISPERSION_COLUMN);
	(void)fprintf(to, "  %s\n", message("spread"));
}

static void put_row(const struct table *table, const struct theme *theme)
{
	FILE *to = table->to;
	put_cut(to, table->c->theme.item[theme->theme].name, table->name);
	put_number(to, theme->anecdotes, NUMBER_COLUMN);
	put_number(to, theme->reviewed, NUMBER_COLUMN);
	put_number(to, theme->documents, NUMBER_COLUMN);
	put_number(to, theme->places, NUMBER_COLUMN);
	for (size_t i = 0; i < table->c->kind.count; i++)
		put_number(to, theme->by_kind[i], KIND_COLUMN);
	if (theme->anecdotes > 0)
		put_real(to, theme->over_documents.dp_norm, DISPERSION_COLUMN);
	else
		put_right(to, SPAN("-"), DISPERSION_COLUMN);
	(void)fprintf(to, "  %s\n", message(overview_spread(theme->spread)));
}

static void put_quotes(const struct table *table, const struct theme *theme)
{
	const size_t most = theme->quotes < 2 ? theme->quotes : 2;
	for (size_t i = 0; i < most; i++)
		put_wrapped(table,
			    quote_text(table->c->anecdote[theme->quote[i]].text, false,
				       &table->overview->arena),
			    INDENT);
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
		put_spaces(table->to, INDENT);
		put_cut(table->to, names[shown[i].theme->theme].name, room);
		(void)fputs(" + ", table->to);
		put_cut(table->to, names[shown[i].pair->theme].name, room);
		put_real(table->to, shown[i].pair->g2, 8);
		put_real(table->to, shown[i].pair->npmi, 7);
		put_number(table->to, shown[i].pair->both, 5);
		(void)fputc('\n', table->to);
	}
}

static void put_candidate(const struct table *table, const struct candidate_theme *candidate)
{
	put_spaces(table->to, INDENT);
	for (size_t w = 0; w < candidate->words; w++) {
		const struct span form =
			table->overview->content.term[candidate->word[w].term].form;
		(void)fputs(w > 0 ? ", " : "", table->to);
		put_cut(table->to, form, text_columns(form));
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
	put_wrapped(table,
		    span_from(message("DPnorm: spread over documents, 0 even, 1 all in one (Gries "
				      "2008; Lijffijt and Gries 2012)")),
		    0);
}

/* As wide as the longest name, if the terminal lets it. */
static size_t name_columns(const struct table *table)
{
	const size_t others = 4 * NUMBER_COLUMN + table->c->kind.count * KIND_COLUMN +
			      DISPERSION_COLUMN + SPREAD_COLUMN;
	size_t longest = NAME_LEAST;
	for (size_t i = 0; i < table->c->theme.count; i++) {
		const size_t columns = text_columns(table->c->theme.item[i].name);
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
		.width = show->width < 60 ? 60 : show->width,
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
