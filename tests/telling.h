/* For tests: the classes of words that tell how a text is told, as they travel in the program. */
#ifndef TESTS_TELLING_H
#define TESTS_TELLING_H

#include "lexicons/word_class.h"
#include "pipeline/embedded.h"

/* NULL when the table is wrong. Free with word_classes_free. */
static inline struct word_classes *test_telling(void)
{
	struct span tsv;
	return embedded_find(&tsv, "lexicons/telling/dutch.tsv") ? word_classes_new(tsv, NULL)
								 : NULL;
}

#endif
