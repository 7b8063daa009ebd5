#include <math.h>

#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/number.h"
#include "pipeline/report/terminal.h"

enum {
	NAME_LEAST = 14,
	NAME_MOST = 44,
	COUNT_COLUMN = 4,
	SHARE_COLUMN = 5,
	CHANGE_COLUMN = 6,
	INTERVAL_COLUMN = 13,
	P_COLUMN = 7,
	DOCUMENTS_COLUMN = 5,
	WIDE = 100, /* from here on the documents fit in too */
	INDENT = 4,
	WORDS_SHOWN = 10,
};

struct table {
	const struct comparison *comparison;
	struct overview *overview;
	const struct collection *c;
	FILE *to;
	size_t width;
	size_t name;
	bool wide;
};

/* A change of a share, in points of a hundred, with its sign. */
static size_t points_text(char out[static REAL_TEXT], double change)
{
	const double points = round(change * 100);
	return (size_t)snprintf(out, REAL_TEXT, points > 0 ? "+%d" : "%d", (int)points);
}

static void put_percent(const struct table *table, struct proportion one, size_t width)
{
	terminal_number(table->to, (uint64_t)(proportion_share(one) * 100 + 0.5), width);
}

static void put_interval(const struct table *table, const struct interval *interval)
{
	char low[REAL_TEXT], high[REAL_TEXT], both[2 * REAL_TEXT + 8];
	(void)points_text(low, interval->low);
	(void)points_text(high, interval->high);
	const int len = snprintf(both, sizeof both, "[%s … %s]", low, high);
	terminal_right(table->to, (struct span){both, (size_t)len}, INTERVAL_COLUMN);
}

/* Counts and shares of both rounds, change, interval and probability. */
static void put_share(const struct table *table, const struct compare_share *share)
{
	for (int i = 0; i < COMPARE_ROUNDS; i++) {
		terminal_number(table->to, share->round[i].count, COUNT_COLUMN);
		put_percent(table, share->round[i], SHARE_COLUMN);
	}
	char points[REAL_TEXT];
	const size_t len = points_text(points, share->change);
	terminal_right(table->to, (struct span){points, len}, CHANGE_COLUMN);
	put_interval(table, &share->interval);
	terminal_real(table->to, share->fisher.adjusted, 3, P_COLUMN);
}

static void put_heads(const struct table *table, const char *name)
{
	FILE *to = table->to;
	terminal_cut(to, span_from(name), table->name);
	for (int i = 0; i < COMPARE_ROUNDS; i++) {
		const struct span id = table->c->round[table->comparison->round[i].round];
		char head[16];
		const int len = snprintf(head, sizeof head, "%s%.*s", message("r"),
					 id.len < 4 ? (int)id.len : 4, id.at);
		terminal_head(to, (struct span){head, (size_t)len}, COUNT_COLUMN);
		terminal_head(to, SPAN("%"), SHARE_COLUMN);
	}
	terminal_head(to, span_from(message("diff")), CHANGE_COLUMN);
	terminal_head(to, SPAN("95%"), INTERVAL_COLUMN);
	terminal_head(to, SPAN("p"), P_COLUMN);
}

static void put_theme(const struct table *table, const struct compare_theme *theme)
{
	FILE *to = table->to;
	terminal_cut(to, table->c->theme.item[theme->theme].name, table->name);
	put_share(table, &theme->anecdotes);
	if (table->wide) {
		for (int i = 0; i < COMPARE_ROUNDS; i++)
			terminal_number(to, theme->documents.round[i].count, DOCUMENTS_COLUMN);
		terminal_number(to, theme->cases.more, DOCUMENTS_COLUMN);
		terminal_number(to, theme->cases.less, DOCUMENTS_COLUMN);
	}
	(void)fprintf(to, "  %s\n", message(comparison_verdict(theme->verdict)));
}

/* Under a theme, with --verbose: its kinds and roles in both rounds. */
static void put_parts(const struct table *table, const struct collection_names *names,
		      const struct compare_share *share)
{
	enum { DEEPER = 2 };
	for (size_t i = 0; i < names->count; i++) {
		if (share[i].round[COMPARE_BEFORE].count + share[i].round[COMPARE_AFTER].count == 0)
			continue;
		terminal_spaces(table->to, DEEPER);
		terminal_cut(table->to, names->item[i].name, table->name - DEEPER);
		put_share(table, &share[i]);
		(void)fputc('\n', table->to);
	}
}

static void put_names(const struct table *table, const char *name,
		      const struct collection_names *names, const struct compare_share *share)
{
	(void)fputc('\n', table->to);
	put_heads(table, name);
	(void)fputc('\n', table->to);
	for (size_t i = 0; i < names->count; i++) {
		if (share[i].round[COMPARE_BEFORE].count + share[i].round[COMPARE_AFTER].count == 0)
			continue;
		terminal_cut(table->to, names->item[i].name, table->name);
		put_share(table, &share[i]);
		(void)fputc('\n', table->to);
	}
}

static void put_words(const struct table *table, int side)
{
	const struct comparison *comparison = table->comparison;
	const struct span id = table->c->round[comparison->round[side].round];
	(void)fprintf(table->to,
		      message("\nwords of round %.*s (anecdotes here, in the other round; "
			      "G2, log ratio)\n"),
		      (int)id.len, id.at);
	if (comparison->words[side] == 0)
		(void)fprintf(table->to, "    %s\n", message("none: nothing recurs often enough"));
	for (size_t i = 0; i < comparison->words[side] && i < WORDS_SHOWN; i++) {
		const struct key_word *word = &comparison->word[side][i];
		terminal_spaces(table->to, INDENT);
		terminal_cut(table->to, table->overview->content.term[word->term].form,
			     table->name);
		terminal_number(table->to, word->anecdotes, COUNT_COLUMN);
		terminal_number(table->to, word->elsewhere, COUNT_COLUMN);
		terminal_real(table->to, word->g2, 1, P_COLUMN);
		terminal_real(table->to, word->log_ratio, 1, P_COLUMN);
		(void)fprintf(table->to, "%s\n",
			      word->p < KEYNESS_SIGNIFICANT ? "" : message(", tentative"));
	}
}

static void put_round(const struct table *table, const struct compare_round *round)
{
	const struct span id = table->c->round[round->round];
	(void)fprintf(table->to,
		      message("round %.*s: %u anecdotes (%u reviewed) in %u documents of %u "
			      "cases\n"),
		      (int)id.len, id.at, round->anecdotes, round->reviewed, round->documents,
		      round->places);
}

static void put_notes(const struct table *table)
{
	struct comparison_warning warning[COMPARISON_WARNINGS];
	(void)fputc('\n', table->to);
	for (int i = 0; i < COMPARE_ROUNDS; i++)
		put_round(table, &table->comparison->round[i]);
	(void)fprintf(table->to, message("cases in both rounds: %u\n"), table->comparison->pairs);
	comparison_warnings(warning, table->comparison);
	for (size_t i = 0; warning[i].id; i++)
		terminal_wrapped(table->to, span_from(message(warning[i].text)), 0, table->width);
	for (size_t i = 0; i < table->overview->collected.changes; i++)
		terminal_wrapped(table->to,
				 comparison_change(table->overview, i, &table->overview->arena), 0,
				 table->width);
	terminal_wrapped(table->to,
			 span_from(message(
				 "diff: change of the share of the anecdotes, in points of a "
				 "hundred; interval of Newcombe (1998); p of Fisher's exact test, "
				 "corrected as Benjamini and Hochberg (1995). The anecdotes of one "
				 "report are not independent, which makes p too small; --format "
				 "json has the tests over documents and cases too.")),
			 0, table->width);
}

/* As wide as the longest name, if the terminal lets it. */
static size_t name_columns(const struct table *table)
{
	enum { VERDICT = 13 };
	const size_t others = COMPARE_ROUNDS * (COUNT_COLUMN + SHARE_COLUMN) + CHANGE_COLUMN +
			      INTERVAL_COLUMN + P_COLUMN + VERDICT +
			      (table->wide ? 4 * DOCUMENTS_COLUMN : 0);
	const size_t room = table->width > others + NAME_LEAST ? table->width - others : NAME_LEAST;
	return room < NAME_MOST ? room : NAME_MOST;
}

int comparison_table(const struct comparison *comparison, struct overview *overview,
		     const struct overview_show *show, FILE *to, struct error *err)
{
	(void)err;
	struct table table = {
		.comparison = comparison,
		.overview = overview,
		.c = &overview->collected.collection,
		.to = to,
		.width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width,
		.wide = show->width >= WIDE,
	};
	table.name = name_columns(&table);
	put_heads(&table, message("theme"));
	if (table.wide) {
		terminal_head(to, span_from(message("docs")), DOCUMENTS_COLUMN);
		terminal_head(to, span_from(message("docs")), DOCUMENTS_COLUMN);
		terminal_head(to, span_from(message("more")), DOCUMENTS_COLUMN);
		terminal_head(to, span_from(message("less")), DOCUMENTS_COLUMN);
	}
	(void)fputc('\n', to);
	for (size_t i = 0; i < comparison->themes; i++) {
		put_theme(&table, &comparison->theme[i]);
		if (!show->verbose)
			continue;
		put_parts(&table, &table.c->kind, comparison->theme[i].kind);
		put_parts(&table, &table.c->role, comparison->theme[i].role);
	}
	put_names(&table, message("kind"), &table.c->kind, comparison->kind);
	put_names(&table, message("role"), &table.c->role, comparison->role);
	for (int side = 0; side < COMPARE_ROUNDS; side++)
		put_words(&table, side);
	put_notes(&table);
	return 0;
}
