#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/report/comparison.h"

/* A theme a row. Kinds have columns of their own, so the header depends on the packs. */

static const char *const sides[COMPARE_ROUNDS] = {"before", "after"};

static void put_number(FILE *to, uint32_t value)
{
	(void)fprintf(to, "%u,", value);
}

static void put_real(FILE *to, double value)
{
	char text[REAL_TEXT];
	const size_t len = real_text(text, value, 4);
	(void)fwrite(text, 1, len, to);
	(void)fputc(',', to);
}

static void put_test(FILE *to, const struct compare_test *test)
{
	put_real(to, test->p);
	put_real(to, test->adjusted);
}

static void put_share(FILE *to, const struct compare_share *share)
{
	for (int i = 0; i < COMPARE_ROUNDS; i++) {
		put_number(to, share->round[i].count);
		put_number(to, share->round[i].total);
		put_real(to, proportion_share(share->round[i]));
	}
	put_real(to, share->change);
	put_real(to, share->interval.low);
	put_real(to, share->interval.high);
	put_test(to, &share->fisher);
}

static void put_share_heads(FILE *to, const char *what)
{
	for (int i = 0; i < COMPARE_ROUNDS; i++)
		(void)fprintf(to, "%s_%s,%s_%s_of,%s_%s_share,", what, sides[i], what, sides[i],
			      what, sides[i]);
	(void)fprintf(to, "%s_change,%s_low,%s_high,%s_p,%s_p_adjusted,", what, what, what, what,
		      what);
}

static int put_header(FILE *to, const struct collection *c, struct arena *arena)
{
	(void)fputs("theme,name,verdict,clear,", to);
	put_share_heads(to, "anecdotes");
	put_share_heads(to, "documents");
	for (size_t k = 0; k < c->kind.count; k++) {
		const struct span id = c->kind.item[k].id;
		const size_t size = id.len + 16;
		char *head = arena_alloc(arena, size);
		if (!head)
			return -1;
		for (int i = 0; i < COMPARE_ROUNDS; i++) {
			const int len =
				snprintf(head, size, "kind_%.*s_%s", (int)id.len, id.at, sides[i]);
			cell_put(to, (struct span){head, (size_t)len}, ',');
		}
	}
	(void)fputs(
		"cases_only_before,cases_only_after,cases_both,cases_neither,mcnemar_p,"
		"mcnemar_p_adjusted,cases_more,cases_less,cases_same,sign_p,sign_p_adjusted\r\n",
		to);
	return 0;
}

static void put_pairs(FILE *to, const struct compare_pairs *cases)
{
	char text[REAL_TEXT];
	put_number(to, cases->only_before);
	put_number(to, cases->only_after);
	put_number(to, cases->both);
	put_number(to, cases->neither);
	put_test(to, &cases->mcnemar);
	put_number(to, cases->more);
	put_number(to, cases->less);
	put_number(to, cases->same);
	put_real(to, cases->sign.p);
	const size_t len = real_text(text, cases->sign.adjusted, 4);
	(void)fwrite(text, 1, len, to);
	(void)fputs("\r\n", to);
}

static void put_theme(FILE *to, const struct collection *c, const struct compare_theme *theme)
{
	cell_put(to, c->theme.item[theme->theme].id, ',');
	cell_put(to, c->theme.item[theme->theme].name, ',');
	(void)fprintf(to, "%s,%s,", comparison_verdict_id(theme->verdict),
		      theme->clear ? "true" : "false");
	put_share(to, &theme->anecdotes);
	put_share(to, &theme->documents);
	for (size_t k = 0; k < c->kind.count; k++)
		for (int i = 0; i < COMPARE_ROUNDS; i++)
			put_number(to, theme->kind[k].round[i].count);
	put_pairs(to, &theme->cases);
}

int comparison_csv(const struct comparison *comparison, struct overview *overview,
		   const struct overview_show *show, FILE *to, struct error *err)
{
	(void)show;
	const struct collection *c = &overview->collected.collection;
	if (put_header(to, c, &overview->arena) < 0)
		return error_memory(err);
	for (size_t i = 0; i < comparison->themes; i++)
		put_theme(to, c, &comparison->theme[i]);
	return 0;
}
