/* For tests: the words of names, as they travel in the program. */
#ifndef TESTS_NAMES_H
#define TESTS_NAMES_H

#include <string.h>

#include "lexicons/name_class.h"
#include "pipeline/embedded.h"

enum { TEST_NAME_TABLES_MOST = 16 };

/* NULL when a table is wrong. Free with word_classes_free. */
static inline struct word_classes *test_names(void)
{
	static const char folder[] = "lexicons/names/";
	struct word_class_table table[TEST_NAME_TABLES_MOST];
	size_t tables = 0;
	for (const struct embedded_file *f = embedded_files; f->name; f++)
		if (strncmp(f->name, folder, strlen(folder)) == 0 && tables < TEST_NAME_TABLES_MOST)
			table[tables++] = (struct word_class_table){f->name, {f->bytes, f->size}};
	return name_classes_new(table, tables, NULL);
}

#endif
