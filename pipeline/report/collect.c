#include "pipeline/report/collect.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/report/names.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/duplicates.h"
#include "pipeline/store/pack.h"

/* A list that begins as the lexicon has it and grows by what only decisions name. */
struct list {
	struct names ids;
	struct collection_name *name;
	size_t capacity;
};

struct gathering {
	struct store *store;
	const struct collect_options *options;
	struct arena *keep;
	struct list list[TARGET_KINDS];
	struct codebook codebook;
	struct names rounds;
	struct names places;
	struct names tellers;
	struct names reviewers;
	struct names repeated; /* paths */
	struct collection_document *document;
	size_t documents;
	size_t document_capacity;
	struct collection_anecdote *anecdote;
	size_t anecdotes;
	size_t anecdote_capacity;
	struct collection_recommendation *recommendation;
	size_t recommendations;
	size_t recommendation_capacity;
	struct collected_commitment *commitment;
	size_t commitments;
	size_t commitment_capacity;
	struct names outcomes; /* ids of the documents that say what became of commitments */
	size_t rejected;
};

/* INDEX_NONE: no memory, or more names than there are numbers. */
static uint16_t list_add(struct list *list, struct span id, const struct collection_name *as)
{
	const size_t before = list->ids.count;
	const uint32_t number = names_add(&list->ids, id);
	if (number >= INDEX_NONE)
		return INDEX_NONE;
	if (list->ids.count == before)
		return (uint16_t)number;
	if (arena_grow(list->ids.arena, &list->name, &list->capacity, before, before + 1,
		       sizeof *list->name) < 0)
		return INDEX_NONE;
	list->name[number] = as ? *as : (struct collection_name){.name = list->ids.item[number]};
	list->name[number].id = list->ids.item[number];
	return (uint16_t)number;
}

static int fill_list(struct list *list, const struct lexicon *lexicon, enum target_kind kind,
		     struct span language)
{
	for (size_t i = 0; i < lexicon_count(lexicon, kind); i++) {
		const struct target *target = lexicon_target(lexicon, kind, (uint16_t)i);
		struct collection_name name;
		if (span_keep(&name.name, lexicon_name(target, language), list->ids.arena) < 0 ||
		    span_keep(&name.definition, target->definition, list->ids.arena) < 0 ||
		    list_add(list, target->id, &name) == INDEX_NONE)
			return -1;
	}
	return 0;
}

/* The themes that stand, by the names they have now; those that were merged are no longer there. */
static int fill_themes(struct list *list, const struct codebook *codebook, struct span language)
{
	const bool english = span_equal(language, SPAN("en"));
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		struct collection_name name;
		if (codebook_resolve(codebook, theme->id) != theme)
			continue;
		const struct span shown =
			english && theme->name_en.len > 0 ? theme->name_en : theme->name_nl;
		if (span_keep(&name.name, shown, list->ids.arena) < 0 ||
		    span_keep(&name.definition, theme->definition, list->ids.arena) < 0 ||
		    list_add(list, theme->id, &name) == INDEX_NONE)
			return -1;
	}
	return 0;
}

/* The id of the theme that a label counts for. */
static struct span resolve(const struct gathering *g, struct span id)
{
	const struct codebook_theme *theme = codebook_resolve(&g->codebook, id);
	return theme ? theme->id : id;
}

/* 0 with INDEX_NONE for an empty id. */
static int index_of(uint16_t *out, struct list *list, struct span id)
{
	*out = INDEX_NONE;
	if (id.len == 0)
		return 0;
	*out = list_add(list, id, NULL);
	return *out == INDEX_NONE ? -1 : 0;
}

/* Unless it is there: a theme may be named twice, and two that were merged are one. */
static void add_label(struct collection_anecdote *out, struct collection_label *label,
		      const struct collection_label *one)
{
	for (size_t i = 0; i < out->labels; i++)
		if (label[i].theme == one->theme)
			return;
	if (one->theme != INDEX_NONE)
		label[out->labels++] = *one;
}

static int add_labels(struct collection_anecdote *out, struct gathering *g,
		      const struct unpacked_theme *theme, size_t themes, bool accepted)
{
	struct collection_label *label = arena_calloc(g->keep, themes, sizeof *label);
	if (!label)
		return -1;
	for (size_t i = 0; i < themes; i++) {
		if (!theme[i].suggested)
			continue;
		struct collection_label one = {
			.score = accepted ? 1 : theme[i].score,
			.evidence = theme[i].evidence,
			.evidences = theme[i].evidences,
		};
		if (index_of(&one.theme, &g->list[TARGET_THEME], resolve(g, theme[i].id)) < 0)
			return -1;
		add_label(out, label, &one);
	}
	out->label = label;
	return 0;
}

/* The themes a reviewer named, with the evidence of those that were ranked. */
static int add_decided(struct collection_anecdote *out, struct gathering *g,
		       const struct unpacked_theme *theme, size_t themes, const struct span *id,
		       size_t ids)
{
	struct collection_label *label = arena_calloc(g->keep, ids, sizeof *label);
	if (!label)
		return -1;
	for (size_t i = 0; i < ids; i++) {
		struct collection_label one = {.score = 1};
		const struct span now = resolve(g, id[i]);
		if (index_of(&one.theme, &g->list[TARGET_THEME], now) < 0)
			return -1;
		for (size_t t = 0; t < themes && one.evidences == 0; t++) {
			if (!span_equal(resolve(g, theme[t].id), now))
				continue;
			one.evidence = theme[t].evidence;
			one.evidences = theme[t].evidences;
		}
		add_label(out, label, &one);
	}
	out->label = label;
	return 0;
}

/* Also the kind and role that hold now. */
static int apply_labels(struct collection_anecdote *out, struct gathering *g,
			const struct stored_anecdote *from, const struct stored_decision *decision,
			struct error *err)
{
	const struct unpacked_theme *theme;
	const struct span *id = NULL;
	size_t themes, ids = 0;
	int status = unpack_ranking(&theme, &themes, from->ranking, g->keep, err);
	if (status == 0 && decision && decision->themes.len > 0)
		status = unpack_ids(&id, &ids, decision->themes, g->keep, err);
	if (status < 0)
		return status;
	const bool decided = decision && decision->themes.len > 0;
	status = decided ? add_decided(out, g, theme, themes, id, ids)
			 : add_labels(out, g, theme, themes, decision != NULL);
	const struct span kind = decision && decision->kind.len > 0 ? decision->kind : from->kind;
	const struct span role = decision && decision->role.len > 0 ? decision->role : from->role;
	if (status < 0 || index_of(&out->kind, &g->list[TARGET_KIND], kind) < 0 ||
	    index_of(&out->role, &g->list[TARGET_ROLE], role) < 0)
		return error_memory(err);
	return 0;
}

/* The same name in two cases is two people; in two visits to one case it is one. */
static int number_teller(struct collection_anecdote *out, struct gathering *g)
{
	out->teller = COLLECTION_NONE;
	if (out->speaker.len == 0)
		return 0;
	const struct collection_document *document = &g->document[g->documents - 1];
	const struct span where = document->place == COLLECTION_NONE
					  ? document->path
					  : g->places.item[document->place];
	char *key = arena_alloc(g->keep, where.len + 1 + out->speaker.len);
	if (!key)
		return -1;
	if (where.len > 0)
		memcpy(key, where.at, where.len);
	key[where.len] = '\0';
	memcpy(key + where.len + 1, out->speaker.at, out->speaker.len);
	out->teller = names_add(&g->tellers, (struct span){key, where.len + 1 + out->speaker.len});
	return out->teller == UINT32_MAX ? -1 : 0;
}

static int add_anecdote(struct gathering *g, const struct stored_anecdote *from,
			const struct stored_decision *decision, struct error *err)
{
	struct collection_anecdote one = {
		.range = from->range,
		.document = (uint32_t)g->documents - 1,
		.kind_score = from->kind_score,
		.reviewed = decision != NULL,
	};
	const int status = apply_labels(&one, g, from, decision, err);
	if (status < 0)
		return status;
	if (span_keep(&one.id, from->id, g->keep) < 0 ||
	    span_keep(&one.text, from->text, g->keep) < 0 ||
	    span_keep(&one.speaker, from->speaker, g->keep) < 0 || number_teller(&one, g) < 0 ||
	    arena_grow(g->keep, &g->anecdote, &g->anecdote_capacity, g->anecdotes, g->anecdotes + 1,
		       sizeof one) < 0)
		return error_memory(err);
	g->anecdote[g->anecdotes++] = one;
	return 0;
}

static int each_anecdote(void *context, const struct stored_anecdote *from, struct error *err)
{
	struct gathering *g = context;
	struct stored_decision decision;
	if (from->decision == 0)
		return add_anecdote(g, from, NULL, err);
	const int status = store_decision_get(&decision, g->store, from->decision, g->keep, err);
	if (status < 0)
		return status;
	if (names_add(&g->reviewers, decision.reviewer) == UINT32_MAX)
		return error_memory(err);
	if (span_equal(decision.status, SPAN("rejected"))) {
		g->rejected++;
		return 0;
	}
	return add_anecdote(g, from, &decision, err);
}

static uint32_t find_anecdote(const struct gathering *g, struct span id)
{
	for (uint32_t i = g->document[g->documents - 1].first; i < g->anecdotes; i++)
		if (span_equal(g->anecdote[i].id, id))
			return i;
	return COLLECTION_NONE;
}

static int add_themes(struct collection_recommendation *out, struct gathering *g, struct span json,
		      struct error *err)
{
	const struct span *id;
	size_t ids;
	const int status = unpack_ids(&id, &ids, json, g->keep, err);
	if (status < 0)
		return status;
	uint16_t *theme = arena_calloc(g->keep, ids, sizeof *theme);
	if (!theme)
		return error_memory(err);
	for (size_t i = 0; i < ids; i++) {
		uint16_t one;
		bool twice = false;
		if (index_of(&one, &g->list[TARGET_THEME], resolve(g, id[i])) < 0)
			return error_memory(err);
		for (size_t t = 0; t < out->themes; t++)
			twice = twice || theme[t] == one;
		if (!twice)
			theme[out->themes++] = one;
	}
	out->theme = theme;
	return 0;
}

static int each_recommendation(void *context, const struct stored_recommendation *from,
			       struct error *err)
{
	struct gathering *g = context;
	struct collection_recommendation one = {
		.document = (uint32_t)g->documents - 1,
		.anecdote = find_anecdote(g, from->anecdote),
		.score = from->score,
	};
	const int status = add_themes(&one, g, from->themes, err);
	if (status < 0)
		return status;
	if (span_keep(&one.id, from->id, g->keep) < 0 ||
	    span_keep(&one.text, from->text, g->keep) < 0 ||
	    span_keep(&one.speaker, from->speaker, g->keep) < 0 ||
	    index_of(&one.audience, &g->list[TARGET_AUDIENCE], from->audience) < 0 ||
	    arena_grow(g->keep, &g->recommendation, &g->recommendation_capacity, g->recommendations,
		       g->recommendations + 1, sizeof one) < 0)
		return error_memory(err);
	g->recommendation[g->recommendations++] = one;
	return 0;
}

static int each_commitment(void *context, const struct stored_commitment *from, struct error *err)
{
	struct gathering *g = context;
	struct collected_commitment one = {
		.document = (uint32_t)g->documents - 1,
		.outcome_document = COLLECTION_NONE,
	};
	uint16_t status;
	if (index_of(&status, &g->list[TARGET_STATUS], from->status) < 0)
		return error_memory(err);
	if (status != INDEX_NONE) {
		one.status = g->list[TARGET_STATUS].name[status].name;
		one.status_id = g->list[TARGET_STATUS].name[status].id;
	}
	one.judgement = from->judgement;
	if (index_of(&status, &g->list[TARGET_STATUS], from->judged) < 0)
		return error_memory(err);
	if (status != INDEX_NONE)
		one.judged_name = g->list[TARGET_STATUS].name[status].name;
	/* By the number of the name for now: the document comes later. */
	if (from->outcome_document.len > 0)
		one.outcome_document = names_add(&g->outcomes, from->outcome_document);
	if (span_keep(&one.id, from->id, g->keep) < 0 ||
	    span_keep(&one.text, from->text, g->keep) < 0 ||
	    span_keep(&one.who, from->who, g->keep) < 0 ||
	    span_keep(&one.outcome, from->outcome_text, g->keep) < 0 ||
	    span_keep(&one.judged, from->judged, g->keep) < 0 ||
	    span_keep(&one.judge, from->judge, g->keep) < 0 ||
	    span_keep(&one.judged_at, from->judged_at, g->keep) < 0 ||
	    arena_grow(g->keep, &g->commitment, &g->commitment_capacity, g->commitments,
		       g->commitments + 1, sizeof one) < 0)
		return error_memory(err);
	g->commitment[g->commitments++] = one;
	return 0;
}

static bool is_wanted(const struct gathering *g, const struct stored_document *document)
{
	if (document->failed || names_find(&g->repeated, document->path) != UINT32_MAX)
		return false;
	return !g->options->round || span_equal(document->round, span_from(g->options->round));
}

static int add_document(struct gathering *g, const struct stored_document *from)
{
	struct collection_document one = {
		.words = from->words,
		.first = (uint32_t)g->anecdotes,
		.place = COLLECTION_NONE,
		.round = names_find(&g->rounds, from->round),
	};
	if (from->case_name.len > 0) {
		one.place = names_add(&g->places, from->case_name);
		if (one.place == UINT32_MAX)
			return -1;
	}
	if (span_keep(&one.id, from->id, g->keep) < 0 ||
	    span_keep(&one.path, from->path, g->keep) < 0 ||
	    span_keep(&one.title, from->title.len > 0 ? from->title : from->path, g->keep) < 0 ||
	    span_keep(&one.date, from->date, g->keep) < 0 ||
	    arena_grow(g->keep, &g->document, &g->document_capacity, g->documents, g->documents + 1,
		       sizeof one) < 0)
		return -1;
	g->document[g->documents++] = one;
	return 0;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct gathering *g = context;
	if (!is_wanted(g, document))
		return 0;
	if (add_document(g, document) < 0)
		return error_memory(err);
	const struct span reviewer = g->options->reviewer;
	int status = reviewer.len > 0 ? store_anecdotes_seen(g->store, document->number, reviewer,
							     each_anecdote, g, err)
				      : store_anecdotes_each(g->store, document->number,
							     each_anecdote, g, err);
	g->document[g->documents - 1].last = (uint32_t)g->anecdotes;
	if (status == 0)
		status = store_recommendations_each(g->store, document->number, each_recommendation,
						    g, err);
	if (status == 0)
		status =
			store_commitments_each(g->store, document->number, each_commitment, g, err);
	return status;
}

static int each_round(void *context, const struct stored_document *document, struct error *err)
{
	struct gathering *g = context;
	if (!is_wanted(g, document))
		return 0;
	return names_add(&g->rounds, document->round) == UINT32_MAX ? error_memory(err) : 0;
}

static int each_duplicate(void *context, const struct stored_duplicate *duplicate,
			  struct error *err)
{
	struct gathering *g = context;
	return names_add(&g->repeated, duplicate->path) == UINT32_MAX ? error_memory(err) : 0;
}

/* Round 10 comes behind round 9. */
static int by_version(const void *a, const void *b)
{
	const struct span *one = a, *two = b;
	return strverscmp(one->at, two->at); /* names are kept with a NUL behind them */
}

static int find_rounds(struct gathering *g, struct error *err)
{
	struct names found = {.arena = g->keep};
	int status = store_documents_each(g->store, each_round, g, err);
	if (status < 0)
		return status;
	if (g->options->round && g->rounds.count == 0)
		return error_set(err, ERROR_USAGE, "there is no such round", "%s",
				 g->options->round);
	if (g->rounds.count > 0)
		qsort(g->rounds.item, g->rounds.count, sizeof *g->rounds.item, by_version);
	for (size_t i = 0; i < g->rounds.count; i++)
		if (names_add(&found, g->rounds.item[i]) == UINT32_MAX)
			return error_memory(err);
	g->rounds = found;
	return 0;
}

/* When all documents are there: which one says what became of it, and whether there is one that
 * could have. */
static void follow_commitments(struct gathering *g)
{
	for (size_t i = 0; i < g->commitments; i++) {
		struct collected_commitment *one = &g->commitment[i];
		const struct collection_document *made = &g->document[one->document];
		const uint32_t name = one->outcome_document;
		one->outcome_document = COLLECTION_NONE;
		for (uint32_t d = 0; d < g->documents; d++) {
			const struct collection_document *document = &g->document[d];
			if (name < g->outcomes.count &&
			    span_equal(document->id, g->outcomes.item[name]))
				one->outcome_document = d;
			one->revisited |= made->place != COLLECTION_NONE &&
					  document->place == made->place &&
					  document->round > made->round;
		}
	}
}

static struct collection_names names_of(const struct list *list)
{
	return (struct collection_names){list->name, list->ids.count};
}

static void fill(struct collected *out, const struct gathering *g)
{
	*out = (struct collected){
		.collection = {.theme = names_of(&g->list[TARGET_THEME]),
			       .kind = names_of(&g->list[TARGET_KIND]),
			       .role = names_of(&g->list[TARGET_ROLE]),
			       .audience = names_of(&g->list[TARGET_AUDIENCE]),
			       .round = g->rounds.item,
			       .rounds = g->rounds.count,
			       .place = g->places.item,
			       .places = g->places.count,
			       .tellers = g->tellers.count,
			       .document = g->document,
			       .documents = g->documents,
			       .anecdote = g->anecdote,
			       .anecdotes = g->anecdotes,
			       .recommendation = g->recommendation,
			       .recommendations = g->recommendations,
			       .rejected = g->rejected},
		.commitment = g->commitment,
		.commitments = g->commitments,
		.repeated = g->repeated.count,
		.reviewer = g->reviewers.item,
		.reviewers = g->reviewers.count,
	};
}

/* Merged themes and those that people added; behind the documents, which may name themes more. */
static int fill_changes(struct collected *out, const struct gathering *g)
{
	const struct codebook *book = &g->codebook;
	const struct names *ids = &g->list[TARGET_THEME].ids;
	struct collected_change *change = arena_calloc(g->keep, book->count, sizeof *change);
	if (!change)
		return -1;
	for (size_t i = 0; i < book->count; i++) {
		const struct codebook_theme *theme = &book->theme[i];
		const struct codebook_theme *now = codebook_resolve(book, theme->id);
		if (now == theme && !theme->added)
			continue;
		change[out->changes++] = (struct collected_change){
			.from = theme->name_nl,
			.theme = (uint16_t)names_find(ids, now->id),
			.parent = theme->parent.len > 0
					  ? (uint16_t)names_find(ids, resolve(g, theme->parent))
					  : INDEX_NONE,
			.merged = now != theme,
			.at = now != theme ? theme->changed_at : theme->added_at,
		};
	}
	out->change = change;
	return 0;
}

int collect_study(struct collected *out, struct store *store, const struct lexicon *lexicon,
		  const struct collect_options *options, struct arena *keep, struct error *err)
{
	static const enum target_kind kinds[] = {TARGET_KIND, TARGET_ROLE, TARGET_AUDIENCE,
						 TARGET_STATUS};
	struct gathering g = {.store = store, .options = options, .keep = keep};
	g.rounds.arena = g.places.arena = g.tellers.arena = keep;
	g.reviewers.arena = g.repeated.arena = g.list[TARGET_THEME].ids.arena = keep;
	g.outcomes.arena = keep;
	int status = codebook_load(&g.codebook, store, lexicon, keep, err);
	if (status < 0)
		return status;
	if (fill_themes(&g.list[TARGET_THEME], &g.codebook, options->language) < 0)
		return error_memory(err);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		g.list[kinds[i]].ids.arena = keep;
		if (fill_list(&g.list[kinds[i]], lexicon, kinds[i], options->language) < 0)
			return error_memory(err);
	}
	status = store_duplicates_each(store, each_duplicate, &g, err);
	if (status == 0)
		status = find_rounds(&g, err);
	if (status == 0)
		status = store_documents_each(store, each_document, &g, err);
	follow_commitments(&g);
	fill(out, &g);
	return status == 0 && fill_changes(out, &g) < 0 ? error_memory(err) : status;
}
