#include "pipeline/lessons.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "corpus/hash.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "pipeline/resources.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/pack.h"
#include "stages/head.h"
#include "stages/match.h"
#include "stages/space.h"
#include "stages/steer.h"
#include "stages/suggest.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

enum {
	LESSONS_MOST = 5000, /* more teach nothing new and would take more than seconds */
	TAIL_SENTENCES = 2,
};

/* One reviewed anecdote on its way to a lesson. */
struct reviewed {
	struct span text;
	struct block block;
	struct document document;
	struct token_list tokens;
	struct hit_list hits;
	float *feature; /* of the lesson */
	struct lesson lesson;
};

struct gathering {
	const struct resources *resources;
	struct vocabulary *vocabulary;
	struct match_cache *matches;
	struct suggest_cache *cache;
	struct reviewed *item;
	size_t count;
	size_t capacity;
	float *direction; /* of described themes, turned by the lessons; NULL: there are none */
	struct arena keep;
	struct arena scratch;
};

static int read_themes(struct lesson *lesson, struct gathering *gathering, struct span json,
		       struct error *err)
{
	const struct span *id;
	size_t ids;
	const int status = unpack_ids(&id, &ids, json, &gathering->keep, err);
	if (status < 0)
		return status;
	uint16_t *theme = arena_alloc(&gathering->keep, ids * sizeof *theme);
	if (!theme)
		return error_memory(err);
	lesson->theme = theme;
	for (size_t i = 0; i < ids; i++) {
		theme[lesson->themes] =
			lexicon_find(gathering->resources->stage.lexicon, TARGET_THEME, id[i]);
		lesson->themes += theme[lesson->themes] != UINT16_MAX;
	}
	return 0;
}

/* Decisions about one anecdote stand behind each other. */
static uint32_t story_of(const struct gathering *gathering, const struct reviewed *reviewed)
{
	if (gathering->count == 0)
		return 0;
	const struct reviewed *last = reviewed - 1;
	return last->lesson.story + !(last->lesson.group == reviewed->lesson.group &&
				      span_equal(last->text, reviewed->text));
}

static int gather_one(void *context, const struct stored_decision *decision, struct error *err)
{
	struct gathering *gathering = context;
	if (gathering->count == LESSONS_MOST)
		return 0;
	if (arena_grow(&gathering->keep, &gathering->item, &gathering->capacity, gathering->count,
		       gathering->count + 1, sizeof *gathering->item))
		return error_memory(err);
	struct reviewed *reviewed = &gathering->item[gathering->count];
	const char *text =
		arena_copy(&gathering->keep, decision->quotation.at, decision->quotation.len);
	if (!text)
		return error_memory(err);
	*reviewed = (struct reviewed){
		.text = {text, decision->quotation.len},
		.lesson = {.group = (uint32_t)hash_bytes(decision->document)},
	};
	reviewed->lesson.story = story_of(gathering, reviewed);
	const int status = read_themes(&reviewed->lesson, gathering, decision->themes, err);
	if (status == 0 && reviewed->lesson.themes > 0)
		gathering->count++;
	return status;
}

static int read_one(struct gathering *gathering, struct reviewed *reviewed, struct error *err)
{
	reviewed->block = (struct block){
		.end = (uint32_t)reviewed->text.len, .kind = BLOCK_STORY, .time_ms = -1};
	reviewed->document =
		(struct document){.text = reviewed->text, .block = &reviewed->block, .blocks = 1};
	const struct tokenise_options options = {.tailored = true};
	int status = tokenise_run(&reviewed->tokens, gathering->vocabulary, &options,
				  reviewed->text, &reviewed->block, 1, NULL, 0, &gathering->keep,
				  &gathering->scratch, err);
	if (status == 0)
		status = match_run(&reviewed->hits, gathering->matches,
				   gathering->resources->stage.lexicon, gathering->vocabulary,
				   reviewed->text, &reviewed->tokens, &gathering->keep,
				   &gathering->scratch, err);
	arena_reset(&gathering->scratch);
	return status;
}

static int judge_one(struct gathering *gathering, struct reviewed *reviewed, uint32_t *seen,
		     uint32_t mark, struct error *err)
{
	const struct lexicon *lexicon = gathering->resources->stage.lexicon;
	const uint32_t last = (uint32_t)reviewed->tokens.count;
	const struct bag_options options = {
		.tail = TAIL_SENTENCES, .hits = &reviewed->hits, .lexicon = lexicon};
	const struct reading reading = {
		.document = &reviewed->document,
		.tokens = &reviewed->tokens,
		.hits = &reviewed->hits,
		.vocabulary = gathering->vocabulary,
		.lexicon = lexicon,
	};
	float *feature = arena_calloc(&gathering->keep,
				      lexicon_count(lexicon, TARGET_THEME) * BLEND_FEATURES,
				      sizeof *feature);
	if (!feature || bag_make(&reviewed->lesson.bag, &reviewed->tokens, 0, last,
				 gathering->vocabulary, &options, seen, mark, &gathering->keep))
		return error_memory(err);
	reviewed->feature = feature;
	reviewed->lesson.feature = feature;
	const int status =
		suggest_features(feature, gathering->resources->stage.suggester, gathering->cache,
				 &reading, 0, last, SUGGEST_THEME, err);
	arena_reset(&gathering->scratch);
	return status;
}

static int gather(struct gathering *gathering, struct store *store, int64_t until,
		  struct error *err)
{
	int status = store_lessons_each(store, until, gather_one, gathering, err);
	if (status < 0 || gathering->count == 0)
		return status;
	gathering->vocabulary = vocabulary_new(gathering->resources->stage.language, err);
	if (gathering->vocabulary)
		gathering->matches = match_cache_new(gathering->resources->stage.lexicon, err);
	if (gathering->matches)
		gathering->cache = suggest_cache_new(err);
	if (!gathering->cache)
		return error_memory(err);
	for (size_t i = 0; status == 0 && i < gathering->count; i++)
		status = read_one(gathering, &gathering->item[i], err);
	uint32_t *seen = arena_calloc(&gathering->keep, vocabulary_count(gathering->vocabulary),
				      sizeof *seen);
	if (!seen)
		return error_memory(err);
	for (size_t i = 0; status == 0 && i < gathering->count; i++)
		status = judge_one(gathering, &gathering->item[i], seen, (uint32_t)i + 1, err);
	return status;
}

/* Where the reviewed anecdotes lie in the space of words. */
static int place_all(float *place, struct gathering *gathering, struct error *err)
{
	struct head_cache cache = HEAD_CACHE_INIT;
	int status = 0;
	for (size_t i = 0; status == 0 && i < gathering->count; i++) {
		float norm;
		status = head_score(place + i * SPACE_DIMENSIONS, &norm,
				    gathering->resources->described.space, &cache,
				    &gathering->item[i].lesson.bag, gathering->vocabulary, err);
	}
	head_cache_release(&cache);
	return status;
}

/* Turns the directions of themes that are only described, and has each lesson judged by what the
 * others turn them to. */
static int steer(struct gathering *gathering, const struct lesson *lesson, size_t themes,
		 struct error *err)
{
	const size_t count = gathering->count;
	float *place = arena_alloc(&gathering->keep, count * SPACE_DIMENSIONS * sizeof *place);
	float **feature = arena_alloc(&gathering->keep, count * sizeof(float *));
	gathering->direction = arena_alloc(&gathering->keep, themes * SPACE_DIMENSIONS *
								     sizeof *gathering->direction);
	if (!place || !feature || !gathering->direction)
		return error_memory(err);
	for (size_t i = 0; i < count; i++)
		feature[i] = gathering->item[i].feature;
	const float *described = gathering->resources->described.direction;
	int status = place_all(place, gathering, err);
	if (status == 0)
		status = steer_features(feature, described, place, lesson, count, themes,
					&gathering->scratch, err);
	steer_directions(gathering->direction, described, place, lesson, count, themes,
			 STEER_FOLDS);
	arena_reset(&gathering->scratch);
	return status;
}

static int learn(struct span *out, struct lessons_learnt *learnt, struct gathering *gathering,
		 struct error *err)
{
	const struct lexicon *lexicon = gathering->resources->stage.lexicon;
	const size_t themes = lexicon_count(lexicon, TARGET_THEME);
	struct lesson *lesson = arena_alloc(&gathering->keep, gathering->count * sizeof *lesson);
	struct span *id = arena_alloc(&gathering->keep, themes * sizeof *id);
	if (!lesson || !id)
		return error_memory(err);
	for (size_t i = 0; i < gathering->count; i++)
		lesson[i] = gathering->item[i].lesson;
	for (size_t t = 0; t < themes; t++)
		id[t] = lexicon_target(lexicon, TARGET_THEME, (uint16_t)t)->id;
	if (gathering->resources->described.space) {
		const int status = steer(gathering, lesson, themes, err);
		if (status)
			return status;
	}
	return adapt_learn(out, &learnt->estimate, lesson, gathering->count, gathering->vocabulary,
			   suggest_blend(gathering->resources->stage.suggester, SUGGEST_THEME), id,
			   themes,
			   gathering->resources->model[SUGGEST_THEME] &&
				   !gathering->resources->described.space,
			   &gathering->keep, &gathering->scratch, err);
}

/* What is learnt stays in the gathering's arena. */
static int gather_and_learn(struct span *bytes, struct lessons_learnt *out,
			    struct gathering *gathering, struct store *store, int64_t until,
			    struct error *err)
{
	*out = (struct lessons_learnt){.lessons = 0};
	*bytes = (struct span){NULL, 0};
	int status = gather(gathering, store, until, err);
	out->lessons = gathering->count;
	if (status == 0 && gathering->count >= ADAPT_LEAST)
		status = learn(bytes, out, gathering, err);
	out->used = status == 0 && bytes->len > 0;
	return status;
}

static void release(struct gathering *gathering)
{
	suggest_cache_free(gathering->cache);
	match_cache_free(gathering->matches);
	vocabulary_free(gathering->vocabulary);
	arena_release(&gathering->keep);
	arena_release(&gathering->scratch);
}

int lessons_estimate(struct lessons_learnt *out, const struct resources *resources,
		     struct store *store, int64_t until, struct error *err)
{
	struct gathering gathering = {.resources = resources};
	struct span bytes;
	const int status = gather_and_learn(&bytes, out, &gathering, store, until, err);
	release(&gathering);
	return status;
}

int lessons_learn(struct lessons_learnt *out, struct resources *resources,
		  const struct study *study, struct store *store, int64_t until, struct error *err)
{
	struct gathering gathering = {.resources = resources};
	struct span bytes;
	int status = gather_and_learn(&bytes, out, &gathering, store, until, err);
	if (status == 0 && gathering.direction)
		status = resources_steer(resources, study, gathering.direction, err);
	if (status == 0 && out->used) {
		struct model *model = model_new(bytes, err);
		out->used = model != NULL;
		status =
			model ? resources_adapt(resources, study, model, bytes, err) : ERROR_MEMORY;
	}
	release(&gathering);
	return status;
}
