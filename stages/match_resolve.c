/* What of all that fits in a sentence counts: exclusions, negation, and the longest match. */
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "stages/match_cache.h"

enum word_flag {
	WORD_NEGATES_BEFORE = 1, /* negates what follows */
	WORD_NEGATES_AFTER = 2,
	WORD_STOPS = 4,
	WORD_EXCEPTED = 8,
};

struct resolver {
	struct matcher *m;
	size_t presents;
};

static const struct compiled_rule *rule_of(const struct resolver *r, const struct found *found)
{
	return &r->m->lexicon->rule[found->rule];
}

static bool has_role(const struct resolver *r, enum rule_role role)
{
	return r->m->roles >> role & 1;
}

static bool comes_before(const struct ranked *a, const struct ranked *b)
{
	return a->key != b->key ? a->key < b->key : a->tie < b->tie;
}

static int compare(const void *a, const void *b)
{
	return comes_before(a, b) ? -1 : comes_before(b, a);
}

/* Sentences have a handful of matches, nearly in order already; qsort is for the others. */
static void sort(struct ranked *item, size_t count)
{
	if (count > 64) {
		qsort(item, count, sizeof *item, compare);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		const struct ranked one = item[i];
		size_t at = i;
		for (; at > 0 && comes_before(&one, &item[at - 1]); at--)
			item[at] = item[at - 1];
		item[at] = one;
	}
}

static bool overlap(const struct found *a, const struct found *b)
{
	if (a->first > b->first)
		return overlap(b, a);
	const uint32_t shift = b->first - a->first;
	return shift < MATCH_WORDS_MOST && (a->mask >> shift & b->mask) != 0;
}

/* --- exclusions --- */

static int list_present(struct resolver *r)
{
	struct matcher *m = r->m;
	if (arena_grow(m->scratch, &m->present, &m->present_capacity, 0, m->founds,
		       sizeof *m->present) < 0)
		return error_memory(m->err);
	for (size_t i = 0; i < m->founds; i++) {
		if (m->found[i].role != ROLE_UNLESS)
			continue;
		bool known = false;
		for (size_t j = 0; j < r->presents && !known; j++)
			known = r->m->present[j] == m->found[i].rule;
		if (!known)
			r->m->present[r->presents++] = m->found[i].rule;
	}
	return 0;
}

static void apply_unless(struct resolver *r)
{
	for (size_t i = 0; i < r->m->founds; i++) {
		struct found *found = &r->m->found[i];
		const struct compiled_rule *rule = rule_of(r, found);
		for (size_t j = 0; j < r->presents; j++)
			if (r->m->present[j] >= rule->first_unless &&
			    r->m->present[j] < rule->first_unless + rule->unlesses)
				found->status = HIT_EXCLUDED;
	}
}

/* Where matches begin that may reach word `at`. */
static size_t first_near(const struct resolver *r, uint32_t at)
{
	const uint32_t from = at > MATCH_WORDS_MOST ? at - MATCH_WORDS_MOST : 0;
	size_t low = 0;
	size_t high = r->m->founds;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (r->m->by_place[middle].found->first < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void apply_exclusion(struct resolver *r, const struct found *exclusion)
{
	const struct rule *rule = &rule_of(r, exclusion)->shown;
	for (size_t i = first_near(r, exclusion->first);
	     i < r->m->founds && r->m->by_place[i].found->first < exclusion->last; i++) {
		struct found *found = r->m->by_place[i].found;
		const struct compiled_rule *other = rule_of(r, found);
		if (other->role == ROLE_TARGET && other->shown.target_kind == rule->target_kind &&
		    other->shown.target == rule->target && overlap(found, exclusion))
			found->status = HIT_EXCLUDED;
	}
}

static int apply_exclusions(struct resolver *r)
{
	if (has_role(r, ROLE_UNLESS)) {
		if (list_present(r) < 0)
			return ERROR_MEMORY;
		apply_unless(r);
	}
	for (size_t i = 0; has_role(r, ROLE_EXCLUSION) && i < r->m->founds; i++)
		if (r->m->found[i].role == ROLE_EXCLUSION && r->m->found[i].status != HIT_EXCLUDED)
			apply_exclusion(r, &r->m->found[i]);
	return 0;
}

/* --- negation --- */

static void flag_words(struct resolver *r)
{
	static const uint8_t flags[] = {
		[ROLE_NEGATE_BEFORE] = WORD_NEGATES_BEFORE,
		[ROLE_NEGATE_AFTER] = WORD_NEGATES_AFTER,
		[ROLE_NEGATE_STOP] = WORD_STOPS,
		[ROLE_NEGATE_EXCEPTION] = WORD_EXCEPTED,
	};
	for (size_t i = 0; i < r->m->founds; i++) {
		const struct found *found = &r->m->found[i];
		const uint8_t role = found->role;
		if (role < ROLE_NEGATE_BEFORE)
			continue;
		for (uint64_t bits = found->mask; bits; bits &= bits - 1)
			r->m->flag[found->first + (uint32_t)__builtin_ctzll(bits)] |= flags[role];
	}
}

/* Whether a sign that ends a clause stands between this word and the one before it. */
static bool border_before(const struct matcher *m, size_t word)
{
	for (uint32_t t = m->word[word - 1].token + 1; t < m->word[word].token; t++) {
		const struct token *token = &m->tokens->item[t];
		if (token->kind == TOKEN_PUNCTUATION &&
		    memchr(",;:()!?", m->text.at[token->start], 7))
			return true;
	}
	return false;
}

static bool negates(uint8_t flags, uint8_t which)
{
	return flags & which && !(flags & WORD_EXCEPTED);
}

static bool is_negated(const struct resolver *r, const struct found *found)
{
	const struct matcher *m = r->m;
	for (uint32_t i = found->first, n = 0; i > 0 && n < m->lexicon->reach; i--, n++) {
		if (border_before(m, i) || r->m->flag[i - 1] & WORD_STOPS)
			break;
		if (negates(r->m->flag[i - 1], WORD_NEGATES_BEFORE))
			return true;
	}
	for (uint32_t i = found->last, n = 0; i < m->words && n < m->lexicon->reach_after;
	     i++, n++) {
		if (border_before(m, i) || r->m->flag[i] & WORD_STOPS)
			break;
		if (negates(r->m->flag[i], WORD_NEGATES_AFTER))
			return true;
	}
	return false;
}

static int apply_negation(struct resolver *r)
{
	if (!r->m->negatable ||
	    !(has_role(r, ROLE_NEGATE_BEFORE) || has_role(r, ROLE_NEGATE_AFTER)))
		return 0;
	struct matcher *m = r->m;
	if (arena_grow(m->scratch, &m->flag, &m->flag_capacity, 0, m->words, sizeof *m->flag) < 0)
		return error_memory(m->err);
	memset(m->flag, 0, m->words * sizeof *m->flag);
	flag_words(r);
	for (size_t i = 0; i < r->m->founds; i++) {
		struct found *found = &r->m->found[i];
		if (found->status == HIT_COUNTS && rule_of(r, found)->negatable &&
		    is_negated(r, found))
			found->status = HIT_NEGATED;
	}
	return 0;
}

/* --- the longest match --- */

/* Several targets may have the same words; one target has them once. */
static bool may_share(const struct resolver *r, const struct found *found,
		      const struct found *owner)
{
	if (owner->first != found->first || owner->mask != found->mask)
		return false;
	for (;; owner = &r->m->found[owner->next]) {
		if (owner->target == found->target)
			return false;
		if (owner->next < 0)
			return true;
	}
}

static bool is_covered(const struct resolver *r, const struct found *found)
{
	for (uint64_t bits = found->mask; bits; bits &= bits - 1) {
		const struct found *owner =
			r->m->owner[found->first + (uint32_t)__builtin_ctzll(bits)];
		if (owner && owner->group == found->group && !may_share(r, found, owner))
			return true;
	}
	return false;
}

/* Makes it the owner of its words, or another one beside the owner of the very same words. */
static void own(struct resolver *r, struct found *found)
{
	struct found **first = &r->m->owner[found->first];
	if (*first && (*first)->group == found->group) {
		found->next = (*first)->next;
		(*first)->next = (int32_t)(found - r->m->found);
		return;
	}
	for (uint64_t bits = found->mask; bits; bits &= bits - 1)
		r->m->owner[found->first + (uint32_t)__builtin_ctzll(bits)] = found;
}

static int apply_longest(struct resolver *r)
{
	struct matcher *m = r->m;
	if (arena_grow(m->scratch, &m->owner, &m->owner_capacity, 0, m->words,
		       sizeof(struct found *)) < 0)
		return error_memory(m->err);
	for (size_t i = 0; i < m->words; i++)
		m->owner[i] = NULL;
	for (size_t i = 0; i < m->founds; i++) {
		struct found *found = m->by_rank[i].found;
		if (found->status == HIT_EXCLUDED || found->role != ROLE_TARGET)
			continue;
		if (is_covered(r, found))
			found->status = HIT_COVERED;
		else
			own(r, found);
	}
	return 0;
}

/* --- out --- */

/* A rule that two words woke fits twice in the same place. */
static bool is_double(const struct matcher *m, size_t i)
{
	if (i == 0 || m->by_place[i].key != m->by_place[i - 1].key)
		return false;
	return m->by_place[i].found->rule == m->by_place[i - 1].found->rule;
}

static int put_out(struct resolver *r)
{
	struct matcher *m = r->m;
	if (arena_grow(m->scratch, &m->hit, &m->hit_capacity, m->hits, m->hits + m->founds,
		       sizeof *m->hit) < 0)
		return error_memory(m->err);
	for (size_t i = 0; i < m->founds; i++) {
		const struct found *found = m->by_place[i].found;
		if (found->role != ROLE_TARGET || is_double(m, i))
			continue;
		m->hit[m->hits++] = (struct hit){.first = m->word[found->first].token,
						 .last = m->word[found->last - 1].token + 1,
						 .rule = found->rule,
						 .status = found->status};
	}
	return 0;
}

/* By first word, then longest, then rule. */
static void order_by_place(struct matcher *m)
{
	for (size_t i = 0; i < m->founds; i++) {
		struct found *found = &m->found[i];
		found->next = -1;
		m->by_place[i] = (struct ranked){.key = (uint64_t)found->first << 32 |
							(UINT32_MAX - found->last),
						 .tie = (uint64_t)found->rule << 32 | i,
						 .found = found};
	}
	sort(m->by_place, m->founds);
}

/* By group, then the most words, then the most specific, then by place. */
static void order_by_rank(struct matcher *m)
{
	for (size_t i = 0; i < m->founds; i++) {
		struct found *found = m->by_place[i].found;
		m->by_rank[i] =
			(struct ranked){.key = (uint64_t)found->group << 32 |
					       (uint64_t)(MATCH_WORDS_MOST - found->length) << 16 |
					       (uint64_t)(UINT16_MAX - found->specificity),
					.tie = i,
					.found = found};
	}
	sort(m->by_rank, m->founds);
}

static int prepare(struct resolver *r)
{
	struct matcher *m = r->m;
	if (arena_grow(m->scratch, &m->by_place, &m->place_capacity, 0, m->founds,
		       sizeof *m->by_place) < 0 ||
	    arena_grow(m->scratch, &m->by_rank, &m->rank_capacity, 0, m->founds,
		       sizeof *m->by_rank) < 0)
		return error_memory(m->err);
	order_by_place(m);
	order_by_rank(m);
	return 0;
}

int match_resolve(struct matcher *m)
{
	struct resolver r = {.m = m};
	if (m->founds == 0)
		return 0;
	int status = prepare(&r);
	if (status == 0)
		status = apply_exclusions(&r);
	if (status == 0)
		status = apply_negation(&r);
	if (status == 0)
		status = apply_longest(&r);
	return status < 0 ? status : put_out(&r);
}
