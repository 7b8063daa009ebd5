#include <string.h>

#include "lexicons/lexicon.h"
#include "pipeline/emit.h"
#include "pipeline/record.h"
#include "pipeline/store/pack.h"

static void put_pairs(struct emitter *to, const char *key, const struct variable *variable,
		      size_t count)
{
	if (key)
		emit_field_open(to, key, '[');
	for (size_t i = 0; i < count; i++) {
		emit_open(to, '[');
		emit_span(to, variable[i].name);
		emit_span(to, variable[i].value);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_metadata(struct emitter *to, const struct metadata *metadata)
{
	const struct {
		const char *key;
		struct span value;
	} field[] = {{"title", metadata->title},      {"project", metadata->project},
		     {"round", metadata->round},      {"case", metadata->case_name},
		     {"date", metadata->date},        {"form", metadata->form},
		     {"language", metadata->language}};
	emit_field_open(to, "metadata", '{');
	for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
		emit_key(to, field[i].key);
		emit_span(to, field[i].value);
	}
	emit_close(to, '}');
	emit_field_open(to, "people", '[');
	for (size_t i = 0; i < metadata->persons; i++) {
		emit_open(to, '[');
		emit_span(to, metadata->person[i].name);
		emit_span(to, metadata->person[i].role);
		emit_span(to, metadata->person[i].alias);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	put_pairs(to, "variables", metadata->variable, metadata->variables);
}

static void put_stories(struct emitter *to, const struct document *document)
{
	emit_field_open(to, "stories", '[');
	for (size_t i = 0; i < document->stories; i++) {
		const struct story *story = &document->story[i];
		emit_open(to, '[');
		emit_number(to, (int64_t)story->block);
		emit_span(to, story->title);
		emit_span(to, story->round);
		emit_span(to, story->source);
		put_pairs(to, NULL, story->variable, story->variables);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_document(struct emitter *to, const struct stage_work *work)
{
	const struct document *document = work->document;
	emit_key(to, "format");
	emit_string(to, document->format);
	emit_field(to, "text", document->text);
	emit_field_open(to, "blocks", '[');
	for (size_t i = 0; i < work->structure.blocks; i++)
		pack_block(to, &work->structure.block[i]);
	emit_close(to, ']');
	put_metadata(to, &document->metadata);
	put_stories(to, document);
	emit_field_open(to, "notes", '[');
	for (size_t i = 0; i < document->notes; i++) {
		emit_open(to, '[');
		emit_string(to, document->note[i].what);
		emit_span(to, document->note[i].detail);
		emit_number(to, document->note[i].count);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_speaker(struct emitter *to, const struct speaker *speaker)
{
	emit_open(to, '[');
	emit_span(to, speaker->name);
	emit_span(to, speaker->code);
	emit_span(to, speaker->role);
	emit_number(to, (int64_t)speaker->role_class);
	emit_flag(to, speaker->listed);
	emit_flag(to, speaker->interviewer);
	emit_number(to, speaker->turns);
	emit_number(to, speaker->questions);
	emit_close(to, ']');
}

static void put_structure(struct emitter *to, const struct stage_work *work)
{
	const struct structure *structure = &work->structure;
	emit_field_open(to, "block_speakers", '[');
	for (size_t i = 0; structure->block_speaker && i < structure->blocks; i++)
		emit_number(to, structure->block_speaker[i] == SPEAKER_NONE
					? -1
					: structure->block_speaker[i]);
	emit_close(to, ']');
	emit_field_open(to, "speakers", '[');
	for (size_t i = 0; i < structure->speakers; i++)
		put_speaker(to, &structure->speaker[i]);
	emit_close(to, ']');
	emit_field_open(to, "asides", '[');
	for (size_t i = 0; i < structure->asides; i++) {
		emit_open(to, '[');
		emit_number(to, structure->aside[i].start);
		emit_number(to, structure->aside[i].end);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_tokens(struct emitter *to, const struct stage_work *work)
{
	const struct token_list *tokens = &work->tokens;
	emit_field_open(to, "tokens", '[');
	for (size_t i = 0; i < tokens->count; i++) {
		emit_open(to, '[');
		emit_number(to, tokens->item[i].start);
		emit_number(to, tokens->item[i].len);
		emit_number(to, tokens->item[i].kind);
		emit_number(to, tokens->item[i].flags);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	emit_field_open(to, "sentences", '[');
	for (size_t i = 0; i < tokens->sentences; i++) {
		emit_open(to, '[');
		emit_number(to, tokens->sentence[i].first);
		emit_number(to, tokens->sentence[i].last);
		emit_number(to, tokens->sentence[i].block);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_fingerprint(struct emitter *to, const struct stage_work *work)
{
	emit_field_open(to, "fingerprint", '[');
	for (size_t i = 0; work->fingerprint.filled && i < FINGERPRINT_BINS; i++)
		emit_number(to, work->fingerprint.bin[i]);
	emit_close(to, ']');
}

static void put_hits(struct emitter *to, const struct stage_work *work)
{
	const struct lexicon *lexicon = work->workspace->resources->lexicon;
	emit_field_open(to, "hits", '[');
	for (size_t i = 0; i < work->hits.count; i++) {
		const struct hit *hit = &work->hits.item[i];
		emit_open(to, '[');
		emit_number(to, hit->first);
		emit_number(to, hit->last);
		emit_number(to, hit->rule);
		emit_span(to, lexicon_rule(lexicon, hit->rule)->name);
		emit_number(to, hit->status);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_id(struct emitter *to, const struct lexicon *lexicon, enum target_kind kind,
		   uint16_t index)
{
	if (index < lexicon_count(lexicon, kind))
		emit_span(to, lexicon_target(lexicon, kind, index)->id);
	else
		emit_null(to);
}

static void put_score(struct emitter *to, float score)
{
	emit_real(to, (double)score, SCORE_DECIMALS);
}

static void put_range(struct emitter *to, struct range range)
{
	emit_number(to, range.start);
	emit_number(to, range.end);
}

static void put_anecdote(struct emitter *to, const struct anecdote *a,
			 const struct lexicon *lexicon)
{
	emit_open(to, '[');
	put_range(to, a->range);
	emit_number(to, a->first);
	emit_number(to, a->last);
	emit_span(to, a->speaker);
	put_id(to, lexicon, TARGET_ROLE, a->role);
	put_score(to, a->role_score);
	put_id(to, lexicon, TARGET_KIND, a->kind);
	put_score(to, a->kind_score);
	pack_evidence(to, a->kind_evidence, a->kind_evidences);
	emit_open(to, '[');
	for (size_t i = 0; i < a->themes; i++) {
		emit_open(to, '[');
		put_id(to, lexicon, TARGET_THEME, a->ranking[i].theme);
		put_score(to, a->ranking[i].score);
		emit_flag(to, a->ranking[i].suggested);
		pack_evidence(to, a->ranking[i].evidence, a->ranking[i].evidences);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	emit_span(to, a->external);
	emit_close(to, ']');
}

static void put_anecdotes(struct emitter *to, const struct stage_work *work)
{
	emit_field_open(to, "anecdotes", '[');
	for (size_t i = 0; i < work->analysis.anecdotes; i++)
		put_anecdote(to, &work->analysis.anecdote[i], work->workspace->resources->lexicon);
	emit_close(to, ']');
}

static void put_recommendations(struct emitter *to, const struct stage_work *work)
{
	const struct lexicon *lexicon = work->workspace->resources->lexicon;
	emit_field_open(to, "recommendations", '[');
	for (size_t i = 0; i < work->analysis.recommendations; i++) {
		const struct recommendation *r = &work->analysis.recommendation[i];
		emit_open(to, '[');
		put_range(to, r->range);
		put_id(to, lexicon, TARGET_AUDIENCE, r->audience);
		put_score(to, r->score);
		emit_span(to, r->speaker);
		emit_number(to, r->anecdote == UINT32_MAX ? -1 : (int64_t)r->anecdote);
		emit_open(to, '[');
		for (size_t t = 0; t < r->themes; t++)
			put_id(to, lexicon, TARGET_THEME, r->theme[t]);
		emit_close(to, ']');
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_commitments(struct emitter *to, const struct stage_work *work)
{
	emit_field_open(to, "commitments", '[');
	for (size_t i = 0; i < work->analysis.commitments; i++) {
		const struct commitment *c = &work->analysis.commitment[i];
		emit_open(to, '[');
		put_range(to, c->range);
		emit_span(to, c->who);
		put_score(to, c->score);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void put_outcomes(struct emitter *to, const struct stage_work *work)
{
	emit_field_open(to, "outcomes", '[');
	for (size_t i = 0; i < work->analysis.outcomes; i++) {
		const struct outcome *o = &work->analysis.outcome[i];
		emit_open(to, '[');
		put_range(to, o->range);
		put_id(to, work->workspace->resources->lexicon, TARGET_STATUS, o->status);
		put_score(to, o->score);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

/* What each stage adds, by its name. Later stages fill in more of the anecdotes. */
static const struct {
	const char *stage;
	void (*put)(struct emitter *to, const struct stage_work *work);
} parts[] = {{"structure", put_structure},     {"tokenise", put_tokens},
	     {"fingerprint", put_fingerprint}, {"match", put_hits},
	     {"segment", put_anecdotes},       {"recommend", put_recommendations},
	     {"commit", put_commitments},      {"outcome", put_outcomes}};

void record_write(struct emitter *to, const struct stage_work *work, const char *path, size_t done)
{
	emit_open(to, '{');
	emit_key(to, "type");
	emit_string(to, "document");
	emit_field_open(to, "stages", '[');
	emit_string(to, "read");
	for (size_t i = 0; i < done; i++)
		emit_string(to, stage_table[i].name);
	emit_close(to, ']');
	emit_key(to, "path");
	emit_string(to, path);
	put_document(to, work);
	for (size_t i = 0; i < done; i++)
		for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++)
			if (strcmp(parts[p].stage, stage_table[i].name) == 0)
				parts[p].put(to, work);
	emit_close(to, '}');
	emit_newline(to);
}
