#include "stages/suggester.h"

#include <stdio.h>
#include <stdlib.h>

#include "corpus/error.h"
#include "lexicons/model.h"

#define THRESHOLD_BALANCED 0.3f

enum target_kind suggester_kind(enum suggest_head head)
{
	switch (head) {
	case SUGGEST_KIND:
		return TARGET_KIND;
	case SUGGEST_ROLE:
		return TARGET_ROLE;
	default:
		return TARGET_THEME;
	}
}

static const char *const weight_name[BLEND_FEATURES] = {
	[BLEND_MODEL] = "blend.model",         [BLEND_STUDY] = "blend.study",
	[BLEND_POSITIVE] = "blend.positive",   [BLEND_NEGATIVE] = "blend.negative",
	[BLEND_STRONGEST] = "blend.strongest",
};

static void read_blend(struct blend *blend, const struct model *model)
{
	*blend = blend_default;
	if (!model)
		return;
	for (size_t i = 0; i < BLEND_FEATURES; i++)
		blend->weight[i] = model_number(model, weight_name[i], blend->weight[i]);
	blend->intercept = model_number(model, "curve.intercept", blend->intercept);
	blend->slope = model_number(model, "curve.slope", blend->slope);
}

/* What the model's own reports said of how often each label is put, at the lexicon's targets. */
static void read_biases(struct suggester *suggester, enum suggest_head head)
{
	const struct model *model = suggester->model[head];
	for (size_t i = 0; i < model_labels(model); i++) {
		char name[sizeof((struct model_number *)NULL)->name];
		const struct span label = model_label(model, i);
		(void)snprintf(name, sizeof name, "bias.%.*s", (int)label.len, label.at);
		const uint16_t target = suggester->target[head][i];
		if (target < BLEND_THEMES_MOST)
			suggester->blend[head].bias[target] = model_number(model, name, 0);
	}
}

static int map_labels(struct suggester *suggester, enum suggest_head head)
{
	const struct model *model = suggester->model[head];
	const size_t labels = model_labels(model);
	uint16_t *target = calloc(labels, sizeof *target);
	if (!target)
		return -1;
	for (size_t i = 0; i < labels; i++)
		target[i] = lexicon_find(suggester->lexicon, suggester_kind(head),
					 model_label(model, i));
	suggester->target[head] = target;
	read_biases(suggester, head);
	return 0;
}

static float find_threshold(const struct model *model, const struct suggest_settings *settings)
{
	static const char *const name[] = {
		[SUGGEST_BALANCED] = "threshold.balanced",
		[SUGGEST_PRECISION] = "threshold.precision",
		[SUGGEST_RECALL] = "threshold.recall",
	};
	if (settings->threshold > 0)
		return settings->threshold;
	return model ? model_number(model, name[settings->balance], THRESHOLD_BALANCED)
		     : THRESHOLD_BALANCED;
}

struct suggester *suggester_new(const struct lexicon *lexicon, const struct model *const *model,
				const struct suggest_settings *settings, struct error *err)
{
	struct suggester *suggester = calloc(1, sizeof *suggester);
	if (!suggester) {
		(void)error_memory(err);
		return NULL;
	}
	suggester->lexicon = lexicon;
	suggester->joined = model_join(model, SUGGEST_HEADS, err);
	if (!suggester->joined) {
		suggester_free(suggester);
		return NULL;
	}
	suggester->threshold = find_threshold(model[SUGGEST_THEME], settings);
	if (model[SUGGEST_STUDY] && settings->threshold <= 0)
		suggester->threshold = model_number(model[SUGGEST_STUDY], "threshold.balanced",
						    suggester->threshold);
	for (int head = 0; head < SUGGEST_HEADS; head++) {
		suggester->model[head] = model[head];
		read_blend(&suggester->blend[head], model[head]);
		if (model[head] && map_labels(suggester, (enum suggest_head)head)) {
			(void)error_memory(err);
			suggester_free(suggester);
			return NULL;
		}
	}
	/* What the study's decisions say of its own figures goes before what other reports said. */
	struct blend *themes = &suggester->blend[SUGGEST_THEME];
	if (model[SUGGEST_STUDY]) {
		themes->intercept =
			model_number(model[SUGGEST_STUDY], "curve.intercept", themes->intercept);
		themes->slope = model_number(model[SUGGEST_STUDY], "curve.slope", themes->slope);
	}
	return suggester;
}

void suggester_free(struct suggester *suggester)
{
	if (!suggester)
		return;
	for (int head = 0; head < SUGGEST_HEADS; head++)
		free(suggester->target[head]);
	model_free(suggester->joined);
	free(suggester);
}
