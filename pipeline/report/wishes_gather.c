#include <string.h>

#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/report/wishes.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/pack.h"
#include "stages/segment.h"
#include "stages/stage.h"
#include "stages/tokenise.h"

struct gathering {
	struct store *store;
	struct overview *overview;
	const struct collection *c;
	struct stage_workspace workspace;
	struct arena text; /* of the document at hand */
	struct wish *item;
	size_t count;
	size_t capacity;
	size_t document; /* the next of the collection */
};

/* As the stages left it, which is not far from how the reader did. */
static int load_document(struct document *out, struct gathering *g, int64_t number,
			 struct error *err)
{
	struct stored_content content;
	const struct block *block;
	*out = (struct document){.format = ""};
	int status = store_content_get(&content, g->store, number, &g->text, err);
	if (status == 0)
		status = unpack_blocks(&block, &out->blocks, content.blocks, &g->text, err);
	if (status == 0)
		status = unpack_people(&out->metadata.person, &out->metadata.persons,
				       content.people, &g->text, err);
	if (status < 0)
		return status;
	out->text = content.text;
	out->block = arena_calloc(&g->text, out->blocks + 1, sizeof *out->block);
	if (!out->block)
		return error_memory(err);
	if (out->blocks > 0)
		memcpy(out->block, block, out->blocks * sizeof *out->block);
	return 0;
}

static int find_learning(struct learning_list *out, struct gathering *g,
			 const struct document *document, struct error *err)
{
	struct stage_work work;
	struct arena *scratch = &g->workspace.scratch;
	const struct stage_resources *resources = g->workspace.resources;
	const struct tokenise_options options = {.tailored = true};
	stage_begin(&work, &g->workspace, document, &g->text);
	int status =
		structure_run(&work.structure, document, resources->words, &g->text, scratch, err);
	if (status == 0)
		status = tokenise_run(&work.tokens, g->workspace.vocabulary, &options,
				      document->text, work.structure.block, work.structure.blocks,
				      work.structure.aside, work.structure.asides, &g->text,
				      scratch, err);
	if (status == 0)
		status = match_run(&work.hits, g->workspace.cache, resources->lexicon,
				   g->workspace.vocabulary, document->text, &work.tokens, &g->text,
				   scratch, err);
	if (status < 0)
		return status;
	const struct reading reading = {
		.document = document,
		.structure = &work.structure,
		.tokens = &work.tokens,
		.hits = &work.hits,
		.vocabulary = g->workspace.vocabulary,
		.lexicon = resources->lexicon,
		.words = resources->words,
		.segment_model = resources->segment_model,
	};
	return learning_run(out, &reading, resources->suggester, g->workspace.suggestions, &g->text,
			    scratch, err);
}

static uint32_t anecdote_with(const struct collection *c, uint32_t document, struct range range)
{
	for (uint32_t i = c->document[document].first; i < c->document[document].last; i++)
		if (c->anecdote[i].range.start <= range.start &&
		    range.end <= c->anecdote[i].range.end)
			return i;
	return COLLECTION_NONE;
}

static uint16_t theme_of(const struct gathering *g, uint16_t theme)
{
	const struct span id =
		lexicon_target(g->workspace.resources->lexicon, TARGET_THEME, theme)->id;
	for (uint16_t i = 0; i < g->c->theme.count; i++)
		if (span_equal(g->c->theme.item[i].id, id))
			return i;
	return INDEX_NONE;
}

static void add_theme(struct wish *wish, uint16_t theme)
{
	if (theme != INDEX_NONE && wish->themes < LEARNING_THEMES_MOST)
		wish->theme[wish->themes++] = theme;
}

static void set_themes(struct wish *wish, const struct gathering *g, const struct learning *from)
{
	if (wish->anecdote != COLLECTION_NONE) {
		const struct collection_anecdote *a = &g->c->anecdote[wish->anecdote];
		for (size_t i = 0; i < a->labels; i++)
			add_theme(wish, a->label[i].theme);
	}
	for (size_t i = 0; i < from->themes && wish->anecdote == COLLECTION_NONE; i++)
		add_theme(wish, theme_of(g, from->theme[i]));
}

static int add_wish(struct gathering *g, const struct document *document, uint32_t index,
		    const struct learning *from, struct error *err)
{
	struct arena *keep = &g->overview->arena;
	const struct span said = span_of(document->text, from->range);
	const char *text = arena_copy(keep, said.at, said.len);
	const char *speaker = arena_copy(keep, from->speaker.at, from->speaker.len);
	if (!text || !speaker ||
	    arena_grow(keep, &g->item, &g->capacity, g->count, g->count + 1, sizeof *g->item) < 0)
		return error_memory(err);
	struct wish *wish = &g->item[g->count++];
	*wish = (struct wish){
		.aim = from->aim,
		.text = {text, said.len},
		.speaker = {speaker, from->speaker.len},
		.document = index,
		.anecdote = anecdote_with(g->c, index, from->range),
	};
	set_themes(wish, g, from);
	return 0;
}

/* The collection has the store's documents in the same order, and leaves some out. */
static int gather_one(void *context, const struct stored_document *stored, struct error *err)
{
	struct gathering *g = context;
	struct document document;
	struct learning_list found = {.count = 0};
	const uint32_t index = (uint32_t)g->document;
	if (index >= g->c->documents || !span_equal(g->c->document[index].id, stored->id))
		return 0;
	g->document++;
	int status = load_document(&document, g, stored->number, err);
	if (status == 0)
		status = find_learning(&found, g, &document, err);
	for (size_t i = 0; i < found.count && status == 0; i++)
		status = add_wish(g, &document, index, &found.item[i], err);
	arena_reset(&g->text);
	arena_reset(&g->workspace.scratch);
	return status;
}

int wishes_gather(struct wish_list *out, struct overview *overview, struct store *store,
		  const struct stage_resources *resources, struct error *err)
{
	struct gathering g = {
		.store = store, .overview = overview, .c = &overview->collected.collection};
	*out = (struct wish_list){.count = 0};
	int status = stage_workspace_init(&g.workspace, resources, err);
	if (status == 0)
		status = store_documents_each(store, gather_one, &g, err);
	stage_workspace_release(&g.workspace);
	arena_release(&g.text);
	*out = (struct wish_list){.item = g.item, .count = g.count};
	return status;
}
