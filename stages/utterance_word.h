/*
 * utterance_word.h - what a word of an utterance looks like, whatever the utterance is
 * about: a name, a number, a function word, a form of a verb.
 */
#ifndef STAGES_UTTERANCE_WORD_H
#define STAGES_UTTERANCE_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "stages/utterance.h"

/* A name: a capital that is not the sentence's first, or the name of somebody who was there. */
bool utterance_is_name(const struct reading *reading, uint32_t token, bool first);

/* Function words as they are (a hash), of others only the form (a small number). `first`: no word
 * of the utterance stands before it. */
uint64_t utterance_shape(const struct reading *reading, const struct utterance *u, uint32_t token,
			 bool first);

#endif
