#include "stages/learning.h"

#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "stages/suggest.h"
#include "stages/utterance.h"

static const char *const class_name[LEARNING_AIMS] = {
	[LEARNING_WANT] = "learning.want",
	[LEARNING_BRING] = "learning.bring",
	[LEARNING_GET] = "learning.get",
};

struct work {
	const struct reading *reading;
	uint16_t class[LEARNING_AIMS];
	struct utterance_list list;
	struct learning *item;
	uint32_t *utterance; /* of each item */
	size_t count;
	size_t capacity;
	size_t utterance_capacity;
};

/* The aim of the first cue in tokens [first, last); LEARNING_AIMS: there is none. */
static enum learning_aim aim_in(const struct work *work, uint32_t first, uint32_t last)
{
	const struct hit_list *hits = work->reading->hits;
	for (size_t h = hit_list_from(hits, first); h < hits->count && hits->item[h].first < last;
	     h++) {
		const struct rule *rule = lexicon_rule(work->reading->lexicon, hits->item[h].rule);
		for (int aim = 0; aim < LEARNING_AIMS; aim++)
			if (rule->target_kind == TARGET_CLASS && rule->target == work->class[aim] &&
			    hits->item[h].status == HIT_COUNTS && hits->item[h].last <= last)
				return (enum learning_aim)aim;
	}
	return LEARNING_AIMS;
}

static bool is_heading(const struct work *work, const struct utterance *u)
{
	const uint8_t kind = work->reading->structure->block[u->block].kind;
	return kind == BLOCK_HEADING || kind == BLOCK_QUESTION;
}

/* No heading or question, and said by somebody who takes part. */
static bool may_tell(const struct work *work, const struct utterance *u)
{
	return !is_heading(work, u) && (u->signs & (UTTERANCE_ASKER | UTTERANCE_ANNOUNCES)) == 0 &&
	       u->words >= LEARNING_WORDS_LEAST && u->words <= LEARNING_WORDS_MOST;
}

/* The aim that its heading, question or label names. An interviewer who is curious asks for a
 * story; only a question asks what somebody wants. */
static enum learning_aim announced_aim(const struct work *work, size_t i)
{
	const struct utterance *u = &work->list.item[i];
	const struct utterance *by = &work->list.item[i - u->since];
	const bool listed = work->reading->structure->block[u->block].kind == BLOCK_LIST_ITEM;
	if (u->since > (listed ? LEARNING_LISTED_MOST : LEARNING_ANNOUNCED_MOST))
		return LEARNING_AIMS;
	if (u->since > 0 && !is_heading(work, by) &&
	    (by->signs & (UTTERANCE_ASKS | UTTERANCE_ANNOUNCES)) == 0)
		return LEARNING_AIMS;
	return aim_in(work, u->announcer, u->announced);
}

static int find_all(struct work *work, struct arena *keep, struct arena *scratch)
{
	for (size_t i = 0; i < work->list.count; i++) {
		const struct utterance *u = &work->list.item[i];
		if (!may_tell(work, u))
			continue;
		enum learning_aim aim = aim_in(work, u->first, u->last);
		/* `Waar hebben we hem voor nodig?` asks, and does not say. */
		if (aim != LEARNING_WANT && (u->signs & UTTERANCE_ASKS))
			aim = LEARNING_AIMS;
		if (aim == LEARNING_AIMS)
			aim = announced_aim(work, i);
		const size_t n = work->count;
		if (aim == LEARNING_AIMS)
			continue;
		if (arena_grow(keep, &work->item, &work->capacity, n, n + 1, sizeof *work->item) <
			    0 ||
		    arena_grow(scratch, &work->utterance, &work->utterance_capacity, n, n + 1,
			       sizeof *work->utterance) < 0)
			return -1;
		work->item[n] = (struct learning){.range = u->range, .aim = aim};
		if (u->speaker != SPEAKER_NONE)
			work->item[n].speaker = work->reading->structure->speaker[u->speaker].name;
		work->utterance[n] = (uint32_t)i;
		work->count++;
	}
	return 0;
}

/* As of an anecdote with the same words. */
static int add_themes(struct work *work, const struct suggester *suggester,
		      struct suggest_cache *cache, struct arena *scratch, struct error *err)
{
	struct anecdote *as = arena_calloc(scratch, work->count + 1, sizeof *as);
	if (!as)
		return error_memory(err);
	for (size_t i = 0; i < work->count; i++) {
		const struct utterance *u = &work->list.item[work->utterance[i]];
		as[i] = (struct anecdote){.range = u->range, .first = u->first, .last = u->last};
	}
	struct analysis told = {.anecdote = as, .anecdotes = work->count};
	const int status =
		suggest_run(&told, NULL, suggester, cache, work->reading, scratch, scratch, err);
	for (size_t i = 0; status == 0 && i < work->count; i++) {
		struct learning *to = &work->item[i];
		for (size_t t = 0; t < as[i].themes && to->themes < LEARNING_THEMES_MOST; t++)
			if (as[i].ranking[t].score >= LEARNING_THEME_LEAST)
				to->theme[to->themes++] = as[i].ranking[t].theme;
	}
	return status;
}

int learning_run(struct learning_list *out, const struct reading *reading,
		 const struct suggester *suggester, struct suggest_cache *cache, struct arena *keep,
		 struct arena *scratch, struct error *err)
{
	struct work work = {.reading = reading};
	bool any = false;
	*out = (struct learning_list){.count = 0};
	for (int aim = 0; aim < LEARNING_AIMS; aim++) {
		work.class[aim] =
			lexicon_find(reading->lexicon, TARGET_CLASS, span_from(class_name[aim]));
		any = any || work.class[aim] != UINT16_MAX;
	}
	if (!any)
		return 0;
	if (utterance_list_make(&work.list, reading, scratch, scratch) < 0 ||
	    find_all(&work, keep, scratch) < 0)
		return error_memory(err);
	*out = (struct learning_list){.item = work.item, .count = work.count};
	return suggester && work.count > 0 ? add_themes(&work, suggester, cache, scratch, err) : 0;
}
