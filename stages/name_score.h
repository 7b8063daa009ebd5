/*
 * name_score.h - how much speaks for one capitalised word being a name: log odds as a sum of
 * weights, which stand in name_score.c.
 */
#ifndef STAGES_NAME_SCORE_H
#define STAGES_NAME_SCORE_H

#include <stddef.h>

#include "stages/name_form.h"

enum { NAME_NO_TOKEN = -1 };

/* The word before or behind in the same sentence with no sign between, but for the point of an
 * abbreviation; NAME_NO_TOKEN if there is none. */
ptrdiff_t name_before(const struct name_input *input, const struct name_forms *forms, size_t token);
ptrdiff_t name_behind(const struct name_input *input, const struct name_forms *forms, size_t token);

/* `A.`, `A.B.`, `Th` with a point behind it. */
bool name_is_initials(const struct name_input *input, size_t token);
bool name_is_title(const struct name_input *input, const struct name_forms *forms, size_t token);

/* der, ten, el: a particle that is no word of today's sentences. */
bool name_is_old_particle(const struct name_form *form);

/* What the word itself says, and what stands around it here. */
float name_score_word(const struct name_form *form, bool begins, bool capitals);
float name_score_place(const struct name_input *input, const struct name_forms *forms,
		       size_t token);

#endif
