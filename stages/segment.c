#include "stages/segment.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "stages/segment_model.h"
#include "stages/segment_unit.h"

struct finder {
	const struct reading *reading;
	struct unit_list units;
	uint8_t *label;
	struct anecdote *anecdote;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

/* An anecdote over the tokens [first, last), asides at both ends left off. */
static int add(struct finder *finder, uint32_t first, uint32_t last)
{
	const struct token *token = finder->reading->tokens->item;
	while (first < last && token[first].kind == TOKEN_ASIDE)
		first++;
	while (first < last && token[last - 1].kind == TOKEN_ASIDE)
		last--;
	if (first == last)
		return 0;
	if (arena_grow(finder->keep, &finder->anecdote, &finder->capacity, finder->count,
		       finder->count + 1, sizeof(*finder->anecdote)) < 0)
		return -1;
	finder->anecdote[finder->count++] = (struct anecdote){
		.range = {token[first].start, token[last - 1].start + token[last - 1].len},
		.first = first,
		.last = last,
		.role = INDEX_NONE,
		.kind = INDEX_NONE,
	};
	return 0;
}

/* Who says most of the units [first, last); the interviewer only where nobody else speaks. */
static struct span teller(const struct finder *finder, size_t first, size_t last)
{
	const struct structure *structure = finder->reading->structure;
	const struct unit_list *units = &finder->units;
	size_t best = 0;
	uint16_t who = SPEAKER_NONE;
	for (size_t i = first; i < last; i++) {
		const uint16_t speaker = units->block[units->item[i].block].speaker;
		size_t words = 0;
		if (speaker == SPEAKER_NONE || structure->speaker[speaker].interviewer)
			continue;
		for (size_t j = i; j < last; j++)
			if (units->block[units->item[j].block].speaker == speaker)
				words += units->item[j].words;
		if (words > best) {
			best = words;
			who = speaker;
		}
	}
	return who == SPEAKER_NONE ? (struct span){0} : structure->speaker[who].name;
}

/* The anecdote that begins at unit i; *end is the unit behind it. */
static int add_units(struct finder *finder, size_t i, size_t *end)
{
	const struct unit *unit = finder->units.item;
	size_t last = i + 1;
	while (last < finder->units.count && finder->label[last] == LABEL_INSIDE)
		last++;
	*end = last;
	const size_t before = finder->count;
	if (add(finder, unit[i].first, unit[last - 1].last) < 0)
		return -1;
	if (finder->count > before)
		finder->anecdote[before].speaker = teller(finder, i, last);
	return 0;
}

/* A story that is already cut: the tokens of its block. */
static int add_story(struct finder *finder, size_t sentence, uint32_t block)
{
	const struct token_list *tokens = finder->reading->tokens;
	const struct structure *structure = finder->reading->structure;
	const uint32_t first = tokens->sentence[sentence].first;
	while (sentence + 1 < tokens->sentences && tokens->sentence[sentence + 1].block == block)
		sentence++;
	const size_t before = finder->count;
	if (add(finder, first, tokens->sentence[sentence].last) < 0)
		return -1;
	if (finder->count == before)
		return 0;
	struct anecdote *anecdote = &finder->anecdote[before];
	anecdote->external = structure->block[block].external;
	anecdote->speaker = structure->block[block].speaker;
	return 0;
}

/* Stories and what the labels say, in text order. */
static int gather(struct finder *finder)
{
	const struct token_list *tokens = finder->reading->tokens;
	const struct structure *structure = finder->reading->structure;
	size_t unit = 0;
	for (size_t s = 0; s < tokens->sentences; s++) {
		const struct sentence *sentence = &tokens->sentence[s];
		while (unit < finder->units.count &&
		       finder->units.item[unit].first < sentence->first)
			unit++;
		const bool story = structure->block[sentence->block].kind == BLOCK_STORY;
		if (story && (s == 0 || tokens->sentence[s - 1].block != sentence->block)) {
			if (add_story(finder, s, sentence->block) < 0)
				return -1;
		} else if (unit < finder->units.count &&
			   finder->units.item[unit].first == sentence->first &&
			   finder->label[unit] != LABEL_OUT) {
			if (finder->label[unit] == LABEL_BEGIN &&
			    add_units(finder, unit, &unit) < 0)
				return -1;
		}
	}
	return 0;
}

int segment_run(struct analysis *out, const struct reading *reading, struct arena *keep,
		struct arena *scratch, struct error *err)
{
	struct finder finder = {.reading = reading, .keep = keep};
	out->anecdote = NULL;
	out->anecdotes = 0;
	if (unit_list_make(&finder.units, reading, scratch) < 0)
		return error_memory(err);
	finder.label = arena_calloc(scratch, finder.units.count, sizeof(*finder.label));
	if (!finder.label ||
	    segment_decode(finder.label, reading->segment_model, &finder.units, scratch) < 0 ||
	    gather(&finder) < 0)
		return error_memory(err);
	out->anecdote = finder.anecdote;
	out->anecdotes = finder.count;
	return 0;
}
