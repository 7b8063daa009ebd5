/*
 * steer.h - turn the directions of described themes (space.h) to where reviewers
 * put them: what one decision says of its words it also says of words near them.
 *
 * A description weighs as much as a few decisions (Rocchio's relevance feedback, in:
 * Salton, The SMART retrieval system, 1971). How often a theme was put makes no
 * difference: the first decisions say little of that.
 */
#ifndef STAGES_STEER_H
#define STAGES_STEER_H

#include <stddef.h>

struct arena;
struct error;
struct lesson;

enum { STEER_FOLDS = 5 };

/*
 * `place` holds SPACE_DIMENSIONS numbers per lesson, `direction` and `out` as many per theme.
 * Lessons of fold `without` are left out; STEER_FOLDS leaves none out.
 */
void steer_directions(float *out, const float *direction, const float *place,
		      const struct lesson *lesson, size_t lessons, size_t themes, unsigned without);

/*
 * Sets each lesson's BLEND_MODEL feature, in `feature` (themes times BLEND_FEATURES per lesson), to
 * what directions that the other folds' lessons turned say of it. At most BLEND_THEMES_MOST themes.
 * Returns 0 or ERROR_MEMORY.
 */
int steer_features(float *const *feature, const float *direction, const float *place,
		   const struct lesson *lesson, size_t lessons, size_t themes,
		   struct arena *scratch, struct error *err);

#endif
