#include "pipeline/review/pairs.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/review/review.h"

struct walk {
	const struct review *review;
	const struct request *request;
	const struct pairs_visitor *visitor;
	struct span only;
	struct pair_document now;
	struct standing_list standing;
	size_t next; /* in `standing` */
};

/* Those of finishers and what was settled stay; the words of who is not done yet go. */
static struct standing_list visible(struct walk *walk, struct standing_list said)
{
	size_t n = 0;
	for (size_t i = 0; i < said.count; i++)
		if (said.item[i].settle ||
		    finishers_have(&walk->now.finishers, said.item[i].reviewer))
			said.item[n++] = said.item[i];
	return (struct standing_list){said.item, n};
}

static int visit_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct walk *walk = context;
	struct pair_unit unit = {.anecdote = anecdote};
	unit.said = visible(walk, standing_of(&walk->standing, anecdote->id, &walk->next));
	const struct stored_standing *first = NULL;
	for (size_t i = 0; i < unit.said.count; i++) {
		const struct stored_standing *s = &unit.said.item[i];
		if (s->settle) {
			unit.settled = s->status.len > 0 ? s : NULL;
		} else if (!first) {
			first = s;
		} else {
			unit.differs |= !span_equal(s->label, first->label);
		}
	}
	return walk->visitor->unit(walk->visitor->context, &unit, err);
}

static int visit_document(void *context, const struct stored_document *document, struct error *err)
{
	struct walk *walk = context;
	const struct review *review = walk->review;
	struct arena *arena = walk->request->arena;
	if (document->failed || (walk->only.len > 0 && !span_equal(document->id, walk->only)))
		return 0;
	walk->now.document = document;
	walk->next = 0;
	int status = finishers_load(&walk->now.finishers, review, document->number, arena, err);
	if (status < 0 || walk->now.finishers.count < 2 ||
	    !finishers_have(&walk->now.finishers, span_from(walk->request->reviewer)))
		return status;
	status = standing_load(&walk->standing, review, document->number, arena, err);
	if (status == 0 && walk->visitor->document)
		status = walk->visitor->document(walk->visitor->context, &walk->now, err);
	if (status == 0)
		status = store_anecdotes_each(review->store, document->number, visit_anecdote, walk,
					      err);
	return status;
}

int pairs_each(const struct review *review, const struct request *request, struct span only,
	       const struct pairs_visitor *visitor, struct error *err)
{
	struct walk walk = {.review = review, .request = request, .visitor = visitor, .only = only};
	return store_documents_each(review->store, visit_document, &walk, err);
}
