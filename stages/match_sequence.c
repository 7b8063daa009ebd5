/*
 * Sequences of words with gaps and options, as a set of states over a window of 64 words: bit i
 * stands for "the next element may begin at word base + i" (Shift-And, Baeza-Yates and Gonnet 1992,
 * with gaps as in Navarro and Raffinot 2003). It takes time in proportion to elements times words,
 * whatever the gaps, and never goes back.
 */
#include "lexicons/cue.h"
#include "stages/match_cache.h"

enum { WINDOW = 64 };

struct attempt {
	const struct matcher *m;
	const struct element *element;
	size_t elements;
	size_t base;      /* the word that bit 0 stands for */
	size_t anchor;    /* this element … */
	size_t anchor_at; /* … stands at this word, for that is what woke the rule */
	uint64_t
		end[CUE_ELEMENTS_MOST + 1]; /* end[i]: where element i may begin, without its gap */
};

static const struct token *token_at(const struct matcher *m, size_t word)
{
	return &m->tokens->item[m->word[word].token];
}

/* Whether the single word at `at` fits; phrases of classes are the caller's. */
static bool fits(const struct matcher *m, const struct element *element, size_t at)
{
	const struct token *token = token_at(m, at);
	if (element->symbol != SYMBOL_NONE && match_has_symbol(m->word[at].info, element->symbol) &&
	    (!element->capital || (token->flags & TOKEN_CAPITAL)))
		return true;
	if (element->match & ELEMENT_ANY)
		return true;
	if (element->match & ELEMENT_NUMBER && token->kind == TOKEN_NUMBER)
		return true;
	return element->match & ELEMENT_NAME && at > 0 && token->kind == TOKEN_WORD &&
	       token->flags & TOKEN_CAPITAL;
}

/* Bits of the words at which a match of the element that begins at `at` may end. */
static uint64_t ends_at(const struct attempt *a, const struct element *element, size_t at)
{
	const struct matcher *m = a->m;
	uint64_t ends = 0;
	if (fits(m, element, at) && at + 1 - a->base < WINDOW)
		ends = UINT64_C(1) << (at + 1 - a->base);
	if (!(element->match & ELEMENT_CLASS))
		return ends;
	for (int32_t i = m->class_at[at]; i >= 0; i = m->found[i].next) {
		const struct found *found = &m->found[i];
		if (found->group == TARGET_KINDS + (uint32_t)element->class_index &&
		    found->last - a->base < WINDOW)
			ends |= UINT64_C(1) << (found->last - a->base);
	}
	return ends;
}

static uint64_t with_gap(uint64_t from, uint8_t gap)
{
	uint64_t starts = from;
	for (uint8_t g = 0; g < gap; g++)
		starts |= starts << 1;
	return starts;
}

static uint64_t starts_of(const struct attempt *a, size_t i)
{
	uint64_t starts = with_gap(a->end[i], i ? a->element[i].gap : 0);
	if (i == a->anchor)
		starts &= UINT64_C(1) << (a->anchor_at - a->base);
	return starts;
}

static bool forward(struct attempt *a)
{
	for (size_t i = 0; i < a->elements; i++) {
		uint64_t ends = a->element[i].optional ? a->end[i] : 0;
		for (uint64_t starts = starts_of(a, i); starts; starts &= starts - 1) {
			const size_t at = a->base + (size_t)__builtin_ctzll(starts);
			if (at >= a->m->words)
				break;
			ends |= ends_at(a, &a->element[i], at);
		}
		if (ends == 0)
			return false;
		a->end[i + 1] = ends;
	}
	return true;
}

/* Where element `i` began if it ended at bit `end`: the nearest start; WINDOW if it was left out.
 */
static unsigned start_of(const struct attempt *a, size_t i, unsigned end)
{
	uint64_t starts = starts_of(a, i) & ((UINT64_C(1) << end) - 1);
	while (starts) {
		const unsigned start = 63u - (unsigned)__builtin_clzll(starts);
		if (a->base + start < a->m->words &&
		    ends_at(a, &a->element[i], a->base + start) >> end & 1)
			return start;
		starts &= ~(UINT64_C(1) << start);
	}
	return WINDOW;
}

/* The last bit at or below `start` where the element before may have ended. */
static unsigned end_before(const struct attempt *a, size_t i, unsigned start)
{
	const uint64_t below = a->end[i] & ((UINT64_C(2) << start) - 1);
	return below ? 63u - (unsigned)__builtin_clzll(below) : 0;
}

/* Walks back from the nearest end, taking the nearest start each time. */
static void trace(const struct attempt *a, struct found *out)
{
	unsigned end = (unsigned)__builtin_ctzll(a->end[a->elements]);
	unsigned first = end;
	uint64_t mask = 0;
	out->last = (uint32_t)(a->base + end);
	for (size_t i = a->elements; i-- > 0;) {
		const unsigned start = start_of(a, i, end);
		if (start == WINDOW)
			continue; /* an optional word that is not there */
		for (unsigned bit = start; bit < end; bit++)
			mask |= UINT64_C(1) << bit;
		first = start;
		end = i ? end_before(a, i, start) : start;
	}
	out->first = (uint32_t)(a->base + first);
	out->mask = mask >> first;
}

static bool match_plain(const struct matcher *m, const struct compiled_rule *rule, size_t element,
			size_t at, struct found *out)
{
	if (at < element || at - element + rule->elements > m->words)
		return false;
	const size_t first = at - element;
	const struct element *e = &m->lexicon->element[rule->first_element];
	for (size_t i = 0; i < rule->elements; i++)
		if (!fits(m, &e[i], first + i))
			return false;
	out->first = (uint32_t)first;
	out->last = (uint32_t)(first + rule->elements);
	out->mask = (UINT64_C(1) << rule->elements) - 1;
	return true;
}

/* The words before the anchor, at the least and at the most. */
static void lead(const struct element *element, size_t anchor, size_t *least, size_t *most)
{
	*least = *most = 0;
	for (size_t i = 0; i < anchor; i++) {
		*least += !element[i].optional;
		*most += element[i].match & ELEMENT_CLASS ? CUE_ELEMENTS_MOST : 1;
		*most += element[i + 1].gap;
	}
}

int match_sequence(const struct matcher *m, const struct compiled_rule *rule, size_t element,
		   size_t at, struct found *out)
{
	*out = (struct found){.mask = 0};
	if (rule->plain)
		return match_plain(m, rule, element, at, out);
	struct attempt a = {.m = m,
			    .element = &m->lexicon->element[rule->first_element],
			    .elements = rule->elements,
			    .anchor = element,
			    .anchor_at = at};
	size_t least;
	size_t most;
	lead(a.element, element, &least, &most);
	most = most < at ? most : at;
	most = most < CUE_REACH_MOST ? most : CUE_REACH_MOST;
	if (least > most)
		return 0;
	a.base = at - most;
	for (size_t bit = 0; bit <= most - least; bit++)
		a.end[0] |= UINT64_C(1) << bit;
	if (!forward(&a))
		return 0;
	trace(&a, out);
	return out->mask != 0;
}
