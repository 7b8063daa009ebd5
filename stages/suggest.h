/*
 * suggest.h - suggest themes and a kind for each anecdote, with the evidence, and
 * say what its words alone tell of the teller's role.
 *
 * Takes   a reading and its anecdotes; the lexicon's hits; models, any of which
 *         may be missing.
 * Gives   every theme ranked by calibrated probability, those above the
 *         threshold suggested; the kind; for the foremost themes the words and
 *         rules that weighed most.
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset; the cache
 *         belongs to one thread.
 * Threads a pure function of its arguments; a suggester may be shared.
 */
#ifndef STAGES_SUGGEST_H
#define STAGES_SUGGEST_H

#include "stages/analysis.h"
#include "stages/blend.h"
#include "stages/segment.h"

struct arena;
struct error;
struct lexicon;
struct model;

enum suggest_head {
	SUGGEST_THEME,
	SUGGEST_KIND,
	SUGGEST_ROLE,
	SUGGEST_STUDY, /* themes again: what the study's own decisions add (adapt.h) */
	SUGGEST_HEADS
};

enum suggest_balance { SUGGEST_BALANCED, SUGGEST_PRECISION, SUGGEST_RECALL };

struct suggest_settings {
	enum suggest_balance balance;
	float threshold; /* on the probability; 0: the model's own for this balance */
};

struct suggester;
struct suggest_cache;

/*
 * `model` holds SUGGEST_HEADS models, any of them NULL. Lexicon and models are borrowed and must
 * outlive it. Labels of a model that the lexicon does not have are left out. Free with
 * suggester_free (NULL is no error). NULL when memory is out.
 */
struct suggester *suggester_new(const struct lexicon *lexicon, const struct model *const *model,
				const struct suggest_settings *settings, struct error *err);
void suggester_free(struct suggester *suggester);

struct suggest_cache *suggest_cache_new(struct error *err);
void suggest_cache_free(struct suggest_cache *cache);
/* To be called whenever the vocabulary is reset. */
void suggest_cache_reset(struct suggest_cache *cache);

/*
 * Sets kind, themes and evidence of each anecdote. In *roles, unless `roles` is NULL, comes what
 * suggest_roles gives, for less work than both apart. Returns 0 or ERROR_MEMORY.
 */
int suggest_run(struct analysis *analysis, const float **roles, const struct suggester *suggester,
		struct suggest_cache *cache, const struct reading *reading, struct arena *keep,
		struct arena *scratch, struct error *err);

/*
 * Per anecdote the probability of each role of the lexicon, in `keep`, for speaker_run; *out is
 * NULL when there is no model of roles. Returns 0 or ERROR_MEMORY.
 */
int suggest_roles(const float **out, const struct suggester *suggester, struct suggest_cache *cache,
		  const struct reading *reading, const struct analysis *analysis,
		  struct arena *keep, struct arena *scratch, struct error *err);

/* How the features of a head are joined. */
const struct blend *suggest_blend(const struct suggester *suggester, enum suggest_head head);

/*
 * The features from which blend_apply works out the probabilities of one head's targets, for
 * fitting: lexicon_count() times BLEND_FEATURES numbers. Returns 0 or ERROR_MEMORY.
 */
int suggest_features(float *out, const struct suggester *suggester, struct suggest_cache *cache,
		     const struct reading *reading, uint32_t first, uint32_t last,
		     enum suggest_head head, struct error *err);

#endif
