#include "pipeline/store/pack.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/emit.h"

static const char *const kind_name[BLOCK_KINDS] = {
	[BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading",
	[BLOCK_QUESTION] = "question",   [BLOCK_TURN] = "turn",
	[BLOCK_LIST_ITEM] = "list",      [BLOCK_QUOTE] = "quote",
	[BLOCK_CAPTION] = "caption",     [BLOCK_FURNITURE] = "furniture",
	[BLOCK_METADATA] = "metadata",   [BLOCK_STORY] = "story",
};

const char *block_kind_name(enum block_kind kind)
{
	return kind < BLOCK_KINDS ? kind_name[kind] : kind_name[BLOCK_PARAGRAPH];
}

enum block_kind block_kind_find(struct span name)
{
	int kind = 0;
	while (kind < BLOCK_KINDS && !span_equal(name, span_from(kind_name[kind])))
		kind++;
	return (enum block_kind)kind;
}

void pack_block(struct emitter *to, const struct block *block)
{
	emit_open(to, '[');
	emit_string(to, block_kind_name((enum block_kind)block->kind));
	emit_number(to, block->level);
	emit_number(to, block->start);
	emit_number(to, block->content_start);
	emit_number(to, block->end);
	emit_number(to, block->page);
	emit_span(to, block->speaker);
	emit_span(to, block->role);
	emit_number(to, block->time_ms);
	emit_number(to, block->time_end_ms);
	emit_span(to, block->external);
	emit_close(to, ']');
}

void pack_evidence(struct emitter *to, const struct evidence *evidence, size_t count)
{
	emit_open(to, '[');
	for (size_t i = 0; i < count; i++) {
		emit_open(to, '[');
		emit_number(to, evidence[i].range.start);
		emit_number(to, evidence[i].range.end);
		emit_span(to, evidence[i].by);
		emit_real(to, (double)evidence[i].weight, SCORE_DECIMALS);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

/* Values are written in one buffer, one after another, and kept at their exact size. */
struct packer {
	struct emitter to;
	struct arena *keep;
};

static struct span keep_span(struct packer *packer, struct span text)
{
	const char *kept = arena_copy(packer->keep, text.at, text.len);
	packer->to.failed = packer->to.failed || !kept;
	return (struct span){kept, kept ? text.len : 0};
}

/* What has been written since the last call, as a value of its own. */
static struct span finish(struct packer *packer)
{
	const struct span kept = keep_span(packer, emit_text(&packer->to));
	emit_clear(&packer->to);
	return kept;
}

static void pack_content(struct stored_content *out, const struct pack_input *input,
			 struct packer *packer)
{
	struct emitter *to = &packer->to;
	const struct document *document = input->document;
	const struct metadata *metadata = &document->metadata;
	out->text = document->text;
	emit_open(to, '[');
	for (size_t i = 0; i < input->blocks; i++)
		pack_block(to, &input->block[i]);
	emit_close(to, ']');
	out->blocks = finish(packer);
	emit_open(to, '[');
	for (size_t i = 0; i < metadata->persons; i++) {
		emit_open(to, '[');
		emit_span(to, metadata->person[i].name);
		emit_span(to, metadata->person[i].role);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	out->people = finish(packer);
	emit_open(to, '[');
	for (size_t i = 0; i < metadata->variables; i++) {
		emit_open(to, '[');
		emit_span(to, metadata->variable[i].name);
		emit_span(to, metadata->variable[i].value);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	out->variables = finish(packer);
	emit_open(to, '[');
	for (size_t i = 0; i < document->notes; i++) {
		emit_open(to, '[');
		emit_string(to, document->note[i].what);
		emit_span(to, document->note[i].detail);
		emit_number(to, document->note[i].count);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	out->notes = finish(packer);
}

static struct span target_id(const struct lexicon *lexicon, enum target_kind kind, uint16_t index)
{
	return index == INDEX_NONE ? SPAN("") : lexicon_target(lexicon, kind, index)->id;
}

static int pack_themes(struct stored_anecdote *out, const struct anecdote *anecdote,
		       const struct lexicon *lexicon, struct packer *packer)
{
	struct emitter *to = &packer->to;
	struct stored_theme *theme = arena_calloc(packer->keep, anecdote->themes, sizeof *theme);
	if (!theme)
		return -1;
	emit_open(to, '[');
	for (size_t i = 0; i < anecdote->themes; i++) {
		const struct suggestion *s = &anecdote->ranking[i];
		const struct span id = target_id(lexicon, TARGET_THEME, s->theme);
		emit_open(to, '[');
		emit_span(to, id);
		emit_real(to, (double)s->score, SCORE_DECIMALS);
		if (s->suggested || s->evidences > 0) {
			emit_flag(to, s->suggested);
			pack_evidence(to, s->evidence, s->evidences);
		}
		emit_close(to, ']');
		if (s->suggested)
			theme[out->suggestions++] = (struct stored_theme){id, s->score};
	}
	emit_close(to, ']');
	out->ranking = finish(packer);
	out->suggested = theme;
	return 0;
}

/* The ids of passages with these texts, as spans. NULL: no memory. */
static struct span *passage_ids(const struct store_rows *rows, struct span what,
				const struct span *text, size_t count, struct arena *keep,
				struct arena *scratch)
{
	struct identity *id = arena_calloc(keep, count, sizeof *id);
	struct span *span = arena_calloc(keep, count, sizeof *span);
	if (!id || !span ||
	    identity_passages(id, rows->document.id, what, text, count, scratch) < 0)
		return NULL;
	for (size_t i = 0; i < count; i++)
		span[i] = (struct span){id[i].text, IDENTITY_TEXT - 1};
	return span;
}

static const struct story *story_of(const struct document *document, struct range range)
{
	size_t low = 0, high = document->stories;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (document->block[document->story[middle].block].end <= range.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < document->stories ? &document->story[low] : NULL;
}

static void pack_variable(struct emitter *to, const char *name, struct span value)
{
	if (value.len == 0)
		return;
	emit_open(to, '[');
	emit_string(to, name);
	emit_span(to, value);
	emit_close(to, ']');
}

/* What the table says of an imported story. */
static struct span pack_story(const struct document *document, const struct anecdote *anecdote,
			      struct packer *packer)
{
	struct emitter *to = &packer->to;
	const struct story *story =
		document->stories > 0 ? story_of(document, anecdote->range) : NULL;
	emit_open(to, '[');
	if (story) {
		pack_variable(to, "title", story->title);
		pack_variable(to, "round", story->round);
		pack_variable(to, "source", story->source);
		for (size_t i = 0; i < story->variables; i++) {
			emit_open(to, '[');
			emit_span(to, story->variable[i].name);
			emit_span(to, story->variable[i].value);
			emit_close(to, ']');
		}
	}
	emit_close(to, ']');
	return finish(packer);
}

static int pack_anecdotes(struct store_rows *out, const struct pack_input *input,
			  struct packer *packer, struct arena *scratch)
{
	const struct analysis *analysis = input->analysis;
	const size_t count = analysis->anecdotes;
	struct stored_anecdote *row = arena_calloc(packer->keep, count, sizeof *row);
	struct span *text = arena_calloc(scratch, count, sizeof *text);
	if (!row || !text)
		return -1;
	for (size_t i = 0; i < count; i++)
		text[i] = span_of(input->document->text, analysis->anecdote[i].range);
	const struct span *id =
		passage_ids(out, SPAN("anecdote"), text, count, packer->keep, scratch);
	if (!id)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct anecdote *a = &analysis->anecdote[i];
		row[i] = (struct stored_anecdote){
			.id = id[i],
			.range = a->range,
			.text = text[i],
			.speaker = keep_span(packer, a->speaker),
			.role = target_id(input->lexicon, TARGET_ROLE, a->role),
			.role_score = a->role_score,
			.kind = target_id(input->lexicon, TARGET_KIND, a->kind),
			.kind_score = a->kind_score,
			.external = keep_span(packer, a->external),
		};
		pack_evidence(&packer->to, a->kind_evidence, a->kind_evidences);
		row[i].kind_evidence = finish(packer);
		row[i].variables = pack_story(input->document, a, packer);
		if (pack_themes(&row[i], a, input->lexicon, packer) < 0)
			return -1;
	}
	out->anecdote = row;
	out->anecdotes = count;
	return 0;
}

static int pack_recommendations(struct store_rows *out, const struct pack_input *input,
				struct packer *packer, struct arena *scratch)
{
	struct emitter *to = &packer->to;
	const struct analysis *analysis = input->analysis;
	const size_t count = analysis->recommendations;
	struct stored_recommendation *row = arena_calloc(packer->keep, count, sizeof *row);
	struct span *text = arena_calloc(scratch, count, sizeof *text);
	if (!row || !text)
		return -1;
	for (size_t i = 0; i < count; i++)
		text[i] = span_of(input->document->text, analysis->recommendation[i].range);
	const struct span *id =
		passage_ids(out, SPAN("recommendation"), text, count, packer->keep, scratch);
	if (!id)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct recommendation *r = &analysis->recommendation[i];
		emit_open(to, '[');
		for (size_t t = 0; t < r->themes; t++)
			emit_span(to, target_id(input->lexicon, TARGET_THEME, r->theme[t]));
		emit_close(to, ']');
		row[i] = (struct stored_recommendation){
			.id = id[i],
			.range = r->range,
			.text = text[i],
			.audience = target_id(input->lexicon, TARGET_AUDIENCE, r->audience),
			.score = r->score,
			.speaker = keep_span(packer, r->speaker),
			.anecdote = r->anecdote < out->anecdotes ? out->anecdote[r->anecdote].id
								 : SPAN(""),
			.themes = finish(packer),
		};
	}
	out->recommendation = row;
	out->recommendations = count;
	return 0;
}

static int pack_commitments(struct store_rows *out, const struct pack_input *input,
			    struct packer *packer, struct arena *scratch)
{
	struct arena *keep = packer->keep;
	const struct analysis *analysis = input->analysis;
	const size_t count = analysis->commitments;
	struct stored_commitment *row = arena_calloc(keep, count, sizeof *row);
	struct span *text = arena_calloc(scratch, count, sizeof *text);
	if (!row || !text)
		return -1;
	for (size_t i = 0; i < count; i++)
		text[i] = span_of(input->document->text, analysis->commitment[i].range);
	const struct span *id = passage_ids(out, SPAN("commitment"), text, count, keep, scratch);
	if (!id)
		return -1;
	for (size_t i = 0; i < count; i++)
		row[i] = (struct stored_commitment){
			.id = id[i],
			.range = analysis->commitment[i].range,
			.text = text[i],
			.who = keep_span(packer, analysis->commitment[i].who),
			.score = analysis->commitment[i].score,
		};
	out->commitment = row;
	out->commitments = count;
	return 0;
}

static int pack_outcomes(struct store_rows *out, const struct pack_input *input, struct arena *keep)
{
	const struct analysis *analysis = input->analysis;
	struct stored_outcome *row = arena_calloc(keep, analysis->outcomes, sizeof *row);
	if (!row)
		return -1;
	for (size_t i = 0; i < analysis->outcomes; i++) {
		const struct outcome *o = &analysis->outcome[i];
		row[i] = (struct stored_outcome){
			.range = o->range,
			.text = span_of(input->document->text, o->range),
			.status = target_id(input->lexicon, TARGET_STATUS, o->status),
			.score = o->score,
		};
	}
	out->outcome = row;
	out->outcomes = analysis->outcomes;
	return 0;
}

static int pack_passages(struct store_rows *out, const struct pack_input *input,
			 struct packer *packer, struct arena *scratch)
{
	if (!input->analysis || !input->lexicon)
		return 0;
	if (pack_anecdotes(out, input, packer, scratch) < 0 ||
	    pack_recommendations(out, input, packer, scratch) < 0 ||
	    pack_commitments(out, input, packer, scratch) < 0)
		return -1;
	return pack_outcomes(out, input, packer->keep);
}

int pack_rows(struct store_rows *out, const struct pack_input *input, struct arena *keep,
	      struct arena *scratch, struct error *err)
{
	const struct metadata *metadata = &input->document->metadata;
	struct identity *id = arena_alloc(keep, sizeof *id);
	if (!id)
		return error_memory(err);
	identity_document(id, input->path);
	*out = (struct store_rows){.document = {
					   .id = {id->text, IDENTITY_TEXT - 1},
					   .path = input->path,
					   .round = metadata->round,
					   .case_name = metadata->case_name,
					   .date = metadata->date,
					   .title = metadata->title,
					   .project = metadata->project,
					   .form = metadata->form,
					   .language = metadata->language,
					   .format = span_from(input->document->format),
					   .characters = utf8_count(input->document->text),
				   }};
	struct packer packer = {.keep = keep};
	emit_init(&packer.to, scratch);
	pack_content(&out->content, input, &packer);
	if (pack_passages(out, input, &packer, scratch) < 0 || packer.to.failed)
		return error_memory(err);
	return 0;
}
