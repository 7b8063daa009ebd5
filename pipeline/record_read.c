#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "lexicons/lexicon.h"
#include "pipeline/record.h"
#include "pipeline/store/pack.h"
#include "stages/vocabulary.h"

/* Any bytes may come in: every offset is checked, so that a stage can trust it. */
struct source {
	const json_t *record;
	struct arena *keep;
	struct stage_work *work;
	struct document *document;
	struct error *err;
};

static int broken(struct source *source, const char *field)
{
	return error_set(source->err, ERROR_INPUT, "this line is no record of a stage", "%s",
			 field);
}

static struct span copied(struct source *source, const json_t *value)
{
	struct span copy;
	if (span_keep(&copy, json_span(value), source->keep) < 0)
		error_memory(source->err);
	return copy;
}

static uint32_t number_at(const json_t *list, size_t index)
{
	const json_int_t value = json_integer_value(json_array_get(list, index));
	return value < 0 || value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static const json_t *list_of(const struct source *source, const char *key)
{
	const json_t *list = json_object_get(source->record, key);
	return json_is_array(list) ? list : NULL;
}

static void *room_for(struct source *source, size_t count, size_t size)
{
	void *room = arena_calloc(source->keep, count, size);
	if (!room)
		error_memory(source->err);
	return room;
}

static int read_variables(struct variable **out, size_t *count, struct source *source,
			  const json_t *list)
{
	const size_t n = json_array_size(list);
	struct variable *variable = room_for(source, n, sizeof *variable);
	if (!variable)
		return ERROR_MEMORY;
	for (size_t i = 0; i < n; i++) {
		const json_t *item = json_array_get(list, i);
		variable[i] = (struct variable){copied(source, json_array_get(item, 0)),
						copied(source, json_array_get(item, 1))};
	}
	*out = variable;
	*count = n;
	return 0;
}

static int read_metadata(struct source *source)
{
	struct metadata *m = &source->document->metadata;
	const json_t *metadata = json_object_get(source->record, "metadata");
	const struct {
		const char *key;
		struct span *value;
	} field[] = {{"title", &m->title},      {"project", &m->project}, {"round", &m->round},
		     {"case", &m->case_name},   {"date", &m->date},       {"form", &m->form},
		     {"language", &m->language}};
	for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
		*field[i].value = copied(source, json_object_get(metadata, field[i].key));
	const json_t *people = list_of(source, "people");
	m->persons = json_array_size(people);
	m->person = room_for(source, m->persons, sizeof *m->person);
	if (!m->person)
		return ERROR_MEMORY;
	for (size_t i = 0; i < m->persons; i++) {
		const json_t *item = json_array_get(people, i);
		m->person[i] = (struct person){.name = copied(source, json_array_get(item, 0)),
					       .role = copied(source, json_array_get(item, 1)),
					       .alias = copied(source, json_array_get(item, 2))};
	}
	return read_variables(&m->variable, &m->variables, source, list_of(source, "variables"));
}

static int read_stories(struct source *source)
{
	struct document *document = source->document;
	const json_t *list = list_of(source, "stories");
	document->stories = json_array_size(list);
	document->story = room_for(source, document->stories, sizeof *document->story);
	int status = document->story ? 0 : ERROR_MEMORY;
	for (size_t i = 0; i < document->stories && status == 0; i++) {
		const json_t *item = json_array_get(list, i);
		struct story *story = &document->story[i];
		story->block = number_at(item, 0);
		story->title = copied(source, json_array_get(item, 1));
		story->round = copied(source, json_array_get(item, 2));
		story->source = copied(source, json_array_get(item, 3));
		status = read_variables(&story->variable, &story->variables, source,
					json_array_get(item, 4));
		if (status == 0 && story->block >= document->blocks)
			status = broken(source, "stories");
	}
	return status;
}

static int read_notes(struct source *source)
{
	struct document *document = source->document;
	const json_t *list = list_of(source, "notes");
	document->notes = json_array_size(list);
	document->note = room_for(source, document->notes, sizeof *document->note);
	if (!document->note)
		return ERROR_MEMORY;
	for (size_t i = 0; i < document->notes; i++) {
		const json_t *item = json_array_get(list, i);
		document->note[i] =
			(struct note){.what = copied(source, json_array_get(item, 0)).at,
				      .detail = copied(source, json_array_get(item, 1)),
				      .count = number_at(item, 2)};
	}
	return 0;
}

/* In order, inside the text, and on its code points. */
static bool blocks_are_sound(const struct block *block, size_t blocks, struct span text)
{
	uint32_t last = 0;
	for (size_t i = 0; i < blocks; i++) {
		const uint32_t edge[] = {block[i].start, block[i].content_start, block[i].end};
		for (size_t e = 0; e < 3; e++) {
			if (edge[e] < last || edge[e] > text.len ||
			    (edge[e] < text.len &&
			     ((unsigned char)text.at[edge[e]] & 0xC0) == 0x80))
				return false;
			last = edge[e];
		}
	}
	return true;
}

static int read_document(struct source *source)
{
	struct document *document = source->document;
	document->text = copied(source, json_object_get(source->record, "text"));
	document->format = copied(source, json_object_get(source->record, "format")).at;
	if (document->text.len > TEXT_LIMIT)
		return broken(source, "text");
	const json_t *blocks = list_of(source, "blocks");
	if (!blocks)
		return broken(source, "blocks");
	const struct block *block = NULL;
	if (unpack_block_list(&block, &document->blocks, blocks, source->keep) < 0)
		return error_memory(source->err);
	document->block = (struct block *)block;
	if (!blocks_are_sound(block, document->blocks, document->text))
		return broken(source, "blocks");
	int more = read_metadata(source);
	if (more == 0)
		more = read_stories(source);
	return more == 0 ? read_notes(source) : more;
}

static int read_structure(struct source *source)
{
	struct structure *structure = &source->work->structure;
	const json_t *speakers = list_of(source, "speakers");
	const json_t *asides = list_of(source, "asides");
	const json_t *of_block = list_of(source, "block_speakers");
	structure->speakers = json_array_size(speakers);
	structure->asides = json_array_size(asides);
	struct speaker *speaker = room_for(source, structure->speakers, sizeof *speaker);
	struct range *aside = room_for(source, structure->asides, sizeof *aside);
	uint16_t *index = room_for(source, structure->blocks, sizeof *index);
	if (!speaker || !aside || !index)
		return ERROR_MEMORY;
	for (size_t i = 0; i < structure->speakers; i++) {
		const json_t *item = json_array_get(speakers, i);
		speaker[i] = (struct speaker){
			.name = copied(source, json_array_get(item, 0)),
			.code = copied(source, json_array_get(item, 1)),
			.role = copied(source, json_array_get(item, 2)),
			.role_class = (uint64_t)json_integer_value(json_array_get(item, 3)),
			.listed = json_is_true(json_array_get(item, 4)),
			.interviewer = json_is_true(json_array_get(item, 5)),
			.turns = number_at(item, 6),
			.questions = number_at(item, 7)};
	}
	uint32_t last = 0;
	for (size_t i = 0; i < structure->asides; i++) {
		const json_t *item = json_array_get(asides, i);
		aside[i] = (struct range){number_at(item, 0), number_at(item, 1)};
		if (aside[i].start < last || aside[i].end < aside[i].start ||
		    aside[i].end > source->document->text.len)
			return broken(source, "asides");
		last = aside[i].end;
	}
	for (size_t i = 0; i < structure->blocks; i++) {
		const uint32_t value = number_at(of_block, i);
		index[i] = value < structure->speakers ? (uint16_t)value : SPEAKER_NONE;
	}
	structure->speaker = speaker;
	structure->aside = aside;
	structure->block_speaker = index;
	return 0;
}

static int read_sentences(struct source *source)
{
	struct token_list *tokens = &source->work->tokens;
	const json_t *list = list_of(source, "sentences");
	tokens->sentences = json_array_size(list);
	struct sentence *sentence = room_for(source, tokens->sentences, sizeof *sentence);
	if (!sentence)
		return ERROR_MEMORY;
	uint32_t last = 0, block = 0;
	for (size_t i = 0; i < tokens->sentences; i++) {
		const json_t *item = json_array_get(list, i);
		sentence[i] = (struct sentence){number_at(item, 0), number_at(item, 1),
						number_at(item, 2)};
		if (sentence[i].first < last || sentence[i].last <= sentence[i].first ||
		    sentence[i].last > tokens->count || sentence[i].block < block ||
		    sentence[i].block >= source->work->structure.blocks)
			return broken(source, "sentences");
		last = sentence[i].last;
		block = sentence[i].block;
	}
	tokens->sentence = sentence;
	return 0;
}

static int read_tokens(struct source *source)
{
	struct token_list *tokens = &source->work->tokens;
	const json_t *list = list_of(source, "tokens");
	const struct span text = source->document->text;
	tokens->count = json_array_size(list);
	struct token *token = room_for(source, tokens->count, sizeof *token);
	if (!token)
		return ERROR_MEMORY;
	uint32_t last = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const json_t *item = json_array_get(list, i);
		const uint32_t start = number_at(item, 0), len = number_at(item, 1);
		const uint32_t kind = number_at(item, 2);
		if (start < last || len == 0 || len > UINT16_MAX || start > text.len ||
		    len > text.len - start || kind > TOKEN_ASIDE)
			return broken(source, "tokens");
		token[i] = (struct token){.start = start,
					  .len = (uint16_t)len,
					  .kind = (uint8_t)kind,
					  .flags = (uint8_t)number_at(item, 3)};
		last = start + len;
	}
	if (vocabulary_intern_tokens(source->work->workspace->vocabulary, text, token,
				     tokens->count, source->err) != 0)
		return error_memory(source->err);
	tokens->item = token;
	return read_sentences(source);
}

static int read_fingerprint(struct source *source)
{
	struct fingerprint *fingerprint = &source->work->fingerprint;
	const json_t *list = list_of(source, "fingerprint");
	fingerprint->filled = json_array_size(list) == FINGERPRINT_BINS;
	for (size_t i = 0; fingerprint->filled && i < FINGERPRINT_BINS; i++)
		fingerprint->bin[i] = number_at(list, i);
	return 0;
}

static int read_hits(struct source *source)
{
	struct hit_list *hits = &source->work->hits;
	const json_t *list = list_of(source, "hits");
	const size_t rules = lexicon_rules(source->work->workspace->resources->lexicon);
	hits->count = json_array_size(list);
	struct hit *hit = room_for(source, hits->count, sizeof *hit);
	if (!hit)
		return ERROR_MEMORY;
	for (size_t i = 0; i < hits->count; i++) {
		const json_t *item = json_array_get(list, i);
		hit[i] = (struct hit){.first = number_at(item, 0),
				      .last = number_at(item, 1),
				      .rule = number_at(item, 2),
				      .status = (uint8_t)number_at(item, 4)};
		if (hit[i].first >= hit[i].last || hit[i].last > source->work->tokens.count ||
		    hit[i].rule >= rules || hit[i].status > HIT_COVERED)
			return broken(source, "hits");
	}
	hits->item = hit;
	return 0;
}

static uint16_t target_at(const struct source *source, const json_t *list, size_t index,
			  enum target_kind kind)
{
	const json_t *id = json_array_get(list, index);
	if (!json_is_string(id))
		return INDEX_NONE;
	return lexicon_find(source->work->workspace->resources->lexicon, kind, json_span(id));
}

static float score_at(const json_t *list, size_t index)
{
	return (float)json_number_value(json_array_get(list, index));
}

static int read_ranking(struct anecdote *anecdote, struct source *source, const json_t *list)
{
	const size_t count = json_array_size(list);
	struct suggestion *ranking = room_for(source, count, sizeof *ranking);
	if (!ranking)
		return ERROR_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);
		ranking[i].theme = target_at(source, item, 0, TARGET_THEME);
		ranking[i].score = score_at(item, 1);
		ranking[i].suggested = json_is_true(json_array_get(item, 2));
		if (ranking[i].theme == INDEX_NONE)
			return broken(source, "ranking");
		if (unpack_evidence_list(&ranking[i].evidence, &ranking[i].evidences,
					 json_array_get(item, 3), source->keep) < 0)
			return error_memory(source->err);
	}
	anecdote->ranking = ranking;
	anecdote->themes = count;
	return 0;
}

static int read_anecdote(struct anecdote *a, struct source *source, const json_t *item)
{
	*a = (struct anecdote){
		.range = {number_at(item, 0), number_at(item, 1)},
		.first = number_at(item, 2),
		.last = number_at(item, 3),
		.speaker = copied(source, json_array_get(item, 4)),
		.role = target_at(source, item, 5, TARGET_ROLE),
		.role_score = score_at(item, 6),
		.kind = target_at(source, item, 7, TARGET_KIND),
		.kind_score = score_at(item, 8),
		.external = copied(source, json_array_get(item, 11)),
	};
	if (a->range.end < a->range.start || a->range.end > source->document->text.len ||
	    a->last < a->first || a->last > source->work->tokens.count)
		return broken(source, "anecdotes");
	if (unpack_evidence_list(&a->kind_evidence, &a->kind_evidences, json_array_get(item, 9),
				 source->keep) < 0)
		return error_memory(source->err);
	return read_ranking(a, source, json_array_get(item, 10));
}

static int read_anecdotes(struct source *source)
{
	struct analysis *analysis = &source->work->analysis;
	const json_t *list = list_of(source, "anecdotes");
	analysis->anecdotes = json_array_size(list);
	analysis->anecdote = room_for(source, analysis->anecdotes, sizeof *analysis->anecdote);
	int status = analysis->anecdote ? 0 : ERROR_MEMORY;
	for (size_t i = 0; i < analysis->anecdotes && status == 0; i++)
		status = read_anecdote(&analysis->anecdote[i], source, json_array_get(list, i));
	return status;
}

/* Cheaper to work out anew than to hand on. */
static int read_judgement(struct source *source)
{
	const struct stage *stage = stage_table;
	while (strcmp(stage->name, "judge") != 0)
		stage++;
	return stage->run(source->work, source->err);
}

static bool good_range(const struct source *source, struct range range)
{
	return range.start <= range.end && range.end <= source->document->text.len;
}

static int read_recommendation(struct recommendation *r, struct source *source, const json_t *item)
{
	const json_t *themes = json_array_get(item, 6);
	const json_int_t anecdote = json_integer_value(json_array_get(item, 5));
	*r = (struct recommendation){
		.range = {number_at(item, 0), number_at(item, 1)},
		.audience = target_at(source, item, 2, TARGET_AUDIENCE),
		.score = score_at(item, 3),
		.speaker = copied(source, json_array_get(item, 4)),
		.anecdote =
			anecdote < 0 || anecdote >= UINT32_MAX ? UINT32_MAX : (uint32_t)anecdote,
		.themes = json_array_size(themes),
	};
	uint16_t *theme = room_for(source, r->themes, sizeof *theme);
	if (!theme)
		return ERROR_MEMORY;
	for (size_t i = 0; i < r->themes; i++) {
		theme[i] = target_at(source, themes, i, TARGET_THEME);
		if (theme[i] == INDEX_NONE)
			return broken(source, "recommendations");
	}
	r->theme = theme;
	return good_range(source, r->range) ? 0 : broken(source, "recommendations");
}

static int read_recommendations(struct source *source)
{
	struct analysis *analysis = &source->work->analysis;
	const json_t *list = list_of(source, "recommendations");
	analysis->recommendations = json_array_size(list);
	analysis->recommendation =
		room_for(source, analysis->recommendations, sizeof *analysis->recommendation);
	int status = analysis->recommendation ? 0 : ERROR_MEMORY;
	for (size_t i = 0; i < analysis->recommendations && status == 0; i++)
		status = read_recommendation(&analysis->recommendation[i], source,
					     json_array_get(list, i));
	return status;
}

static int read_commitments(struct source *source)
{
	struct analysis *analysis = &source->work->analysis;
	const json_t *list = list_of(source, "commitments");
	analysis->commitments = json_array_size(list);
	analysis->commitment =
		room_for(source, analysis->commitments, sizeof *analysis->commitment);
	if (!analysis->commitment)
		return ERROR_MEMORY;
	for (size_t i = 0; i < analysis->commitments; i++) {
		const json_t *item = json_array_get(list, i);
		analysis->commitment[i] =
			(struct commitment){.range = {number_at(item, 0), number_at(item, 1)},
					    .who = copied(source, json_array_get(item, 2)),
					    .score = score_at(item, 3)};
		if (!good_range(source, analysis->commitment[i].range))
			return broken(source, "commitments");
	}
	return 0;
}

static int read_outcomes(struct source *source)
{
	struct analysis *analysis = &source->work->analysis;
	const json_t *list = list_of(source, "outcomes");
	analysis->outcomes = json_array_size(list);
	analysis->outcome = room_for(source, analysis->outcomes, sizeof *analysis->outcome);
	if (!analysis->outcome)
		return ERROR_MEMORY;
	for (size_t i = 0; i < analysis->outcomes; i++) {
		const json_t *item = json_array_get(list, i);
		analysis->outcome[i] =
			(struct outcome){.range = {number_at(item, 0), number_at(item, 1)},
					 .status = target_at(source, item, 2, TARGET_STATUS),
					 .score = score_at(item, 3)};
		if (!good_range(source, analysis->outcome[i].range))
			return broken(source, "outcomes");
	}
	return 0;
}

/* What each stage added, by its name. */
static const struct {
	const char *stage;
	int (*read)(struct source *source);
} parts[] = {{"structure", read_structure},       {"tokenise", read_tokens},
	     {"fingerprint", read_fingerprint},   {"match", read_hits},
	     {"segment", read_anecdotes},         {"judge", read_judgement},
	     {"recommend", read_recommendations}, {"commit", read_commitments},
	     {"outcome", read_outcomes}};

static int read_part(struct source *source, const char *stage)
{
	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++)
		if (strcmp(parts[p].stage, stage) == 0)
			return parts[p].read(source);
	return 0;
}

/* The stages that are done are the first ones of the table: what came before is there. */
static int count_done(size_t *done, struct source *source)
{
	const json_t *stages = list_of(source, "stages");
	const size_t count = json_array_size(stages);
	const char *first = json_string_value(json_array_get(stages, 0));
	if (!first || strcmp(first, "read") != 0)
		return broken(source, "stages");
	for (size_t i = 1; i < count; i++) {
		const char *name = json_string_value(json_array_get(stages, i));
		const char *row = stage_table[i - 1].name;
		if (!name || !row || strcmp(name, row) != 0)
			return broken(source, "stages");
	}
	*done = count - 1;
	return 0;
}

static int read_record(struct source *source, const char **path, size_t *done,
		       struct stage_workspace *workspace)
{
	int status = count_done(done, source);
	if (status == 0)
		status = read_document(source);
	if (status < 0)
		return status;
	*path = copied(source, json_object_get(source->record, "path")).at;
	stage_begin(source->work, workspace, source->document, source->keep);
	for (size_t i = 0; i < *done && status == 0; i++)
		status = read_part(source, stage_table[i].name);
	if (status == 0 && source->err->code != ERROR_NONE)
		status = source->err->code;
	return status;
}

int record_read(struct stage_work *work, struct document *document, const char **path, size_t *done,
		struct span line, struct stage_workspace *workspace, struct arena *keep,
		struct error *err)
{
	json_error_t problem;
	*document = (struct document){.format = ""};
	json_t *record = json_parse(line, 0, &problem, err);
	if (!record)
		return err->code == ERROR_MEMORY
			       ? ERROR_MEMORY
			       : error_set(err, ERROR_INPUT, "this line is no JSON", "%s",
					   problem.text);
	struct source source = {
		.record = record, .keep = keep, .work = work, .document = document, .err = err};
	const int status = read_record(&source, path, done, workspace);
	json_decref(record);
	return status;
}
