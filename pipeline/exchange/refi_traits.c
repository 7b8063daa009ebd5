#include "pipeline/exchange/refi_traits.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/metadata.h"
#include "corpus/stories.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/study.h"

struct place_of {
	const struct guid *guid; /* of a selection */
	size_t story;
};

struct gathering {
	struct refi_work *work;
	const struct refi_source *source;
	struct refi_traits *out;
	struct place_of *selection; /* by GUID */
};

static int by_guid(const void *a, const void *b)
{
	const struct place_of *one = a, *two = b;
	return strcmp(one->guid->text, two->guid->text);
}

static bool names(const struct refi_work *work, enum metadata_field field, struct span name)
{
	return metadata_field_of(name, work->scratch) == field;
}

static struct span variable_name(const struct refi *refi, const struct refi_value *value)
{
	for (size_t i = 0; i < refi->variables; i++)
		if (guid_equal(&refi->variable[i].guid, &value->variable))
			return refi->variable[i].name;
	return SPAN("");
}

static int add(struct gathering *g, size_t story, struct span name, struct span value)
{
	struct refi_traits *out = g->out;
	if (name.len == 0 || value.len == 0)
		return 0;
	if (arena_grow(g->work->scratch, &out->trait, &out->capacity, out->traits, out->traits + 1,
		       sizeof *out->trait) < 0)
		return error_memory(g->work->err);
	out->trait[out->traits] = (struct refi_trait){story, name, value, out->traits};
	out->traits++;
	return 0;
}

/* The first that says which round it is holds. */
static int set_round(struct gathering *g, struct span value)
{
	if (g->out->round || value.len == 0)
		return 0;
	const char *text = arena_copy(g->work->scratch, value.at, value.len);
	if (!text)
		return error_memory(g->work->err);
	const char *number = study_round_of_folder(g->work->scratch, text);
	g->out->round = number ? number : text;
	return 0;
}

static bool says_speaker(const struct gathering *g, struct span name)
{
	return stories_is_speaker(name, g->work->scratch);
}

/* Who speaks in a text is who speaks in its stories only if there is one (`Fatima; Joost` are two)
 * and no case says it of passages. */
static bool is_of_other_stories(const struct gathering *g, size_t story, struct span name,
				struct span value)
{
	if (story != SIZE_MAX || !says_speaker(g, name))
		return false;
	bool other = value.len > 0 && memchr(value.at, ';', value.len);
	for (size_t i = 0; i < g->out->traits && !other; i++)
		other = g->out->trait[i].story != SIZE_MAX &&
			says_speaker(g, g->out->trait[i].name);
	return other;
}

static int add_values(struct gathering *g, size_t story, size_t first, size_t count)
{
	const struct refi *refi = g->work->refi;
	int status = 0;
	for (size_t i = first; i < first + count && status == 0; i++) {
		const struct refi_value *value = &refi->value[i];
		const struct span name = variable_name(refi, value);
		if (name.len == 0)
			import_note(g->work->out,
				    "values of a variable that is not there were left out",
				    value->text, 1, true);
		else if (story == SIZE_MAX && names(g->work, FIELD_ROUND, name))
			status = set_round(g, value->text);
		else if (!names(g->work, FIELD_ROUND, name) &&
			 !is_of_other_stories(g, story, name, value->text))
			status = add(g, story, name, value->text);
	}
	return status;
}

static bool has_speaker(const struct gathering *g, const struct refi_group *group)
{
	const struct refi *refi = g->work->refi;
	for (size_t i = 0; i < group->values; i++)
		if (says_speaker(g, variable_name(refi, &refi->value[group->first_value + i])))
			return true;
	return false;
}

static bool has_source(const struct gathering *g, const struct refi_group *group)
{
	for (size_t i = 0; i < group->members; i++)
		if (guid_equal(&g->work->refi->member[group->first_member + i].target,
			       &g->source->guid))
			return true;
	return false;
}

static bool says_case(const struct gathering *g)
{
	for (size_t i = 0; i < g->out->traits; i++)
		if (g->out->trait[i].story == SIZE_MAX &&
		    names(g->work, FIELD_CASE, g->out->trait[i].name))
			return true;
	return false;
}

/* Cases of the whole text. */
static int gather_cases(struct gathering *g)
{
	struct refi *refi = g->work->refi;
	struct refi_group *only = NULL;
	size_t count = 0;
	for (size_t i = 0; i < refi->case_items; i++) {
		if (!has_source(g, &refi->case_item[i]))
			continue;
		only = &refi->case_item[i];
		count++;
	}
	/* The values of several cases of a text are those of people in it, not the text's. */
	if (count != 1)
		return 0;
	only->used = true;
	const int status = add_values(g, SIZE_MAX, only->first_value, only->values);
	return status == 0 && !says_case(g) ? add(g, SIZE_MAX, SPAN("case"), only->name) : status;
}

static int gather_passages(struct gathering *g, struct refi_group *group)
{
	const struct refi *refi = g->work->refi;
	const size_t selections = g->source->selections;
	size_t last = SIZE_MAX;
	int status = 0;
	for (size_t i = 0; i < group->members && selections > 0 && status == 0; i++) {
		const struct place_of wanted = {&refi->member[group->first_member + i].target, 0};
		const struct place_of *found =
			bsearch(&wanted, g->selection, selections, sizeof *g->selection, by_guid);
		if (!found || found->story == SIZE_MAX || found->story == last)
			continue;
		last = found->story;
		group->used = true;
		status = add_values(g, last, group->first_value, group->values);
		if (status == 0 && !has_speaker(g, group))
			status = add(g, last, SPAN("case (passage)"), group->name);
	}
	return status;
}

static int gather_sets(struct gathering *g)
{
	struct refi *refi = g->work->refi;
	int status = 0;
	for (size_t i = 0; i < refi->set_items && status == 0; i++) {
		struct refi_group *set = &refi->set_item[i];
		const char *name = arena_copy(g->work->scratch, set->name.at, set->name.len);
		if (!name)
			return error_memory(g->work->err);
		if (!has_source(g, set) || !study_round_of_folder(g->work->scratch, name))
			continue;
		set->used = true;
		status = set_round(g, set->name);
	}
	return status;
}

static int index_selections(struct gathering *g, const size_t *place)
{
	const size_t count = g->source->selections;
	g->selection = arena_calloc(g->work->scratch, count, sizeof *g->selection);
	if (!g->selection)
		return error_memory(g->work->err);
	for (size_t i = 0; i < count; i++)
		g->selection[i] = (struct place_of){
			&g->work->refi->selection[g->source->first_selection + i].guid, place[i]};
	if (count > 1)
		qsort(g->selection, count, sizeof *g->selection, by_guid);
	return 0;
}

static int by_story(const void *a, const void *b)
{
	const struct refi_trait *one = a, *two = b;
	if (one->story != two->story)
		return one->story < two->story ? -1 : 1;
	return one->order < two->order ? -1 : one->order > two->order;
}

int refi_traits(struct refi_traits *out, struct refi_work *work, const struct refi_source *source,
		const size_t *place)
{
	struct gathering g = {.work = work, .source = source, .out = out};
	*out = (struct refi_traits){.round = NULL};
	int status = index_selections(&g, place);
	for (size_t i = 0; i < work->refi->case_items && status == 0; i++)
		status = gather_passages(&g, &work->refi->case_item[i]);
	if (status == 0)
		status = add_values(&g, SIZE_MAX, source->first_value, source->values);
	if (status == 0)
		status = gather_cases(&g);
	if (status == 0)
		status = gather_sets(&g);
	if (!out->round)
		out->round = "1";
	if (out->traits > 1)
		qsort(out->trait, out->traits, sizeof *out->trait, by_story);
	return status;
}

static void mark(const struct refi *refi, struct refi_group *group, const struct guid *guid)
{
	for (size_t i = 0; i < group->members && !group->used; i++)
		group->used = guid_equal(&refi->member[group->first_member + i].target, guid);
}

void refi_traits_known(const struct refi_work *work, const struct refi_source *source)
{
	struct refi *refi = work->refi;
	for (size_t c = 0; c < refi->case_items; c++) {
		mark(refi, &refi->case_item[c], &source->guid);
		for (size_t i = 0; i < source->selections && !refi->case_item[c].used; i++)
			mark(refi, &refi->case_item[c],
			     &refi->selection[source->first_selection + i].guid);
	}
}
