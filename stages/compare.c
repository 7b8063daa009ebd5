#include "stages/compare.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/association.h"
#include "stages/collection.h"
#include "stages/content.h"

/* Anecdotes per theme and something else, in each round. */
struct tally {
	uint32_t *count; /* row by row */
	size_t columns;
};

struct work {
	const struct collection *c;
	const struct content *content;
	struct comparison *out;
	struct arena *keep;
	struct arena scratch;
	struct compare_theme *theme;
	struct tally kind; /* per theme and kind, a pair of rounds */
	struct tally role;
	struct tally place;
	uint32_t *kinds; /* over all: a pair of rounds for each */
	uint32_t *roles;
	uint32_t *places;
	uint32_t *last_document;          /* per theme: 1 + the last one that was counted */
	uint32_t *tellers;                /* per teller: a pair of rounds */
	struct compare_share *theme_kind; /* per theme and kind */
	struct compare_share *theme_role;
};

static int tally_init(struct tally *out, const struct work *work, size_t columns,
		      struct arena *arena)
{
	out->columns = columns;
	out->count = arena_calloc(arena, work->c->theme.count * columns * COMPARE_ROUNDS,
				  sizeof *out->count);
	return out->count ? 0 : -1;
}

static uint32_t *tally_at(const struct tally *tally, size_t row, size_t column, int round)
{
	return &tally->count[(row * tally->columns + column) * COMPARE_ROUNDS + (size_t)round];
}

static uint32_t *list_of(struct arena *arena, size_t count)
{
	return arena_calloc(arena, count * COMPARE_ROUNDS, sizeof(uint32_t));
}

static int work_init(struct work *work)
{
	const struct collection *c = work->c;
	struct arena *scratch = &work->scratch;
	const size_t themes = c->theme.count;
	work->theme = arena_calloc(work->keep, themes, sizeof *work->theme);
	work->theme_kind =
		arena_calloc(work->keep, themes * c->kind.count, sizeof *work->theme_kind);
	work->theme_role =
		arena_calloc(work->keep, themes * c->role.count, sizeof *work->theme_role);
	work->kinds = list_of(scratch, c->kind.count);
	work->roles = list_of(scratch, c->role.count);
	work->places = list_of(scratch, c->places);
	work->tellers = list_of(scratch, c->tellers);
	work->last_document = list_of(scratch, themes);
	if (!work->theme || !work->theme_kind || !work->theme_role || !work->kinds ||
	    !work->roles || !work->places || !work->tellers || !work->last_document ||
	    tally_init(&work->kind, work, c->kind.count, scratch) < 0 ||
	    tally_init(&work->role, work, c->role.count, scratch) < 0 ||
	    tally_init(&work->place, work, c->places, scratch) < 0)
		return -1;
	for (size_t t = 0; t < themes; t++)
		work->theme[t].theme = (uint16_t)t;
	return 0;
}

/* COMPARE_ROUNDS for another round. */
static int round_of(const struct comparison *out, const struct collection_document *document)
{
	int round = 0;
	while (round < COMPARE_ROUNDS && out->round[round].round != document->round)
		round++;
	return round;
}

static void count_label(struct work *work, const struct collection_anecdote *a, uint32_t place,
			uint16_t index, int round)
{
	struct compare_theme *theme = &work->theme[index];
	theme->anecdotes.round[round].count++;
	if (work->last_document[index] != a->document + 1)
		theme->documents.round[round].count++;
	work->last_document[index] = a->document + 1;
	if (a->kind < work->c->kind.count)
		(*tally_at(&work->kind, index, a->kind, round))++;
	if (a->role < work->c->role.count)
		(*tally_at(&work->role, index, a->role, round))++;
	if (place < work->c->places)
		(*tally_at(&work->place, index, place, round))++;
}

static void count_anecdote(struct work *work, const struct collection_anecdote *a,
			   const struct collection_document *document, int round)
{
	const struct collection *c = work->c;
	struct compare_round *counts = &work->out->round[round];
	counts->anecdotes++;
	counts->reviewed += a->reviewed;
	counts->unlabelled += a->labels == 0;
	if (a->kind < c->kind.count)
		work->kinds[a->kind * COMPARE_ROUNDS + round]++;
	if (a->role < c->role.count)
		work->roles[a->role * COMPARE_ROUNDS + round]++;
	if (document->place < c->places)
		work->places[document->place * COMPARE_ROUNDS + (uint32_t)round]++;
	if (a->teller < c->tellers)
		counts->tellers +=
			work->tellers[a->teller * COMPARE_ROUNDS + (uint32_t)round]++ == 0;
	for (size_t i = 0; i < a->labels; i++)
		count_label(work, a, document->place, a->label[i].theme, round);
}

static void count_all(struct work *work)
{
	const struct collection *c = work->c;
	for (size_t d = 0; d < c->documents; d++) {
		const struct collection_document *document = &c->document[d];
		const int round = round_of(work->out, document);
		if (round == COMPARE_ROUNDS)
			continue;
		work->out->round[round].documents++;
		work->out->round[round].words += document->words;
		for (uint32_t i = document->first; i < document->last; i++)
			count_anecdote(work, &c->anecdote[i], document, round);
	}
	for (size_t p = 0; p < c->places; p++) {
		const uint32_t *count = &work->places[p * COMPARE_ROUNDS];
		work->out->round[COMPARE_BEFORE].places += count[COMPARE_BEFORE] > 0;
		work->out->round[COMPARE_AFTER].places += count[COMPARE_AFTER] > 0;
		work->out->pairs += count[COMPARE_BEFORE] > 0 && count[COMPARE_AFTER] > 0;
		work->out->places += count[COMPARE_BEFORE] > 0 || count[COMPARE_AFTER] > 0;
	}
}

/* Its counts are there; its totals are these. */
static void judge(struct compare_share *share, uint32_t before, uint32_t after)
{
	share->round[COMPARE_BEFORE].total = before;
	share->round[COMPARE_AFTER].total = after;
	const struct proportion one = share->round[COMPARE_BEFORE];
	const struct proportion two = share->round[COMPARE_AFTER];
	/* Against nothing there is no change to speak of. */
	if (before > 0 && after > 0)
		share->change = proportion_share(two) - proportion_share(one);
	share->interval = proportion_change(one, two);
	share->fisher.p = proportion_fisher(one, two);
}

/* `share` has one for each of `count` pairs; `total` has a pair for each, or one for all. */
static void judge_list(struct compare_share *share, const uint32_t *pair, size_t count,
		       const uint32_t *total, bool one_total)
{
	for (size_t i = 0; i < count; i++) {
		const uint32_t *of = one_total ? total : &total[i * COMPARE_ROUNDS];
		for (int round = 0; round < COMPARE_ROUNDS; round++)
			share[i].round[round].count = pair[i * COMPARE_ROUNDS + (size_t)round];
		judge(&share[i], of[COMPARE_BEFORE], of[COMPARE_AFTER]);
	}
}

static void add_up(uint32_t sum[COMPARE_ROUNDS], const uint32_t *pair, size_t count)
{
	sum[COMPARE_BEFORE] = sum[COMPARE_AFTER] = 0;
	for (size_t i = 0; i < count; i++)
		for (int round = 0; round < COMPARE_ROUNDS; round++)
			sum[round] += pair[i * COMPARE_ROUNDS + (size_t)round];
}

/* Whether the second share is greater, exactly. */
static bool is_more(struct proportion one, struct proportion two)
{
	return (uint64_t)two.count * one.total > (uint64_t)one.count * two.total;
}

static void judge_pair(struct compare_pairs *pairs, const struct compare_case *one)
{
	const struct proportion before = one->round[COMPARE_BEFORE];
	const struct proportion after = one->round[COMPARE_AFTER];
	if (before.total == 0 || after.total == 0)
		return;
	pairs->both += before.count > 0 && after.count > 0;
	pairs->only_before += before.count > 0 && after.count == 0;
	pairs->only_after += before.count == 0 && after.count > 0;
	pairs->neither += before.count == 0 && after.count == 0;
	pairs->more += is_more(before, after);
	pairs->less += is_more(after, before);
	pairs->same += !is_more(before, after) && !is_more(after, before);
}

static int judge_cases(struct compare_theme *theme, const struct work *work)
{
	struct compare_case *list = arena_calloc(work->keep, work->out->places, sizeof *list);
	if (!list)
		return -1;
	size_t count = 0;
	for (uint32_t p = 0; p < work->c->places; p++) {
		const uint32_t *total = &work->places[p * COMPARE_ROUNDS];
		if (total[COMPARE_BEFORE] == 0 && total[COMPARE_AFTER] == 0)
			continue;
		struct compare_case *one = &list[count++];
		one->place = p;
		for (int round = 0; round < COMPARE_ROUNDS; round++)
			one->round[round] = (struct proportion){
				*tally_at(&work->place, theme->theme, p, round), total[round]};
		judge_pair(&theme->cases, one);
	}
	theme->place = list;
	struct compare_pairs *cases = &theme->cases;
	cases->mcnemar.p = proportion_sign(cases->only_after, cases->only_before);
	cases->sign.p = proportion_sign(cases->more, cases->less);
	return 0;
}

static int judge_theme(struct compare_theme *theme, const struct work *work)
{
	const struct collection *c = work->c;
	const struct compare_round *round = work->out->round;
	const uint32_t *kind = tally_at(&work->kind, theme->theme, 0, 0);
	const uint32_t *role = tally_at(&work->role, theme->theme, 0, 0);
	uint32_t known[COMPARE_ROUNDS];
	add_up(known, kind, c->kind.count);
	judge(&theme->anecdotes, round[COMPARE_BEFORE].anecdotes, round[COMPARE_AFTER].anecdotes);
	judge(&theme->documents, round[COMPARE_BEFORE].documents, round[COMPARE_AFTER].documents);
	struct compare_share *kinds = &work->theme_kind[theme->theme * c->kind.count];
	struct compare_share *roles = &work->theme_role[theme->theme * c->role.count];
	judge_list(kinds, kind, c->kind.count, known, true);
	judge_list(roles, role, c->role.count, work->roles, false);
	theme->kind = kinds;
	theme->role = roles;
	return judge_cases(theme, work);
}

/* One family of tests: the first, and how many bytes further the next one stands. */
static int adjust(struct work *work, struct compare_test *first, size_t step, size_t count)
{
	double *p = arena_calloc(&work->scratch, count, sizeof *p);
	if (!p)
		return -1;
	char *at = (char *)first;
	for (size_t i = 0; i < count; i++)
		p[i] = ((struct compare_test *)(void *)(at + i * step))->p;
	if (association_adjust(p, count, &work->scratch) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		((struct compare_test *)(void *)(at + i * step))->adjusted = p[i];
	return 0;
}

static int adjust_shares(struct work *work, struct compare_share *share, size_t count)
{
	return count > 0 ? adjust(work, &share->fisher, sizeof *share, count) : 0;
}

static int adjust_themes(struct work *work)
{
	struct compare_theme *first = work->theme;
	const size_t themes = work->c->theme.count, step = sizeof *first;
	if (themes == 0)
		return 0;
	if (adjust(work, &first->anecdotes.fisher, step, themes) < 0 ||
	    adjust(work, &first->documents.fisher, step, themes) < 0 ||
	    adjust(work, &first->cases.mcnemar, step, themes) < 0 ||
	    adjust(work, &first->cases.sign, step, themes) < 0)
		return -1;
	return adjust_shares(work, work->theme_kind, themes * work->c->kind.count) < 0
		       ? -1
		       : adjust_shares(work, work->theme_role, themes * work->c->role.count);
}

static enum compare_verdict verdict_of(const struct compare_theme *theme)
{
	const uint32_t before = theme->anecdotes.round[COMPARE_BEFORE].count;
	const uint32_t after = theme->anecdotes.round[COMPARE_AFTER].count;
	if (before == 0)
		return after == 0 ? COMPARE_ABSENT : COMPARE_NEW;
	if (after == 0)
		return COMPARE_VANISHED;
	if (!theme->clear)
		return COMPARE_UNCLEAR;
	return theme->anecdotes.change > 0 ? COMPARE_MORE : COMPARE_LESS;
}

static int by_change(const void *a, const void *b)
{
	const struct compare_theme *one = a, *two = b;
	const double x = one->anecdotes.change, y = two->anecdotes.change;
	if (x < y || x > y)
		return x > y ? -1 : 1;
	return one->theme < two->theme ? -1 : one->theme > two->theme;
}

static int find_words(struct work *work)
{
	const struct collection *c = work->c;
	struct comparison *out = work->out;
	enum keyness_group *group = arena_calloc(&work->scratch, c->anecdotes, sizeof *group);
	if (!group)
		return -1;
	for (int here = 0; here < COMPARE_ROUNDS; here++) {
		for (size_t i = 0; i < c->anecdotes; i++) {
			const int round = round_of(out, &c->document[c->anecdote[i].document]);
			group[i] = round == COMPARE_ROUNDS ? KEYNESS_OUT
				   : round == here         ? KEYNESS_HERE
							   : KEYNESS_ELSEWHERE;
		}
		if (keyness_run(&out->word[here], &out->words[here], c, work->content, group,
				KEYNESS_ANECDOTES_LEAST, work->keep) < 0)
			return -1;
		if (out->words[here] > COMPARE_WORDS_MOST)
			out->words[here] = COMPARE_WORDS_MOST;
	}
	return 0;
}

static void warn(struct comparison *out)
{
	for (int round = 0; round < COMPARE_ROUNDS; round++) {
		const struct compare_round *one = &out->round[round];
		out->few_documents |= one->documents < COMPARE_DOCUMENTS_LEAST;
		out->few_anecdotes |= one->anecdotes < COMPARE_ANECDOTES_LEAST;
		out->other_cases |= one->places != out->pairs;
	}
	out->few_pairs = out->pairs < COMPARE_PAIRS_LEAST;
}

static int judge_all(struct work *work)
{
	const struct collection *c = work->c;
	uint32_t known[COMPARE_ROUNDS];
	struct compare_share *kind = arena_calloc(work->keep, c->kind.count, sizeof *kind);
	struct compare_share *role = arena_calloc(work->keep, c->role.count, sizeof *role);
	if (!kind || !role)
		return -1;
	add_up(known, work->kinds, c->kind.count);
	judge_list(kind, work->kinds, c->kind.count, known, true);
	add_up(known, work->roles, c->role.count);
	judge_list(role, work->roles, c->role.count, known, true);
	work->out->kind = kind;
	work->out->role = role;
	return adjust_shares(work, kind, c->kind.count) < 0
		       ? -1
		       : adjust_shares(work, role, c->role.count);
}

static int make_comparison(struct work *work)
{
	const size_t themes = work->c->theme.count;
	struct comparison *out = work->out;
	if (work_init(work) < 0)
		return -1;
	count_all(work);
	for (size_t t = 0; t < themes; t++)
		if (judge_theme(&work->theme[t], work) < 0)
			return -1;
	if (judge_all(work) < 0 || adjust_themes(work) < 0 || find_words(work) < 0)
		return -1;
	for (size_t t = 0; t < themes; t++) {
		struct compare_theme *theme = &work->theme[t];
		theme->clear = theme->anecdotes.fisher.adjusted < COMPARE_SIGNIFICANT;
		theme->verdict = verdict_of(theme);
	}
	qsort(work->theme, themes, sizeof *work->theme, by_change);
	out->theme = work->theme;
	out->themes = themes;
	warn(out);
	return 0;
}

int compare_run(struct comparison *out, const struct collection *collection,
		const struct content *content, uint32_t before, uint32_t after, struct arena *keep,
		struct error *err)
{
	*out = (struct comparison){.round = {{.round = before}, {.round = after}}};
	struct work work = {
		.c = collection,
		.content = content,
		.out = out,
		.keep = keep,
		.scratch = ARENA_INIT,
	};
	const int status = make_comparison(&work);
	arena_release(&work.scratch);
	return status < 0 ? error_memory(err) : 0;
}
