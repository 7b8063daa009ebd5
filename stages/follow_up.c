#include "stages/follow_up.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "corpus/hash.h"
#include "lexicons/language.h"
#include "lexicons/model.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

enum {
	ROUND_MOST = 10000,
	ROOT = 5,        /* bytes */
	HEADING = 60,    /* bytes of a line that may be one */
	LINE_LEAST = 12, /* bytes in front on the same line that can tell a subject */
};

/* How a pair is scored; fitted by hand on the sample and the training reports
 * (tests/eval/advise.c), where all lie on plateaus. */
static const double weight_answer = 0.5; /* of the log-odds that the passage is an answer */
/* Of the share of the promise's words that it has, that stand just before it only, and behind. */
static const double weight_shared[] = {12, 8, 6};
static const double weight_apart = -2; /* of how far apart both stand in their rounds */
static const double pair_least = -2;

unsigned follow_up_round(struct span round)
{
	unsigned value = 0;
	for (size_t i = 0; i < round.len && value < ROUND_MOST; i++)
		if (round.at[i] >= '0' && round.at[i] <= '9')
			value = value * 10 + (unsigned)(round.at[i] - '0');
	return value;
}

static size_t line_start(struct span text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	return at;
}

struct span follow_up_before(struct span text, struct range passage)
{
	const size_t end = passage.start <= text.len ? passage.start : text.len;
	size_t start = line_start(text, end);
	if (end - start < LINE_LEAST) {
		size_t above = start;
		while (above > 0 && code_is_space((unsigned char)text.at[above - 1]))
			above--;
		const size_t line = line_start(text, above);
		if (above - line <= HEADING)
			start = line;
	}
	if (end - start > FOLLOW_UP_BEFORE)
		start = end - FOLLOW_UP_BEFORE;
	while (start < end && ((unsigned char)text.at[start] & 0xC0) == 0x80)
		start++;
	return (struct span){text.at + start, end - start};
}

struct span follow_up_behind(struct span text, struct range passage)
{
	const size_t start = passage.end <= text.len ? passage.end : text.len;
	size_t end = text.len - start < FOLLOW_UP_BEHIND ? text.len : start + FOLLOW_UP_BEHIND;
	while (end > start && end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	return (struct span){text.at + start, end - start};
}

/* --- words ------------------------------------------------------------------------------------ */

/* In the passage, or only in front of it, or only behind. */
enum where { OWN, BEFORE, BEHIND, WHERES };

struct word {
	uint64_t hash;
	enum where where;
};

struct word_list {
	struct word *item; /* by rising hash, none twice */
	size_t count;
	double *weight; /* how rare each is; of promises alone */
};

/* A word of some promise, and how many passages have it. */
struct known {
	uint64_t hash;
	size_t passages;
};

struct matcher {
	struct vocabulary *vocabulary;
	struct arena *scratch;
	struct arena *passage; /* emptied for each passage */
	struct error *err;
	struct known *known; /* by rising hash */
	size_t knowns;
	size_t passages;
};

static int by_hash(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (int)x->where - (int)y->where;
}

static int by_known(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* What `gevraagd`, `vraagt` and `navraag` would share if they began alike: the head of the word
 * without the prefix of a participle. */
static uint64_t root_hash(struct span folded)
{
	if (span_starts(folded, SPAN("ge")) && folded.len >= ROOT + 2)
		folded = (struct span){folded.at + 2, folded.len - 2};
	return hash_bytes((struct span){folded.at, ROOT}) ^ 1;
}

static int add_words(struct word_list *list, size_t *capacity, struct span text, enum where where,
		     struct matcher *m)
{
	const struct tokenise_options options = {.tailored = true};
	const struct block block = {
		.end = (uint32_t)text.len, .kind = BLOCK_PARAGRAPH, .time_ms = -1};
	struct token_list tokens;
	if (text.len == 0)
		return 0;
	const int status = tokenise_run(&tokens, m->vocabulary, &options, text, &block, 1, NULL, 0,
					m->passage, m->passage, m->err);
	for (size_t i = 0; status == 0 && i < tokens.count; i++) {
		const struct word_type *type = vocabulary_type(m->vocabulary, tokens.item[i].type);
		if (tokens.item[i].kind != TOKEN_WORD || (type->roles & WORD_STOP))
			continue;
		if (arena_grow(m->passage, &list->item, capacity, list->count,
			       list->count + type->parts + 2, sizeof(*list->item)) < 0)
			return error_memory(m->err);
		if (type->folded.len >= ROOT)
			list->item[list->count++] = (struct word){root_hash(type->folded), where};
		list->item[list->count++] = (struct word){type->stem_hash, where};
		for (size_t p = 0; p < type->parts; p++)
			list->item[list->count++] = (struct word){hash_bytes(type->part[p]), where};
	}
	return status;
}

static int read_words(struct word_list *list, const struct follow_passage *passage,
		      struct matcher *m)
{
	size_t capacity = 0, kept = 0;
	*list = (struct word_list){.item = NULL};
	int status = add_words(list, &capacity, passage->text, OWN, m);
	if (status == 0)
		status = add_words(list, &capacity, passage->before, BEFORE, m);
	if (status == 0)
		status = add_words(list, &capacity, passage->behind, BEHIND, m);
	if (status < 0 || list->count == 0)
		return status;
	qsort(list->item, list->count, sizeof(*list->item), by_hash);
	for (size_t i = 0; i < list->count; i++)
		if (kept == 0 || list->item[i].hash != list->item[kept - 1].hash)
			list->item[kept++] = list->item[i];
	list->count = kept;
	struct word *copy = arena_alloc(m->scratch, kept * sizeof(*copy));
	if (!copy)
		return error_memory(m->err);
	memcpy(copy, list->item, kept * sizeof(*copy));
	list->item = copy;
	arena_reset(m->passage);
	return 0;
}

static int read_all(struct word_list **out, const struct follow_passage *passage, size_t count,
		    struct matcher *m)
{
	*out = arena_calloc(m->scratch, count, sizeof(**out));
	if (!*out)
		return error_memory(m->err);
	int status = 0;
	for (size_t i = 0; status == 0 && i < count; i++)
		status = read_words(&(*out)[i], &passage[i], m);
	return status;
}

/* The known word with that hash, or NULL. */
static struct known *find_known(const struct matcher *m, uint64_t hash)
{
	size_t low = 0, high = m->knowns;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (m->known[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->knowns && m->known[low].hash == hash ? &m->known[low] : NULL;
}

static int list_known(struct matcher *m, const struct word_list *promise, size_t promises)
{
	size_t total = 0, kept = 0;
	for (size_t i = 0; i < promises; i++)
		total += promise[i].count;
	m->known = arena_alloc(m->scratch, total * sizeof(*m->known));
	if (!m->known)
		return error_memory(m->err);
	for (size_t i = 0, n = 0; i < promises; i++)
		for (size_t w = 0; w < promise[i].count; w++)
			m->known[n++] = (struct known){promise[i].item[w].hash, 0};
	if (total > 0)
		qsort(m->known, total, sizeof(*m->known), by_known);
	for (size_t i = 0; i < total; i++)
		if (kept == 0 || m->known[i].hash != m->known[kept - 1].hash)
			m->known[kept++] = m->known[i];
	m->knowns = kept;
	return 0;
}

static void count_known(struct matcher *m, const struct word_list *list, size_t count)
{
	m->passages += count;
	for (size_t i = 0; i < count; i++)
		for (size_t w = 0; w < list[i].count; w++) {
			struct known *known = find_known(m, list[i].item[w].hash);
			if (known && list[i].item[w].where == OWN)
				known->passages++;
		}
}

static double rarity(const struct matcher *m, uint64_t hash)
{
	const struct known *known = find_known(m, hash);
	return log(1 + (double)m->passages / (double)((known ? known->passages : 0) + 1));
}

static int weigh_words(struct word_list *list, size_t count, struct matcher *m)
{
	for (size_t i = 0; i < count; i++) {
		list[i].weight = arena_alloc(m->scratch, list[i].count * sizeof(*list[i].weight));
		if (!list[i].weight)
			return error_memory(m->err);
		for (size_t w = 0; w < list[i].count; w++)
			list[i].weight[w] = rarity(m, list[i].item[w].hash);
	}
	return 0;
}

/* --- pairs ------------------------------------------------------------------------------------ */

struct pair {
	double score;
	size_t commitment;
	size_t outcome;
};

struct pair_list {
	struct pair *item;
	size_t count;
	size_t capacity;
};

/* By the share of the promise's words that the passage and what stands around it have. */
static double score_words(const struct word_list *promise, const struct word_list *answer)
{
	double all = 0, shared[WHERES] = {0}, score = 0;
	size_t a = 0;
	for (size_t p = 0; p < promise->count; p++) {
		const uint64_t hash = promise->item[p].hash;
		all += promise->weight[p];
		while (a < answer->count && answer->item[a].hash < hash)
			a++;
		if (a < answer->count && answer->item[a].hash == hash)
			shared[answer->item[a].where] += promise->weight[p];
	}
	for (int where = 0; where < WHERES; where++)
		score += weight_shared[where] * shared[where];
	return all == 0 ? -INFINITY : score / all;
}

static double log_odds(float score)
{
	const double least = 1e-4;
	const double p = score < (float)least       ? least
			 : score > 1 - (float)least ? 1 - least
						    : (double)score;
	return log(p / (1 - p));
}

static int best_first(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->commitment != y->commitment)
		return x->commitment < y->commitment ? -1 : 1;
	return (x->outcome > y->outcome) - (x->outcome < y->outcome);
}

struct grouped {
	const struct follow_passage *passage;
	size_t index;
};

static int by_case(const void *a, const void *b)
{
	const struct grouped *x = a, *y = b;
	const int order = span_compare(x->passage->case_name, y->passage->case_name);
	if (order != 0 || x->passage->round == y->passage->round)
		return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
	return x->passage->round < y->passage->round ? -1 : 1;
}

/* The passages by case and round, so that each commitment meets the outcomes of its own case only.
 */
static struct grouped *group(const struct follow_passage *passage, size_t count,
			     struct arena *scratch)
{
	struct grouped *out = arena_calloc(scratch, count, sizeof(*out));
	for (size_t i = 0; out && i < count; i++)
		out[i] = (struct grouped){&passage[i], i};
	if (out && count > 0)
		qsort(out, count, sizeof(*out), by_case);
	return out;
}

static bool same_round(const struct grouped *a, const struct grouped *b)
{
	return a->passage->round == b->passage->round &&
	       span_equal(a->passage->case_name, b->passage->case_name);
}

/* How far on in their rounds of their cases the passages stand, from 0 to 1, by index. `scored`:
 * those that are hardly an answer take hardly any room. NULL: no memory. */
static double *stand(const struct grouped *grouped, size_t count, bool scored,
		     struct arena *scratch)
{
	double *out = arena_calloc(scratch, count, sizeof(*out));
	for (size_t first = 0, end; out && first < count; first = end) {
		double all = 0, before = 0;
		for (end = first; end < count && same_round(&grouped[first], &grouped[end]); end++)
			all += scored ? (double)grouped[end].passage->score : 1;
		for (size_t i = first; i < end && all > 0; i++) {
			const double room = scored ? (double)grouped[i].passage->score : 1;
			out[grouped[i].index] = (before + room / 2) / all;
			before += room;
		}
	}
	return out;
}

static size_t group_of(const struct grouped *grouped, size_t count, struct span case_name)
{
	size_t low = 0, high = count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (span_compare(grouped[middle].passage->case_name, case_name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where the outcomes begin that may be of this commitment, as far as their cases go. */
static size_t first_outcome(const struct follow_passage *from, const struct grouped *grouped,
			    size_t outcomes)
{
	return from->case_name.len > 0 && from->round > 0
		       ? group_of(grouped, outcomes, from->case_name)
		       : outcomes;
}

/* From *at on the next outcome of the case that is of a later round, with *at behind it; NULL: no
 * more. */
static const struct grouped *next_outcome(const struct follow_passage *from,
					  const struct grouped *grouped, size_t outcomes,
					  size_t *at)
{
	while (*at < outcomes && span_equal(grouped[*at].passage->case_name, from->case_name)) {
		const struct grouped *to = &grouped[(*at)++];
		if (to->passage->round > from->round)
			return to;
	}
	return NULL;
}

/* Whether any outcome is of a later round than a commitment of its case: most studies have but one
 * round, and then no words need to be read. */
static bool may_pair(const struct follow_passage *commitment, size_t commitments,
		     const struct grouped *grouped, size_t outcomes)
{
	for (size_t c = 0; c < commitments; c++) {
		size_t at = first_outcome(&commitment[c], grouped, outcomes);
		if (next_outcome(&commitment[c], grouped, outcomes, &at))
			return true;
	}
	return false;
}

/* What is known of the commitments or the outcomes. */
struct side {
	const struct follow_passage *passage;
	size_t count;
	struct grouped *grouped;
	struct word_list *words;
	double *stands;
};

static int make_pairs(struct pair_list *pairs, const struct side *promise,
		      const struct side *answer, struct matcher *m)
{
	for (size_t c = 0; c < promise->count; c++) {
		const struct follow_passage *from = &promise->passage[c];
		size_t at = first_outcome(from, answer->grouped, answer->count);
		const struct grouped *to;
		while ((to = next_outcome(from, answer->grouped, answer->count, &at)) != NULL) {
			const double apart = fabs(promise->stands[c] - answer->stands[to->index]);
			const double score =
				score_words(&promise->words[c], &answer->words[to->index]) +
				weight_answer * log_odds(to->passage->score) + weight_apart * apart;
			if (score < pair_least)
				continue;
			if (arena_grow(m->scratch, &pairs->item, &pairs->capacity, pairs->count,
				       pairs->count + 1, sizeof(*pairs->item)) < 0)
				return error_memory(m->err);
			pairs->item[pairs->count++] = (struct pair){score, c, to->index};
		}
	}
	return 0;
}

/* The best pair first; each commitment and each outcome once. */
static int choose_pairs(struct follow_up *out, size_t commitments, struct pair_list *pairs,
			size_t outcomes, struct matcher *m)
{
	bool *taken = arena_calloc(m->scratch, outcomes, sizeof(*taken));
	if (!taken)
		return error_memory(m->err);
	for (size_t c = 0; c < commitments; c++)
		out[c] = (struct follow_up){SIZE_MAX, 0};
	if (pairs->count > 0)
		qsort(pairs->item, pairs->count, sizeof(*pairs->item), best_first);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->item[i];
		struct follow_up *to = &out[pair->commitment];
		if (to->outcome != SIZE_MAX || taken[pair->outcome])
			continue;
		taken[pair->outcome] = true;
		*to = (struct follow_up){pair->outcome, (float)(1 / (1 + exp(-pair->score)))};
	}
	return 0;
}

/* Reads the words of all passages, and scores the pairs that may be. */
static int score_pairs(struct pair_list *pairs, struct side *promise, struct side *answer,
		       struct matcher *m)
{
	promise->stands = stand(promise->grouped, promise->count, false, m->scratch);
	answer->stands = stand(answer->grouped, answer->count, true, m->scratch);
	if (!promise->stands || !answer->stands)
		return error_memory(m->err);
	int status = read_all(&promise->words, promise->passage, promise->count, m);
	if (status < 0)
		return status;
	status = read_all(&answer->words, answer->passage, answer->count, m);
	if (status < 0)
		return status;
	status = list_known(m, promise->words, promise->count);
	if (status < 0)
		return status;
	count_known(m, promise->words, promise->count);
	count_known(m, answer->words, answer->count);
	status = weigh_words(promise->words, promise->count, m);
	return status < 0 ? status : make_pairs(pairs, promise, answer, m);
}

int follow_up_run(struct follow_up *out, const struct follow_passage *commitment,
		  size_t commitments, const struct follow_passage *outcome, size_t outcomes,
		  struct vocabulary *vocabulary, struct arena *scratch, struct arena *passage,
		  struct error *err)
{
	struct matcher m = {
		.vocabulary = vocabulary, .scratch = scratch, .passage = passage, .err = err};
	struct pair_list pairs = {.item = NULL};
	struct side promise = {commitment, commitments, group(commitment, commitments, scratch),
			       NULL, NULL};
	struct side answer = {outcome, outcomes, group(outcome, outcomes, scratch), NULL, NULL};
	int status = 0;
	if (!promise.grouped || !answer.grouped)
		return error_memory(err);
	if (may_pair(commitment, commitments, answer.grouped, outcomes))
		status = score_pairs(&pairs, &promise, &answer, &m);
	return status < 0 ? status : choose_pairs(out, commitments, &pairs, outcomes, &m);
}
