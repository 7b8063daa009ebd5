/*
 * name_form.h - the word forms of one document as names look at them: what lists and the
 * dictionary say of each, and how it is written through the document. `Fatima`, `FATIMA` and
 * `Fatima's` are one form.
 */
#ifndef STAGES_NAME_FORM_H
#define STAGES_NAME_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/name.h"

struct name_form {
	uint64_t hash;    /* of the folded form; 0: a free slot */
	uint64_t classes; /* bits of enum name_class */
	uint16_t roles;   /* enum word_role */
	bool ordinary;    /* the dictionary has it in lower case */
	bool proper;      /* the dictionary has it with a capital alone */
	bool known;
	bool kept;
	bool sure;         /* taken for a name somewhere on good grounds */
	uint32_t lower;    /* times it is written so */
	uint32_t articles; /* times `de` or `het` stands right before it */
	uint32_t inside;   /* times with a capital that does not begin a sentence */
};

struct name_forms {
	struct name_form *slot; /* open addressing */
	size_t mask;
	uint32_t *of_token; /* slot per token; UINT32_MAX: no word */
	uint8_t *genitive;  /* per token: bytes of its ending */
	bool *begins;       /* per token: begins a sentence, a quotation, a line */
	uint32_t *sentence; /* per token: its sentence */
};

/* In `scratch`. Returns 0, or -1: no memory. */
int name_forms_make(struct name_forms *out, const struct name_input *input, struct arena *scratch);

static inline const struct name_form *name_form_of(const struct name_forms *forms, size_t token)
{
	const uint32_t slot = forms->of_token[token];
	return slot == UINT32_MAX ? NULL : &forms->slot[slot];
}

#endif
