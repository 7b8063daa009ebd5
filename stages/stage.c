#include "stages/stage.h"

#include "corpus/document.h"
#include "corpus/error.h"
#include "stages/commit.h"
#include "stages/outcome.h"
#include "stages/recommend.h"
#include "stages/segment.h"
#include "stages/speaker.h"
#include "stages/suggest.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

static int run_structure(struct stage_work *work, struct error *err)
{
	return structure_run(&work->structure, work->document, work->workspace->resources->words,
			     work->keep, &work->workspace->scratch, err);
}

static int run_tokenise(struct stage_work *work, struct error *err)
{
	const struct tokenise_options options = {.tailored = true};
	const struct structure *structure = &work->structure;
	return tokenise_run(&work->tokens, work->workspace->vocabulary, &options,
			    work->document->text, structure->block, structure->blocks,
			    structure->aside, structure->asides, work->keep,
			    &work->workspace->scratch, err);
}

static int run_fingerprint(struct stage_work *work, struct error *err)
{
	(void)err;
	fingerprint_run(&work->fingerprint, &work->tokens, work->workspace->vocabulary);
	return 0;
}

static int run_match(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	return match_run(&work->hits, workspace->cache, workspace->resources->lexicon,
			 workspace->vocabulary, work->document->text, &work->tokens, work->keep,
			 &workspace->scratch, err);
}

static struct reading reading_of(const struct stage_work *work)
{
	return (struct reading){
		.document = work->document,
		.structure = &work->structure,
		.tokens = &work->tokens,
		.hits = &work->hits,
		.vocabulary = work->workspace->vocabulary,
		.lexicon = work->workspace->resources->lexicon,
		.words = work->workspace->resources->words,
		.segment_model = work->workspace->resources->segment_model,
	};
}

static int run_segment(struct stage_work *work, struct error *err)
{
	const struct reading reading = reading_of(work);
	return segment_run(&work->analysis, &reading, work->keep, &work->workspace->scratch, err);
}

static int run_suggest(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	return suggest_run(&work->analysis, &work->roles, workspace->resources->suggester,
			   workspace->suggestions, &reading, work->keep, &workspace->scratch, err);
}

static int run_speaker(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	int status = 0;
	if (!work->roles) /* a record does not hold them */
		status = suggest_roles(&work->roles, workspace->resources->suggester,
				       workspace->suggestions, &reading, &work->analysis,
				       work->keep, &workspace->scratch, err);
	return status < 0 ? status
			  : speaker_run(&work->analysis, &reading, work->roles, work->keep,
					&workspace->scratch, err);
}

static int run_judge(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	return utterance_judge(&work->judgement, &workspace->resources->utterances, &reading,
			       work->keep, &workspace->scratch, err);
}

static int run_recommend(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	return recommend_run(&work->analysis, &reading, &work->judgement,
			     &workspace->resources->utterances, workspace->resources->suggester,
			     workspace->suggestions, work->keep, &workspace->scratch, err);
}

static int run_commit(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	return commit_run(&work->analysis, &reading, &work->judgement,
			  &workspace->resources->utterances, work->keep, &workspace->scratch, err);
}

static int run_outcome(struct stage_work *work, struct error *err)
{
	struct stage_workspace *workspace = work->workspace;
	const struct reading reading = reading_of(work);
	return outcome_run(&work->analysis, &reading, &work->judgement,
			   &workspace->resources->utterances, work->keep, &workspace->scratch, err);
}

const struct stage stage_table[] = {
	{"structure", "blocks, speakers, asides", run_structure},
	{"tokenise", "tokens, sentences", run_tokenise},
	{"fingerprint", "fingerprint", run_fingerprint},
	{"match", "hits", run_match},
	{"segment", "anecdotes", run_segment},
	{"suggest", "kind and themes of the anecdotes", run_suggest},
	{"speaker", "who tells an anecdote, and in what role", run_speaker},
	{"judge", "what each utterance is for", run_judge},
	{"recommend", "recommendations", run_recommend},
	{"commit", "commitments", run_commit},
	{"outcome", "what became of commitments", run_outcome},
	{NULL, NULL, NULL},
};

int stage_workspace_init(struct stage_workspace *workspace, const struct stage_resources *resources,
			 struct error *err)
{
	*workspace = (struct stage_workspace){.resources = resources};
	workspace->vocabulary = vocabulary_new(resources->language, err);
	if (workspace->vocabulary) {
		vocabulary_classify(workspace->vocabulary, resources->words);
		workspace->cache = match_cache_new(resources->lexicon, err);
	}
	if (workspace->cache)
		workspace->suggestions = suggest_cache_new(err);
	return workspace->suggestions ? 0 : error_memory(err);
}

void stage_workspace_release(struct stage_workspace *workspace)
{
	suggest_cache_free(workspace->suggestions);
	match_cache_free(workspace->cache);
	vocabulary_free(workspace->vocabulary);
	arena_release(&workspace->scratch);
	*workspace = (struct stage_workspace){.resources = NULL};
}

void stage_begin(struct stage_work *work, struct stage_workspace *workspace,
		 const struct document *document, struct arena *keep)
{
	*work = (struct stage_work){
		.workspace = workspace,
		.keep = keep,
		.document = document,
		.structure = {.block = document->block, .blocks = document->blocks},
	};
	if (vocabulary_count(workspace->vocabulary) > STAGE_TYPES_MOST) {
		vocabulary_reset(workspace->vocabulary);
		match_cache_reset(workspace->cache);
		suggest_cache_reset(workspace->suggestions);
	}
}

int stage_document(struct stage_work *work, struct error *err)
{
	for (const struct stage *stage = stage_table; stage->name; stage++) {
		const int status = stage->run(work, err);
		arena_reset(&work->workspace->scratch);
		if (status < 0)
			return status;
	}
	return 0;
}
