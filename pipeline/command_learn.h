/* command_learn.h - `lexicon learn`, for command_lexicon.c. */
#ifndef PIPELINE_COMMAND_LEARN_H
#define PIPELINE_COMMAND_LEARN_H

#include "pipeline/commands.h"

command_fn command_learn;

#endif
