#include "pipeline/learn/teaching.h"

#include "corpus/error.h"
#include "lexicons/word_class.h"
#include "pipeline/resources.h"
#include "pipeline/store/decisions.h"
#include "pipeline/study.h"
#include "stages/propose_name.h"

static void add_people(struct propose_names *names, struct span *known,
		       const struct study_people *people)
{
	for (size_t i = 0; i < people->count; i++)
		known[names->knowns++] = span_from(people->item[i].name);
}

/* Who the study file names: nobody wants to see them among the terms. */
static int gather_names(struct propose_names *names, const struct study *study, struct arena *keep)
{
	size_t most = study->people.count + study->expected.count + study->pseudonyms;
	for (size_t i = 0; i < study->overrides; i++)
		most += study->override[i].people.count;
	struct span *known = arena_calloc(keep, most, sizeof *known);
	if (!known)
		return -1;
	names->known = known;
	add_people(names, known, &study->people);
	add_people(names, known, &study->expected);
	for (size_t i = 0; i < study->overrides; i++)
		add_people(names, known, &study->override[i].people);
	for (size_t i = 0; i < study->pseudonyms; i++)
		known[names->knowns++] = span_from(study->pseudonym[i]);
	return 0;
}

static int propose(struct teaching *out, const struct stage_resources *stage,
		   const struct study *study, struct error *err)
{
	struct propose_names names = {.telling = stage->words};
	struct word_classes *classes = NULL;
	if (gather_names(&names, study, &out->arena) < 0)
		return error_memory(err);
	int status = resources_names(&classes, err);
	names.classes = classes;
	if (status == 0)
		status = propose_run(&out->proposed, &out->collected.collection, &out->content,
				     stage->language, stage->lexicon, &names, &out->arena, err);
	word_classes_free(classes);
	return status;
}

static int gather(struct teaching *out, struct store *store, const struct resources *resources,
		  const struct study *study, const struct collect_options *options,
		  struct error *err)
{
	const struct stage_resources *stage = &resources->stage;
	const struct collection *c = &out->collected.collection;
	int status =
		collect_study(&out->collected, store, stage->lexicon, options, &out->arena, err);
	if (status == 0)
		status = content_run(&out->content, c, stage->language, &out->arena, err);
	if (status == 0)
		status = propose(out, stage, study, err);
	if (status == 0)
		status = codebook_load(&out->codebook, store, stage->lexicon, &out->arena, err);
	return status == 0 ? learnt_load(&out->learnt, store, &out->codebook, &out->arena, err)
			   : status;
}

int teaching_make(struct teaching *out, struct store *store, const struct resources *resources,
		  const struct study *study, const struct collect_options *options,
		  struct error *err)
{
	*out = (struct teaching){.arena = ARENA_INIT};
	int64_t last = 0;
	int status = gather(out, store, resources, study, options, err);
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
