#include "pipeline/learn/teaching.h"

#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/store/decisions.h"

static int gather(struct teaching *out, struct store *store, const struct resources *resources,
		  const struct collect_options *options, struct error *err)
{
	const struct stage_resources *stage = &resources->stage;
	const struct collection *c = &out->collected.collection;
	int status =
		collect_study(&out->collected, store, stage->lexicon, options, &out->arena, err);
	if (status == 0)
		status = content_run(&out->content, c, stage->language, &out->arena, err);
	if (status == 0)
		status = propose_run(&out->proposed, c, &out->content, stage->language,
				     stage->lexicon, &out->arena, err);
	if (status == 0)
		status = codebook_load(&out->codebook, store, stage->lexicon, &out->arena, err);
	return status == 0 ? learnt_load(&out->learnt, store, &out->codebook, &out->arena, err)
			   : status;
}

int teaching_make(struct teaching *out, struct store *store, const struct resources *resources,
		  const struct collect_options *options, struct error *err)
{
	*out = (struct teaching){.arena = ARENA_INIT};
	int64_t last = 0;
	int status = gather(out, store, resources, options, err);
	if (status == 0)
		status = store_decision_last(&last, store, err);
	return status == 0 ? lessons_estimate(&out->lessons, resources, store, last, err) : status;
}

void teaching_free(struct teaching *teaching)
{
	arena_release(&teaching->arena);
}

static struct span theme_id(const struct teaching *teaching, const struct proposed_theme *theme)
{
	return teaching->collected.collection.theme.item[theme->theme].id;
}

const struct learnt_term *teaching_state(const struct teaching *teaching,
					 const struct proposed_theme *theme,
					 const struct proposed_term *term)
{
	return learnt_find(&teaching->learnt, theme_id(teaching, theme), term->cue);
}

const struct proposed_term *teaching_find(const struct proposed_theme **theme,
					  const struct teaching *teaching, struct span id,
					  struct span cue)
{
	for (size_t i = 0; i < teaching->proposed.count; i++) {
		*theme = &teaching->proposed.item[i];
		if (!span_equal(theme_id(teaching, *theme), id))
			continue;
		for (size_t k = 0; k < (*theme)->terms; k++)
			if (span_equal((*theme)->term[k].cue, cue))
				return &(*theme)->term[k];
	}
	return NULL;
}
