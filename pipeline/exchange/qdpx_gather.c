#include <libxml/xmlschemastypes.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/qdpx.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/opinions.h"
#include "pipeline/store/labels.h"

struct guid qdpx_user_guid(struct span key)
{
	return guid_of("user", key);
}

struct guid qdpx_selection_guid(const struct qdpx_passage *passage)
{
	return guid_of_pair("selection", passage->anecdote, passage->user);
}

static bool is_of_type(const char *text, xmlSchemaValType type)
{
	return xmlSchemaValidatePredefinedType(xmlSchemaGetBuiltInType(type), BAD_CAST text,
					       NULL) == 0;
}

struct span qdpx_date(struct span text, struct arena *arena)
{
	static const char midnight[] = "T00:00:00Z";
	enum { LONGEST = 40 };
	char whole[LONGEST + sizeof midnight];
	if (text.len == 0 || text.len > LONGEST)
		return SPAN("");
	memcpy(whole, text.at, text.len);
	whole[text.len] = '\0';
	size_t len = text.len;
	if (len == strlen("2020-01-01") && is_of_type(whole, XML_SCHEMAS_DATE)) {
		memcpy(whole + len, midnight, sizeof midnight);
		len += sizeof midnight - 1;
	}
	if (!is_of_type(whole, XML_SCHEMAS_DATETIME))
		return SPAN("");
	const char *copy = arena_copy(arena, whole, len);
	return copy ? (struct span){copy, len} : SPAN("");
}

/* --- passages ------------------------------------------------------------------------------ */

struct walk {
	struct qdpx *q;
	qdpx_passage_fn *each;
	void *context;
};

struct code_list {
	size_t *item;
	size_t count;
	size_t capacity;
};

static int put_code(struct qdpx *q, struct code_list *list, enum code_kind kind, struct span id,
		    struct error *err)
{
	if (id.len == 0)
		return 0;
	codes_add(&q->codes, kind, id);
	const size_t index = codes_find(&q->codes, kind, id);
	if (index == SIZE_MAX || arena_grow(&q->scratch, &list->item, &list->capacity, list->count,
					    list->count + 1, sizeof *list->item) < 0)
		return error_memory(err);
	list->item[list->count++] = index;
	return 0;
}

static int opinion_codes(struct qdpx *q, struct code_list *list,
			 const struct stored_opinion *opinion, struct error *err)
{
	const struct span *theme;
	size_t themes;
	int status =
		labels_ids(&theme, &themes, q->job->codebook, opinion->themes, &q->scratch, err);
	for (size_t i = 0; i < themes && status == 0; i++)
		status = put_code(q, list, CODE_THEME, theme[i], err);
	if (status == 0 && span_equal(opinion->status, SPAN("rejected")))
		status = put_code(q, list, CODE_MARK, SPAN(CODE_NO_ANECDOTE), err);
	else if (status == 0 && themes == 0 && opinion->themes.len > 0)
		status = put_code(q, list, CODE_MARK, SPAN(CODE_NO_THEME), err);
	if (status == 0)
		status = put_code(q, list, CODE_KIND, opinion->kind, err);
	return status == 0 ? put_code(q, list, CODE_ROLE, opinion->role, err) : status;
}

static struct span user_key(const char *what, struct span name, struct arena *arena)
{
	const size_t len = strlen(what);
	char *key = arena_alloc(arena, len + name.len);
	if (!key)
		return (struct span){NULL, 0};
	memcpy(key, what, len);
	if (name.len > 0)
		memcpy(key + len, name.at, name.len);
	return (struct span){key, len + name.len};
}

static int each_opinion(void *context, const struct stored_opinion *opinion, struct error *err)
{
	const struct walk *walk = context;
	struct qdpx *q = walk->q;
	struct code_list list = {.item = NULL};
	const int status = opinion_codes(q, &list, opinion, err);
	if (status < 0)
		return status;
	const struct qdpx_passage passage = {
		.anecdote = opinion->anecdote,
		.range = opinion->range,
		.text = opinion->text,
		.speaker = opinion->speaker,
		.user = user_key(opinion->settled ? QDPX_SETTLE : QDPX_REVIEWER, opinion->reviewer,
				 &q->scratch),
		.date = qdpx_date(opinion->decided_at, &q->scratch),
		.note = opinion->note,
		.code = list.item,
		.codes = list.count,
	};
	return passage.user.at ? walk->each(q, walk->context, &passage, err) : error_memory(err);
}

static int each_suggestion(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	const struct walk *walk = context;
	struct qdpx *q = walk->q;
	const struct unpacked_theme *theme;
	struct code_list list = {.item = NULL};
	size_t themes;
	int status = labels_ranking(&theme, &themes, q->job->codebook, anecdote->ranking,
				    &q->scratch, err);
	for (size_t i = 0; status == 0 && i < themes; i++)
		if (theme[i].suggested)
			status = put_code(q, &list, CODE_THEME, theme[i].id, err);
	if (status == 0)
		status = put_code(q, &list, CODE_KIND, anecdote->kind, err);
	if (status == 0)
		status = put_code(q, &list, CODE_ROLE, anecdote->role, err);
	const struct qdpx_passage passage = {
		.anecdote = anecdote->id,
		.range = anecdote->range,
		.text = anecdote->text,
		.speaker = anecdote->speaker,
		.user = SPAN(QDPX_PROGRAM),
		.code = list.item,
		.codes = list.count,
	};
	return status == 0 ? walk->each(q, walk->context, &passage, err) : status;
}

int qdpx_passages(struct qdpx *q, int64_t document, qdpx_passage_fn *each, void *context,
		  struct error *err)
{
	struct walk walk = {.q = q, .each = each, .context = context};
	int status = store_opinions_each(q->job->store, document, each_opinion, &walk, err);
	if (status == 0 && q->job->with_suggestions)
		status = store_anecdotes_each(q->job->store, document, each_suggestion, &walk, err);
	return status;
}

/* --- gathering ----------------------------------------------------------------------------- */

static int each_document(void *context, const struct stored_document *from, struct error *err)
{
	struct qdpx *q = context;
	if (from->failed)
		return 0;
	if (arena_grow(&q->arena, &q->document, &q->document_capacity, q->documents,
		       q->documents + 1, sizeof *q->document) < 0)
		return error_memory(err);
	struct qdpx_document *to = &q->document[q->documents++];
	*to = (struct qdpx_document){.number = from->number};
	return span_keep(&to->id, from->id, &q->arena) < 0 ||
			       span_keep(&to->path, from->path, &q->arena) < 0 ||
			       span_keep(&to->round, from->round, &q->arena) < 0 ||
			       span_keep(&to->case_name, from->case_name, &q->arena) < 0 ||
			       span_keep(&to->date, from->date, &q->arena) < 0 ||
			       span_keep(&to->title, from->title, &q->arena) < 0
		       ? error_memory(err)
		       : 0;
}

static int add_user(struct qdpx *q, struct span key)
{
	for (size_t i = 0; i < q->users; i++)
		if (span_equal(q->user[i].key, key))
			return 0;
	struct qdpx_user user = {.guid = qdpx_user_guid(key)};
	if (span_keep(&user.key, key, &q->arena) < 0 ||
	    arena_grow(&q->arena, &q->user, &q->user_capacity, q->users, q->users + 1,
		       sizeof *q->user) < 0)
		return -1;
	const char *colon = memchr(user.key.at, ':', user.key.len);
	const size_t skip = (size_t)(colon - user.key.at) + 1;
	user.name = (struct span){user.key.at + skip, user.key.len - skip};
	if (span_equal(key, SPAN(QDPX_PROGRAM)))
		user.name = SPAN("Rode Draad");
	q->user[q->users++] = user;
	return 0;
}

static int gather_passage(struct qdpx *q, void *context, const struct qdpx_passage *passage,
			  struct error *err)
{
	const struct qdpx_document *document = context;
	if (add_user(q, passage->user) < 0)
		return error_memory(err);
	if (passage->speaker.len == 0)
		return 0;
	struct qdpx_speech speech = {.document = (size_t)(document - q->document),
				     .selection = qdpx_selection_guid(passage)};
	if (span_keep(&speech.speaker, passage->speaker, &q->arena) < 0 ||
	    arena_grow(&q->arena, &q->speech, &q->speech_capacity, q->speeches, q->speeches + 1,
		       sizeof *q->speech) < 0)
		return error_memory(err);
	q->speech[q->speeches++] = speech;
	return 0;
}

static int by_speaker(const void *a, const void *b)
{
	const struct qdpx_speech *one = a, *two = b;
	if (one->document != two->document)
		return one->document < two->document ? -1 : 1;
	const int order = span_compare(one->speaker, two->speaker);
	return order != 0 ? order : strcmp(one->selection.text, two->selection.text);
}

static int by_key(const void *a, const void *b)
{
	const struct qdpx_user *one = a, *two = b;
	return span_compare(one->key, two->key);
}

/* `Fatima; Joost` for each document. */
static int join_speakers(struct qdpx *q)
{
	for (size_t from = 0, to; from < q->speeches; from = to) {
		struct qdpx_document *document = &q->document[q->speech[from].document];
		size_t size = 0;
		for (to = from;
		     to < q->speeches && q->speech[to].document == q->speech[from].document; to++)
			size += q->speech[to].speaker.len + 2;
		char *text = arena_alloc(&q->arena, size);
		if (!text)
			return -1;
		size_t len = 0;
		for (size_t i = from; i < to; i++) {
			const struct span name = q->speech[i].speaker;
			if (i > from && span_equal(name, q->speech[i - 1].speaker))
				continue;
			if (len > 0) {
				memcpy(text + len, "; ", 2);
				len += 2;
			}
			memcpy(text + len, name.at, name.len);
			len += name.len;
		}
		document->speakers = (struct span){text, len};
	}
	return 0;
}

int qdpx_gather(struct qdpx *q, struct error *err)
{
	codes_gather(&q->codes, q->job->codebook, q->job->lexicon, q->job->language, &q->arena);
	codes_add_marks(&q->codes);
	int status = store_documents_each(q->job->store, each_document, q, err);
	for (size_t i = 0; i < q->documents && status == 0; i++) {
		status = qdpx_passages(q, q->document[i].number, gather_passage, &q->document[i],
				       err);
		arena_reset(&q->scratch);
	}
	if (status == 0)
		status = codes_finish(&q->codes, err);
	if (q->users > 1)
		qsort(q->user, q->users, sizeof *q->user, by_key);
	if (q->speeches > 1)
		qsort(q->speech, q->speeches, sizeof *q->speech, by_speaker);
	if (status == 0 && join_speakers(q) < 0)
		status = error_memory(err);
	return status;
}
