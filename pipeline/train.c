#include "pipeline/train.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "pipeline/file.h"
#include "pipeline/resources.h"
#include "pipeline/study.h"
#include "pipeline/train_source.h"
#include "stages/blend.h"
#include "stages/features.h"
#include "stages/learn.h"
#include "stages/match.h"
#include "stages/space.h"
#include "stages/suggest.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

enum {
	FOLDS = 5,
	ROUNDS = 80, /* of the solver; by then the held-out scores no longer move */
	TAIL_SENTENCES = 2,
	LABELS_MOST = 256,
};

#define PRECISION_WANTED 0.75f

/* How each head learns. Weights and costs are from cross-validation by document over the reports;
 * all of them lie on wide plateaus. */
struct recipe {
	enum suggest_head head;
	enum target_kind kind;
	const char *file;
	double cost;
	float view_weight[FEATURE_VIEWS];
	float prior;    /* how firmly the shares of labels in the reports are held back; where many
			 * labels    share few reports they tell of those reports, not of the next ones
			 */
	unsigned least; /* examples a feature must be in; n-grams one more */
	float report;   /* for how many stories one in a report counts, which is told as the next
			 * ones will be */
};

static const struct recipe recipes[TRAIN_HEADS] = {
	{.head = SUGGEST_THEME,
	 .kind = TARGET_THEME,
	 .file = "themes.model",
	 .cost = 8,
	 .view_weight = {[FEATURE_WORD] = 1,
			 [FEATURE_STEM] = 1,
			 [FEATURE_CHARACTERS] = 0.5f,
			 [FEATURE_PAIR] = 1,
			 [FEATURE_RULE] = 1,
			 [FEATURE_TARGET] = 1},
	 .prior = 500,
	 .least = 2,
	 .report = 1},
	{.head = SUGGEST_KIND,
	 .kind = TARGET_KIND,
	 .file = "kinds.model",
	 .cost = 8,
	 .view_weight = {[FEATURE_WORD] = 1,
			 [FEATURE_STEM] = 1,
			 [FEATURE_PAIR] = 1,
			 [FEATURE_TAIL] = 1,
			 [FEATURE_LAST] = 1,
			 [FEATURE_COURSE] = 1,
			 [FEATURE_RULE] = 1,
			 [FEATURE_TARGET] = 1},
	 .prior = 20,
	 .least = 3,
	 .report = 8},
	{.head = SUGGEST_ROLE,
	 .kind = TARGET_ROLE,
	 .file = "roles.model",
	 .cost = 8,
	 .view_weight = {[FEATURE_WORD] = 1,
			 [FEATURE_STEM] = 1,
			 [FEATURE_CHARACTERS] = 0.5f,
			 [FEATURE_PAIR] = 1,
			 [FEATURE_RULE] = 1,
			 [FEATURE_TARGET] = 1},
	 .prior = 20,
	 .least = 3,
	 .report = 1},
};

/* One story, read by the stages that labels rest on. */
struct prepared {
	struct document document;
	struct block block;
	struct token_list tokens;
	struct hit_list hits;
	struct bag bag;
};

struct training {
	struct resources resources;
	struct vocabulary *vocabulary;
	struct match_cache *matches;
	struct suggest_cache *cache;
	struct labelled_stories stories;
	struct prepared *prepared;
	size_t collections;   /* sources that hold reports */
	struct arena arena;   /* stories and what was prepared of them */
	struct arena scratch; /* of one call */
	struct arena model;   /* of one model */
};

static int prepare(struct training *training, size_t index, struct error *err)
{
	const struct labelled_story *story = &training->stories.item[index];
	struct prepared *prepared = &training->prepared[index];
	if (story->text.len > TEXT_LIMIT)
		return error_set(err, ERROR_LIMIT, "the text is too long", "%zu", story->text.len);
	prepared->block = (struct block){
		.end = (uint32_t)story->text.len, .kind = BLOCK_STORY, .time_ms = -1};
	prepared->document = (struct document){
		.text = story->text, .block = &prepared->block, .blocks = 1, .format = "jsonl"};
	const struct tokenise_options options = {.tailored = true};
	int status = tokenise_run(&prepared->tokens, training->vocabulary, &options, story->text,
				  &prepared->block, 1, NULL, 0, &training->arena,
				  &training->scratch, err);
	if (status == 0)
		status = match_run(&prepared->hits, training->matches,
				   training->resources.stage.lexicon, training->vocabulary,
				   story->text, &prepared->tokens, &training->arena,
				   &training->scratch, err);
	arena_reset(&training->scratch);
	return status;
}

/* Bags need a mark per type, so they are made when all types are known. */
static int make_bags(struct training *training, struct error *err)
{
	const size_t types = vocabulary_count(training->vocabulary);
	uint32_t *seen = arena_calloc(&training->arena, types, sizeof *seen);
	if (!seen)
		return error_memory(err);
	for (size_t i = 0; i < training->stories.count; i++) {
		struct prepared *prepared = &training->prepared[i];
		const struct bag_options options = {
			.tail = TAIL_SENTENCES,
			.hits = &prepared->hits,
			.lexicon = training->resources.stage.lexicon,
		};
		if (bag_make(&prepared->bag, &prepared->tokens, 0, (uint32_t)prepared->tokens.count,
			     training->vocabulary, &options, seen, (uint32_t)i + 1,
			     &training->arena))
			return error_memory(err);
	}
	return 0;
}

static uint16_t label_of(const struct labelled_story *story, enum suggest_head head)
{
	if (head == SUGGEST_KIND)
		return story->kind;
	return head == SUGGEST_ROLE ? story->role : story->theme[0];
}

/* Whole collections of reports where there are several, since what is wanted is how the model does
 * on the next one, by other reporters in another field; else whole documents. */
static bool held_out(const struct training *training, const struct labelled_story *story,
		     unsigned fold)
{
	const uint32_t group = training->collections > 2 ? story->source : story->document;
	return story->report && group % FOLDS == fold;
}

static bool anything_held_out(const struct training *training, unsigned fold)
{
	for (size_t i = 0; i < training->stories.count; i++)
		if (held_out(training, &training->stories.item[i], fold))
			return true;
	return false;
}

/* Learns from all stories but those held out; fold FOLDS holds none out. */
static int learn(struct span *out, struct training *training, const struct recipe *recipe,
		 unsigned fold, const struct model_number *number, size_t numbers,
		 struct error *err)
{
	const struct lexicon *lexicon = training->resources.stage.lexicon;
	const size_t count = training->stories.count;
	struct example *example = arena_alloc(&training->scratch, count * sizeof *example);
	struct span label[LABELS_MOST];
	struct learn_options options = {
		.label = label,
		.labels = lexicon_count(lexicon, recipe->kind),
		.cost = recipe->cost,
		.rounds = ROUNDS,
		.number = number,
		.numbers = numbers,
	};
	memcpy(options.choice.view_weight, recipe->view_weight, sizeof options.choice.view_weight);
	for (size_t v = 0; v < FEATURE_VIEWS; v++)
		options.choice.view_least[v] = recipe->least + (v == FEATURE_CHARACTERS);
	if (!example)
		return error_memory(err);
	if (options.labels > LABELS_MOST)
		return error_set(err, ERROR_LIMIT, "too many labels for one model", "%zu",
				 options.labels);
	for (size_t k = 0; k < options.labels; k++)
		label[k] = lexicon_target(lexicon, recipe->kind, (uint16_t)k)->id;
	size_t examples = 0;
	for (size_t i = 0; i < count; i++) {
		const struct labelled_story *story = &training->stories.item[i];
		if (label_of(story, recipe->head) != INDEX_NONE && !held_out(training, story, fold))
			example[examples++] = (struct example){
				.bag = training->prepared[i].bag,
				.label = label_of(story, recipe->head),
				.counts = story->report ? recipe->report : 1,
			};
	}
	const int status = learn_model(out, example, examples, training->vocabulary, &options,
				       &training->model, &training->scratch, err);
	arena_reset(&training->scratch);
	return status;
}

/* The features of the stories that fold `fold` held out, by the model learnt without them. */
static int judge_fold(struct blend_example *example, size_t *examples, struct training *training,
		      const struct recipe *recipe, unsigned fold, struct error *err)
{
	const struct lexicon *lexicon = training->resources.stage.lexicon;
	const size_t targets = lexicon_count(lexicon, recipe->kind);
	struct span bytes;
	int status = learn(&bytes, training, recipe, fold, NULL, 0, err);
	if (status)
		return status;
	struct model *model = model_new(bytes, err);
	const struct model *models[SUGGEST_HEADS] = {NULL};
	models[recipe->head] = model;
	const struct suggest_settings settings = {.balance = SUGGEST_BALANCED};
	struct suggester *suggester = model ? suggester_new(lexicon, models, &settings, err) : NULL;
	suggest_cache_reset(training->cache);
	for (size_t i = 0; suggester && status == 0 && i < training->stories.count; i++) {
		struct labelled_story *story = &training->stories.item[i];
		const struct prepared *prepared = &training->prepared[i];
		if (label_of(story, recipe->head) == INDEX_NONE || !held_out(training, story, fold))
			continue;
		float *feature =
			arena_alloc(&training->arena, targets * BLEND_FEATURES * sizeof *feature);
		uint16_t *single = arena_alloc(&training->arena, sizeof *single);
		if (!feature || !single) {
			status = error_memory(err);
			break;
		}
		*single = label_of(story, recipe->head);
		const struct reading reading = {
			.document = &prepared->document,
			.tokens = &prepared->tokens,
			.hits = &prepared->hits,
			.vocabulary = training->vocabulary,
			.lexicon = lexicon,
		};
		status = suggest_features(feature, suggester, training->cache, &reading, 0,
					  (uint32_t)prepared->tokens.count, recipe->head, err);
		const bool many = recipe->head == SUGGEST_THEME;
		example[(*examples)++] = (struct blend_example){
			feature, many ? story->theme : single, many ? story->themes : 1};
	}
	if (!suggester && status == 0)
		status = error_memory(err);
	suggester_free(suggester);
	model_free(model);
	arena_reset(&training->scratch);
	arena_reset(&training->model);
	return status;
}

static void name_number(struct model_number *number, const char *name, float value)
{
	(void)snprintf(number->name, sizeof number->name, "%s", name);
	number->value = value;
}

/* The numbers that travel with a model: how it is joined with the lexicon, and its thresholds. */
static size_t describe(struct model_number *number, const struct lexicon *lexicon,
		       const struct recipe *recipe, const struct blend *blend,
		       const struct blend_example *example, size_t examples,
		       struct blend_measure *measure)
{
	const size_t targets = lexicon_count(lexicon, recipe->kind);
	size_t n = 0;
	name_number(&number[n++], "blend.model", blend->weight[BLEND_MODEL]);
	name_number(&number[n++], "blend.positive", blend->weight[BLEND_POSITIVE]);
	name_number(&number[n++], "blend.negative", blend->weight[BLEND_NEGATIVE]);
	name_number(&number[n++], "blend.strongest", blend->weight[BLEND_STRONGEST]);
	for (size_t t = 0; t < targets && n < MODEL_NUMBERS_MOST - 8; t++) {
		char name[sizeof number->name];
		const struct span id = lexicon_target(lexicon, recipe->kind, (uint16_t)t)->id;
		(void)snprintf(name, sizeof name, "bias.%.*s", (int)id.len, id.at);
		name_number(&number[n++], name, blend->bias[t]);
	}
	name_number(&number[n++], "curve.intercept", blend->intercept);
	name_number(&number[n++], "curve.slope", blend->slope);
	const float balanced = blend_threshold(blend, example, examples, targets, 0);
	name_number(&number[n++], "threshold.balanced", balanced);
	name_number(&number[n++], "threshold.precision",
		    blend_threshold(blend, example, examples, targets, PRECISION_WANTED));
	name_number(&number[n++], "threshold.recall", balanced / 2);
	*measure = blend_measure(blend, example, examples, targets, balanced);
	return n;
}

/* Cross-validates over whole reports; without reports in the sources the default blend stays. */
static int calibrate(struct model_number *number, size_t *numbers, struct training *training,
		     const struct recipe *recipe, struct blend_measure *measure, struct error *err)
{
	const size_t targets = lexicon_count(training->resources.stage.lexicon, recipe->kind);
	struct blend_example *example =
		arena_alloc(&training->arena, training->stories.count * sizeof *example);
	size_t examples = 0;
	*numbers = 0;
	if (!example)
		return error_memory(err);
	for (unsigned fold = 0; fold < FOLDS; fold++) {
		if (!anything_held_out(training, fold))
			continue;
		const int status = judge_fold(example, &examples, training, recipe, fold, err);
		if (status)
			return status;
	}
	if (examples == 0)
		return 0;
	struct blend blend;
	const int status = blend_fit(&blend, example, examples, targets, recipe->prior, err);
	if (status == 0)
		*numbers = describe(number, training->resources.stage.lexicon, recipe, &blend,
				    example, examples, measure);
	return status;
}

static int write_model(const char *folder, const char *name, struct span bytes, struct arena *arena,
		       struct error *err)
{
	const char *path = path_join(arena, folder, name);
	if (!path)
		return error_memory(err);
	struct file_writer writer;
	const int status = file_writer_open(&writer, path, err);
	if (status)
		return status;
	(void)fwrite(bytes.at, 1, bytes.len, writer.to);
	return file_writer_commit(&writer, err);
}

static int train_one(struct training *training, const struct recipe *recipe, const char *output,
		     struct blend_measure *measure, struct error *err)
{
	struct model_number number[MODEL_NUMBERS_MOST];
	size_t numbers;
	struct span bytes;
	int status = calibrate(number, &numbers, training, recipe, measure, err);
	if (status == 0)
		status = learn(&bytes, training, recipe, FOLDS, number, numbers, err);
	if (status == 0)
		status = write_model(output, recipe->file, bytes, &training->scratch, err);
	arena_reset(&training->scratch);
	arena_reset(&training->model);
	return status;
}

static int load_resources(struct training *training, const char *pack, const char *language,
			  struct error *err)
{
	char yaml[256];
	(void)snprintf(yaml, sizeof yaml, "language: %s\npacks: [%s]\n", language, pack);
	struct study study = {.root = NULL};
	int status = study_parse(&study, span_from(yaml), "train", err);
	study.root = ".";
	if (status == 0)
		status = resources_load(&training->resources, &study, err);
	study_free(&study);
	return status;
}

static int make_caches(struct training *training, struct error *err)
{
	training->vocabulary = vocabulary_new(training->resources.stage.language, err);
	if (training->vocabulary)
		training->matches = match_cache_new(training->resources.stage.lexicon, err);
	if (training->matches)
		training->cache = suggest_cache_new(err);
	return training->cache ? 0 : error_memory(err);
}

/* A word space from the words of all stories, whatever their labels. */
static int train_space(struct training *training, const char *output, struct error *err)
{
	const size_t count = training->stories.count;
	const struct bag **bag = arena_alloc(&training->scratch, count * sizeof(struct bag *));
	struct span bytes;
	if (!bag)
		return error_memory(err);
	for (size_t i = 0; i < count; i++)
		bag[i] = &training->prepared[i].bag;
	int status = space_learn(&bytes, bag, count, training->vocabulary, &training->model,
				 &training->scratch, err);
	if (status == 0)
		status = write_model(output, "words.model", bytes, &training->scratch, err);
	arena_reset(&training->scratch);
	arena_reset(&training->model);
	return status;
}

static int train(struct training *training, char *const *source, size_t sources, const char *output,
		 struct blend_measure *measure, struct error *err)
{
	int status = 0;
	for (size_t i = 0; status == 0 && i < sources; i++)
		status =
			train_source_read(&training->stories, source[i],
					  training->resources.stage.lexicon, &training->arena, err);
	for (size_t i = 0, last = sources; i < training->stories.count; i++) {
		const struct labelled_story *story = &training->stories.item[i];
		training->collections += story->report && story->source != last;
		if (story->report)
			last = story->source;
	}
	training->prepared = arena_calloc(&training->arena, training->stories.count + 1,
					  sizeof *training->prepared);
	if (status == 0 && !training->prepared)
		status = error_memory(err);
	for (size_t i = 0; status == 0 && i < training->stories.count; i++)
		status = prepare(training, i, err);
	if (status == 0)
		status = make_bags(training, err);
	if (status == 0)
		status = train_space(training, output, err);
	for (size_t i = 0; status == 0 && i < TRAIN_HEADS; i++)
		status = train_one(training, &recipes[i], output, &measure[i], err);
	return status;
}

int train_models(const char *pack, const char *language, char *const *source, size_t sources,
		 const char *output, struct blend_measure measure[TRAIN_HEADS], struct error *err)
{
	memset(measure, 0, TRAIN_HEADS * sizeof *measure);
	struct training training = {.prepared = NULL};
	int status = load_resources(&training, pack, language, err);
	if (status == 0)
		status = make_caches(&training, err);
	if (status == 0)
		status = train(&training, source, sources, output, measure, err);
	suggest_cache_free(training.cache);
	match_cache_free(training.matches);
	vocabulary_free(training.vocabulary);
	resources_free(&training.resources);
	arena_release(&training.arena);
	arena_release(&training.scratch);
	arena_release(&training.model);
	return status;
}
