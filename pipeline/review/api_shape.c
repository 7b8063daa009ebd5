#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/identity.h"
#include "pipeline/store/pack.h"
#include "pipeline/store/passages.h"
#include "pipeline/store/review.h"
#include "pipeline/store/shapes.h"
#include "pipeline/store/store.h"
#include "stages/stage.h"

enum { PASSAGES_MOST = 64, SAME_WORDS_MOST = 100 };

/* One change of where anecdotes begin and end, on its way. */
struct shaping {
	struct review *review;
	const struct request *request;
	int64_t document;
	struct span id; /* of the document */
	struct span sha256;
	struct span text;
	struct span removed[PASSAGES_MOST];
	size_t removals;
	struct stored_anecdote added[PASSAGES_MOST];
	size_t additions;
	bool overlaps; /* something that is to come with what stays */
};

static bool is_removed(const struct shaping *s, struct span id)
{
	for (size_t i = 0; i < s->removals; i++)
		if (span_equal(s->removed[i], id))
			return true;
	return false;
}

static bool on_boundary(struct span text, int64_t at)
{
	return at >= 0 && at <= (int64_t)text.len &&
	       (at == (int64_t)text.len || ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

static bool overlap(struct range a, struct range b)
{
	return a.start < b.end && b.start < a.end;
}

/* The range without white space at its ends; false if it is none, or empty. */
static bool read_range(struct range *out, struct span text, const json_t *from)
{
	const int64_t start = json_integer_value(json_object_get(from, "start"));
	const int64_t end = json_integer_value(json_object_get(from, "end"));
	if (start >= end || !on_boundary(text, start) || !on_boundary(text, end))
		return false;
	const struct span trimmed =
		span_trim(span_of(text, (struct range){(uint32_t)start, (uint32_t)end}));
	if (trimmed.len == 0)
		return false;
	out->start = (uint32_t)(trimmed.at - text.at);
	out->end = out->start + (uint32_t)trimmed.len;
	return true;
}

static bool read_ranges(struct shaping *s)
{
	const json_t *remove = json_object_get(s->request->json, "remove");
	const json_t *add = json_object_get(s->request->json, "add");
	if (json_array_size(remove) > PASSAGES_MOST || json_array_size(add) > PASSAGES_MOST ||
	    json_array_size(add) == 0)
		return false;
	for (size_t i = 0; i < json_array_size(remove); i++)
		s->removed[s->removals++] = span_from(json_string_value(json_array_get(remove, i)));
	for (size_t i = 0; i < json_array_size(add); i++) {
		struct range range;
		if (!read_range(&range, s->text, json_array_get(add, i)))
			return false;
		for (size_t j = 0; j < s->additions; j++)
			if (overlap(range, s->added[j].range))
				return false;
		s->added[s->additions++] =
			(struct stored_anecdote){.range = range, .text = span_of(s->text, range)};
	}
	return true;
}

/* Whoever told most of what is now in a passage tells it still. */
struct teller {
	struct shaping *shaping;
	uint32_t most[PASSAGES_MOST];
	struct span speaker[PASSAGES_MOST];
	struct span role[PASSAGES_MOST];
};

static int look_at(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct teller *teller = context;
	struct shaping *s = teller->shaping;
	struct arena *arena = s->request->arena;
	for (size_t i = 0; i < s->additions; i++) {
		const struct range a = anecdote->range, b = s->added[i].range;
		if (!overlap(a, b))
			continue;
		if (!is_removed(s, anecdote->id)) {
			s->overlaps = true;
			continue;
		}
		const uint32_t shared =
			(a.end < b.end ? a.end : b.end) - (a.start > b.start ? a.start : b.start);
		if (shared <= teller->most[i])
			continue;
		teller->most[i] = shared;
		teller->speaker[i].at =
			arena_copy(arena, anecdote->speaker.at, anecdote->speaker.len);
		teller->speaker[i].len = anecdote->speaker.len;
		teller->role[i].at = arena_copy(arena, anecdote->role.at, anecdote->role.len);
		teller->role[i].len = anecdote->role.len;
		if (!teller->speaker[i].at || !teller->role[i].at)
			return error_memory(err);
	}
	return 0;
}

/* An id that no passage of the document has but those that go: the words may stand there twice. */
static int name_passage(struct shaping *s, struct stored_anecdote *passage, struct error *err)
{
	struct arena *arena = s->request->arena;
	struct span same[SAME_WORDS_MOST];
	struct identity *id = arena_calloc(arena, SAME_WORDS_MOST, sizeof *id);
	if (!id)
		return error_memory(err);
	for (size_t n = 0; n < SAME_WORDS_MOST; n++) {
		struct stored_anecdote ignored;
		same[n] = passage->text;
		if (identity_passages(id, s->id, SPAN("anecdote"), same, n + 1, arena) < 0)
			return error_memory(err);
		passage->id = (struct span){id[n].text, IDENTITY_TEXT - 1};
		const int found = passage_read(&ignored, s->review->store, passage->id, arena, err);
		if (found <= 0)
			return found;
		if (is_removed(s, passage->id))
			return 0;
	}
	return error_set(err, ERROR_LIMIT, "these words stand in the document too often", "%d",
			 SAME_WORDS_MOST);
}

/* What the program suggests for these words alone: they are read as a story that is already cut. */
static int label_passage(struct shaping *s, struct stored_anecdote *passage,
			 struct stage_workspace *workspace, struct error *err)
{
	struct arena *arena = s->request->arena;
	struct block block = {.end = (uint32_t)passage->text.len,
			      .kind = BLOCK_STORY,
			      .time_ms = -1,
			      .time_end_ms = -1,
			      .speaker = passage->speaker,
			      .role = SPAN(""),
			      .external = SPAN("")};
	const struct document document = {
		.text = passage->text, .block = &block, .blocks = 1, .format = "text"};
	struct stage_work work;
	struct store_rows rows;
	stage_begin(&work, workspace, &document, arena);
	int status = stage_document(&work, err);
	const struct pack_input input = {.path = s->id,
					 .document = &document,
					 .block = work.structure.block,
					 .blocks = work.structure.blocks,
					 .analysis = &work.analysis,
					 .lexicon = workspace->resources->lexicon};
	if (status == 0)
		status = pack_rows(&rows, &input, arena, &workspace->scratch, err);
	if (status != 0)
		return status;
	if (rows.anecdotes == 0)
		return error_set(err, ERROR_INPUT, "there is no text in this document", "%s", "");
	struct stored_anecdote labelled = rows.anecdote[0];
	labelled.id = passage->id;
	labelled.range = passage->range;
	labelled.text = passage->text;
	if (passage->speaker.len > 0)
		labelled.speaker = passage->speaker;
	if (passage->role.len > 0)
		labelled.role = passage->role;
	*passage = labelled;
	status = passage_shift(&passage->ranking, true, passage->range.start, arena, err);
	return status < 0 ? status
			  : passage_shift(&passage->kind_evidence, false, passage->range.start,
					  arena, err);
}

static int label_all(struct shaping *s, const struct teller *teller, struct error *err)
{
	struct stage_workspace workspace;
	int status = stage_workspace_init(&workspace, &s->review->resources->stage, err);
	for (size_t i = 0; i < s->additions && status == 0; i++) {
		s->added[i].speaker = teller->speaker[i];
		s->added[i].role = teller->role[i];
		status = name_passage(s, &s->added[i], err);
		if (status == 0)
			status = label_passage(s, &s->added[i], &workspace, err);
	}
	stage_workspace_release(&workspace);
	return status;
}

static int answer(const struct shaping *s, struct response *out, struct error *err)
{
	struct emitter to;
	emit_init(&to, s->request->arena);
	emit_open(&to, '{');
	emit_field_open(&to, "added", '[');
	for (size_t i = 0; i < s->additions; i++)
		emit_span(&to, s->added[i].id);
	emit_close(&to, ']');
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

static int write_shape(bool *done, struct shaping *s, struct response *out, struct error *err)
{
	struct store *store = s->review->store;
	struct stored_decision decision = {.reviewer = span_from(s->request->reviewer),
					   .action = SPAN("shape"),
					   .document = s->id,
					   .document_sha256 = s->sha256};
	const struct shape shape = {s->removed, s->removals, s->added, s->additions};
	int status = store_begin(store, err);
	if (status == 0)
		status = store_shape_put(done, store, &decision, s->document, &shape,
					 s->request->arena, err);
	if (status == 0 && *done)
		status = answer(s, out, err);
	if (status == 0 && *done)
		return store_commit(store, err);
	store_rollback(store);
	return status;
}

static int find_document(void *context, const struct stored_document *document, struct error *err)
{
	struct shaping *s = context;
	if (document->failed || !span_equal(document->id, s->id))
		return 0;
	const char *copy = arena_copy(s->request->arena, document->sha256.at, document->sha256.len);
	s->document = document->number;
	s->sha256 = (struct span){copy, document->sha256.len};
	return copy ? 0 : error_memory(err);
}

int api_shape(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct shaping *s = arena_calloc(request->arena, 1, sizeof *s);
	struct teller *teller = arena_calloc(request->arena, 1, sizeof *teller);
	struct stored_content content;
	bool done = false;
	if (!s || !teller)
		return error_memory(err);
	*s = (struct shaping){
		.review = review, .request = request, .id = request_string(request, "document")};
	teller->shaping = s;
	int status = store_documents_each(review->store, find_document, s, err);
	if (status == 0 && s->document == 0)
		return respond_refusal(out, request, 404, "there is no such document");
	if (status == 0)
		status = store_content_get(&content, review->store, s->document, request->arena,
					   err);
	if (status != 0)
		return status;
	s->text = content.text;
	if (!read_ranges(s))
		return respond_refusal(out, request, 422, "an anecdote can't begin or end there");
	status = store_anecdotes_each(review->store, s->document, look_at, teller, err);
	if (status == 0 && s->overlaps)
		return respond_refusal(out, request, 409, "there is another anecdote in the way");
	if (status == 0)
		status = label_all(s, teller, err);
	if (status == 0)
		status = write_shape(&done, s, out, err);
	if (status < 0 || done)
		return status;
	return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
}
