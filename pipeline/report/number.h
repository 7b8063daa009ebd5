/*
 * number.h - a number with decimals as people read it: with a comma in Dutch.
 */
#ifndef PIPELINE_REPORT_NUMBER_H
#define PIPELINE_REPORT_NUMBER_H

#include "corpus/text.h"
#include "pipeline/emit.h"

/* Points into `out`. */
struct span number_text(char out[static REAL_TEXT], double value, int decimals);

#endif
