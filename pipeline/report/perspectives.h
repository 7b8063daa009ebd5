/*
 * perspectives.h - drafts of perspectives in words: a title to change, what is observed, and
 * questions to talk about. What it means is for people to say: no interpretation is made up.
 */
#ifndef PIPELINE_REPORT_PERSPECTIVES_H
#define PIPELINE_REPORT_PERSPECTIVES_H

#include "pipeline/report/overview.h"
#include "stages/perspective.h"

enum { PERSPECTIVE_SENTENCES_MOST = 6 };

/* A perspective in words, in the arena of the overview. */
struct perspective_words {
	struct span title;
	struct span seen[PERSPECTIVE_SENTENCES_MOST]; /* observation: only what was counted */
	size_t seens;
	struct span question[PERSPECTIVE_SENTENCES_MOST];
	size_t questions;
};

/* Returns 0 or ERROR_MEMORY. */
int perspectives_make(struct perspective_list *out, struct overview *overview, struct error *err);
int perspective_say(struct perspective_words *out, const struct perspective *perspective,
		    struct overview *overview, struct error *err);

/* The ids of its themes, in the arena of the overview; NULL without memory. */
const struct span *perspective_themes(const struct perspective *perspective,
				      struct overview *overview);

struct emitter;
/* Its members, into a JSON object that is open. */
void perspective_emit(struct emitter *to, const struct perspective *perspective,
		      const struct perspective_words *words, const struct collection *collection);

extern const struct overview_format perspective_formats[];

#endif
