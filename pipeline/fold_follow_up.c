#include "pipeline/fold_follow_up.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/follow_ups.h"
#include "stages/follow_up.h"
#include "stages/vocabulary.h"

/* Passages of all documents, and what the stage needs of each. */
struct passages {
	struct follow_passage *item;
	struct stored_passage *stored;
	size_t count;
	size_t capacity;
	size_t capacity_stored;
};

struct place {
	int64_t document;
	struct span case_name;
	unsigned round;
};

struct gathering {
	struct arena *arena;
	struct arena text; /* of one document */
	struct place *place;
	size_t places;
	size_t capacity;
	struct passages promised;
	struct passages outcome;
};

static int note_place(void *context, const struct stored_document *document, struct error *err)
{
	struct gathering *all = context;
	const unsigned round = follow_up_round(document->round);
	if (document->failed || document->case_name.len == 0 || round == 0)
		return 0;
	const char *name = arena_copy(all->arena, document->case_name.at, document->case_name.len);
	if (!name || arena_grow(all->arena, &all->place, &all->capacity, all->places,
				all->places + 1, sizeof *all->place) < 0)
		return error_memory(err);
	all->place[all->places++] =
		(struct place){document->number, {name, document->case_name.len}, round};
	return 0;
}

static int add_passages(struct passages *to, const struct place *place,
			const struct stored_passage *passage, size_t count, struct span text,
			struct arena *arena, struct error *err)
{
	if (arena_grow(arena, &to->item, &to->capacity, to->count, to->count + count,
		       sizeof *to->item) < 0 ||
	    arena_grow(arena, &to->stored, &to->capacity_stored, to->count, to->count + count,
		       sizeof *to->stored) < 0)
		return error_memory(err);
	for (size_t i = 0; i < count; i++) {
		struct span before, behind;
		if (span_keep(&before, follow_up_before(text, passage[i].range), arena) < 0 ||
		    span_keep(&behind, follow_up_behind(text, passage[i].range), arena) < 0)
			return error_memory(err);
		to->stored[to->count] = passage[i];
		to->item[to->count++] = (struct follow_passage){
			.text = passage[i].text,
			.before = before,
			.behind = behind,
			.case_name = place->case_name,
			.round = place->round,
			.score = passage[i].score,
		};
	}
	return 0;
}

static int gather_document(struct gathering *all, const struct place *place, struct store *store,
			   struct error *err)
{
	const struct stored_passage *passage;
	size_t count;
	struct stored_content content;
	int status =
		store_passages_promised(&passage, &count, store, place->document, all->arena, err);
	if (status == 0)
		status = add_passages(&all->promised, place, passage, count, SPAN(""), all->arena,
				      err);
	if (status == 0)
		status = store_passages_outcome(&passage, &count, store, place->document,
						all->arena, err);
	if (status < 0 || count == 0)
		return status;
	status = store_content_get(&content, store, place->document, &all->text, err);
	if (status == 0)
		status = add_passages(&all->outcome, place, passage, count, content.text,
				      all->arena, err);
	arena_reset(&all->text);
	return status;
}

static int match_passages(struct gathering *all, struct store *store,
			  const struct language *language, struct error *err)
{
	const struct passages *promised = &all->promised, *outcome = &all->outcome;
	struct follow_up *found = arena_calloc(all->arena, promised->count, sizeof *found);
	struct vocabulary *vocabulary = found ? vocabulary_new(language, err) : NULL;
	if (!vocabulary)
		return error_memory(err);
	int status = follow_up_run(found, promised->item, promised->count, outcome->item,
				   outcome->count, vocabulary, all->arena, &all->text, err);
	vocabulary_free(vocabulary);
	for (size_t i = 0; i < promised->count && status == 0; i++)
		if (found[i].outcome != SIZE_MAX)
			status = store_follow_up_put(store, promised->stored[i].number,
						     &outcome->stored[found[i].outcome],
						     (double)found[i].score, err);
	return status;
}

int fold_follow_up(struct store *store, const struct language *language, struct arena *arena,
		   struct error *err)
{
	struct gathering all = {.arena = arena};
	int status = store_follow_ups_clear(store, err);
	if (status == 0)
		status = store_documents_each(store, note_place, &all, err);
	for (size_t i = 0; i < all.places && status == 0; i++)
		status = gather_document(&all, &all.place[i], store, err);
	if (status == 0 && all.promised.count > 0 && all.outcome.count > 0)
		status = match_passages(&all, store, language, err);
	arena_release(&all.text);
	return status;
}
