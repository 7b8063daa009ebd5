#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/report/comparison.h"

enum { DECIMALS = 4 };

struct writer {
	const struct comparison *comparison;
	const struct overview *overview;
	const struct collection *c;
	struct emitter *line;
};

static const char *const sides[COMPARE_ROUNDS] = {"before", "after"};

static void put_number(struct writer *w, const char *key, uint64_t value)
{
	emit_field_number(w->line, key, (int64_t)value);
}

static void put_real(struct writer *w, const char *key, double value)
{
	emit_key(w->line, key);
	emit_real(w->line, value, DECIMALS);
}

static void put_text(struct writer *w, const char *key, struct span value)
{
	emit_field(w->line, key, value);
}

static void put_string(struct writer *w, const char *key, const char *value)
{
	emit_key(w->line, key);
	emit_string(w->line, value);
}

static void open_key(struct writer *w, const char *key, char bracket)
{
	emit_field_open(w->line, key, bracket);
}

static void put_proportions(struct writer *w, const struct proportion round[COMPARE_ROUNDS])
{
	for (int i = 0; i < COMPARE_ROUNDS; i++) {
		open_key(w, sides[i], '{');
		put_number(w, "count", round[i].count);
		put_number(w, "of", round[i].total);
		put_real(w, "share", proportion_share(round[i]));
		emit_close(w->line, '}');
	}
}

static void put_test(struct writer *w, const struct compare_test *test)
{
	put_real(w, "p", test->p);
	put_real(w, "p_adjusted", test->adjusted);
}

/* Its members, into an object that is open. */
static void put_share(struct writer *w, const struct compare_share *share)
{
	put_proportions(w, share->round);
	put_real(w, "change", share->change);
	put_real(w, "low", share->interval.low);
	put_real(w, "high", share->interval.high);
	put_test(w, &share->fisher);
}

static void put_shares(struct writer *w, const char *key, const struct collection_names *names,
		       const struct compare_share *share)
{
	open_key(w, key, '[');
	for (size_t i = 0; i < names->count; i++) {
		emit_open(w->line, '{');
		put_text(w, "id", names->item[i].id);
		put_share(w, &share[i]);
		emit_close(w->line, '}');
	}
	emit_close(w->line, ']');
}

static void put_pairs(struct writer *w, const struct compare_pairs *cases)
{
	open_key(w, "cases", '{');
	put_number(w, "only_before", cases->only_before);
	put_number(w, "only_after", cases->only_after);
	put_number(w, "both", cases->both);
	put_number(w, "neither", cases->neither);
	open_key(w, "mcnemar", '{');
	put_test(w, &cases->mcnemar);
	emit_close(w->line, '}');
	put_number(w, "more", cases->more);
	put_number(w, "less", cases->less);
	put_number(w, "same", cases->same);
	open_key(w, "sign", '{');
	put_test(w, &cases->sign);
	emit_close(w->line, '}');
	emit_close(w->line, '}');
}

static void put_cases(struct writer *w, const struct compare_theme *theme)
{
	open_key(w, "by_case", '[');
	for (size_t i = 0; i < w->comparison->places; i++) {
		emit_open(w->line, '{');
		put_text(w, "case", w->c->place[theme->place[i].place]);
		put_proportions(w, theme->place[i].round);
		emit_close(w->line, '}');
	}
	emit_close(w->line, ']');
}

static void put_theme(struct writer *w, const struct compare_theme *theme)
{
	emit_open(w->line, '{');
	put_text(w, "id", w->c->theme.item[theme->theme].id);
	put_text(w, "name", w->c->theme.item[theme->theme].name);
	put_string(w, "verdict", comparison_verdict_id(theme->verdict));
	emit_key(w->line, "clear");
	emit_flag(w->line, theme->clear);
	open_key(w, "anecdotes", '{');
	put_share(w, &theme->anecdotes);
	emit_close(w->line, '}');
	open_key(w, "documents", '{');
	put_share(w, &theme->documents);
	emit_close(w->line, '}');
	put_pairs(w, &theme->cases);
	put_shares(w, "kinds", &w->c->kind, theme->kind);
	put_shares(w, "roles", &w->c->role, theme->role);
	put_cases(w, theme);
	emit_close(w->line, '}');
}

static void put_words(struct writer *w, int side)
{
	open_key(w, sides[side], '[');
	for (size_t i = 0; i < w->comparison->words[side]; i++) {
		const struct key_word *word = &w->comparison->word[side][i];
		emit_open(w->line, '{');
		put_text(w, "word", w->overview->content.term[word->term].form);
		put_number(w, "anecdotes", word->anecdotes);
		put_number(w, "elsewhere", word->elsewhere);
		put_number(w, "documents", word->documents);
		put_real(w, "g2", word->g2);
		put_real(w, "log_ratio", word->log_ratio);
		put_real(w, "p_adjusted", word->p);
		emit_close(w->line, '}');
	}
	emit_close(w->line, ']');
}

static void put_rounds(struct writer *w)
{
	open_key(w, "rounds", '[');
	for (int i = 0; i < COMPARE_ROUNDS; i++) {
		const struct compare_round *round = &w->comparison->round[i];
		emit_open(w->line, '{');
		put_text(w, "id", w->c->round[round->round]);
		put_number(w, "documents", round->documents);
		put_number(w, "words", round->words);
		put_number(w, "anecdotes", round->anecdotes);
		put_number(w, "reviewed", round->reviewed);
		put_number(w, "without_theme", round->unlabelled);
		put_number(w, "cases", round->places);
		put_number(w, "speakers", round->tellers);
		emit_close(w->line, '}');
	}
	emit_close(w->line, ']');
	put_number(w, "paired_cases", w->comparison->pairs);
}

static void put_warnings(struct writer *w)
{
	struct comparison_warning warning[COMPARISON_WARNINGS];
	comparison_warnings(warning, w->comparison);
	open_key(w, "warnings", '[');
	for (size_t i = 0; warning[i].id; i++)
		emit_string(w->line, warning[i].id);
	emit_close(w->line, ']');
}

static void put_codebook(struct writer *w)
{
	const struct collected *collected = &w->overview->collected;
	open_key(w, "codebook", '[');
	for (size_t i = 0; i < collected->changes; i++) {
		const struct collected_change *change = &collected->change[i];
		emit_open(w->line, '{');
		put_string(w, "change", change->merged ? "merged" : "added");
		put_text(w, "name", change->from);
		if (change->theme < w->c->theme.count)
			put_text(w, "theme", w->c->theme.item[change->theme].id);
		if (change->parent < w->c->theme.count)
			put_text(w, "under", w->c->theme.item[change->parent].id);
		put_text(w, "at", change->at);
		emit_close(w->line, '}');
	}
	emit_close(w->line, ']');
}

static void put_methods(struct writer *w)
{
	open_key(w, "methods", '{');
	put_string(w, "interval", "95%, Newcombe (1998) method 10, from Wilson's score intervals");
	put_string(w, "test", "Fisher's exact test, two-sided");
	put_string(w, "cases",
		   "over cases with anecdotes in both rounds: McNemar's exact test "
		   "(has the theme or not), sign test (share more or less)");
	put_string(w, "correction", "Benjamini and Hochberg (1995), within each family of tests");
	put_string(w, "keyness", "log-likelihood ratio G2 (Dunning 1993), log ratio (Hardie)");
	emit_close(w->line, '}');
}

void comparison_emit(struct emitter *to, const struct comparison *comparison,
		     const struct overview *overview)
{
	struct writer w = {
		.comparison = comparison,
		.overview = overview,
		.c = &overview->collected.collection,
		.line = to,
	};
	emit_open(to, '{');
	put_rounds(&w);
	put_warnings(&w);
	put_codebook(&w);
	put_methods(&w);
	open_key(&w, "themes", '[');
	for (size_t i = 0; i < comparison->themes; i++)
		put_theme(&w, &comparison->theme[i]);
	emit_close(to, ']');
	put_shares(&w, "kinds", &w.c->kind, comparison->kind);
	put_shares(&w, "roles", &w.c->role, comparison->role);
	open_key(&w, "words", '{');
	for (int side = 0; side < COMPARE_ROUNDS; side++)
		put_words(&w, side);
	emit_close(to, '}');
	emit_close(to, '}');
}

int comparison_json(const struct comparison *comparison, struct overview *overview,
		    const struct overview_show *show, FILE *to, struct error *err)
{
	(void)show;
	struct emitter line;
	emit_init(&line, &overview->arena);
	comparison_emit(&line, comparison, overview);
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}
