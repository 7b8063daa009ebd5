#include "stages/utterance_judge.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/scan.h"
#include "stages/softmax.h"

const char *const purpose_name[PURPOSES] = {
	[PURPOSE_OTHER] = "other",
	[PURPOSE_ADVICE] = "advice",
	[PURPOSE_PROMISE] = "promise",
	[PURPOSE_OUTCOME] = "outcome",
};

void utterance_score(float *score, const struct model *model, const struct utterance_row *row)
{
	const size_t labels = model_labels(model);
	float norm2 = 0; /* rows are not scaled */
	memcpy(score, model_bias(model), labels * sizeof(*score));
	model_add_all(model, row->feature, row->count, &norm2, score);
	softmax(score, labels);
}

/* Where each purpose stands among the model's labels. */
static bool find_labels(size_t label[PURPOSES], const struct model *model)
{
	for (size_t p = 0; p < PURPOSES; p++) {
		label[p] = 0;
		while (label[p] < model_labels(model) &&
		       !span_equal(model_label(model, label[p]), span_from(purpose_name[p])))
			label[p]++;
		if (label[p] == model_labels(model))
			return false;
	}
	return true;
}

int utterance_judge(struct judgement *out, const struct utterance_models *models,
		    const struct reading *reading, struct arena *keep, struct arena *scratch,
		    struct error *err)
{
	size_t label[PURPOSES];
	*out = (struct judgement){.purpose = NULL};
	if (!models->purpose || !find_labels(label, models->purpose))
		return 0;
	struct utterance_row *row = arena_alloc(scratch, sizeof(*row));
	if (!row || utterance_list_make(&out->list, reading, keep, scratch) < 0)
		return error_memory(err);
	out->purpose = arena_calloc(keep, out->list.count, sizeof(*out->purpose));
	if (!out->purpose)
		return error_memory(err);
	for (size_t i = 0; i < out->list.count; i++) {
		float score[MODEL_LABELS_MOST];
		utterance_features(row, UTTERANCE_VIEW_PURPOSE, reading, &out->list, i);
		utterance_score(score, models->purpose, row);
		for (size_t p = 0; p < PURPOSES; p++)
			out->purpose[i][p] = score[label[p]];
	}
	return 0;
}

static bool is_called(const struct speaker *speaker, struct span said, struct arena *scratch)
{
	size_t at = 0;
	struct span word;
	if (speaker->code.len > 0 && span_equal(speaker->code, said))
		return true;
	while (scan_word(&word, speaker->name, &at))
		if (scan_is_upper(word) && scan_equal(word, said, scratch))
			return true;
	return false;
}

static struct span named_person(const struct reading *reading, const struct utterance *u,
				struct arena *scratch)
{
	const struct structure *structure = reading->structure;
	for (uint32_t t = u->first; t < u->last; t++) {
		const struct token *token = &reading->tokens->item[t];
		const struct span said = {reading->document->text.at + token->start, token->len};
		if (token->kind != TOKEN_WORD || !(token->flags & TOKEN_CAPITAL))
			continue;
		for (size_t s = 0; s < structure->speakers; s++)
			if (is_called(&structure->speaker[s], said, scratch))
				return structure->speaker[s].name;
	}
	return (struct span){.len = 0};
}

struct span utterance_person(const struct reading *reading, const struct utterance *u,
			     bool named_first, struct arena *scratch)
{
	const struct structure *structure = reading->structure;
	const bool says = u->speaker != SPEAKER_NONE && !structure->speaker[u->speaker].interviewer;
	const struct span speaker =
		says ? structure->speaker[u->speaker].name : (struct span){.len = 0};
	if (speaker.len > 0 && !named_first)
		return speaker;
	const struct span named = named_person(reading, u, scratch);
	return named.len > 0 ? named : speaker;
}
