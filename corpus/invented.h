/*
 * invented.h - phrases that speech recognition writes where nobody speaks.
 *
 * Credits of subtitlers and greetings of video makers, learnt from the films
 * that the models were trained on. Only a cue that says nothing else is taken
 * for one: people do say thank you.
 */
#ifndef CORPUS_INVENTED_H
#define CORPUS_INVENTED_H

#include <stdbool.h>

#include "corpus/text.h"

/* Whether a cue, folded (text_fold) and without signs around it, is such a phrase. */
bool invented_phrase(struct span folded);

#endif
