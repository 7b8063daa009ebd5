/* For tests: the language of a tag, from the tables that travel inside the program. */
#ifndef TESTS_LANGUAGE_H
#define TESTS_LANGUAGE_H

#include <string.h>

#include "lexicons/compound_words.h"
#include "lexicons/language.h"
#include "pipeline/embedded.h"

enum { TEST_TABLES_MOST = 16 };

/* NULL when the tables are wrong. Free with language_free. */
static inline struct language *test_language(const char *tag, const struct compound_words *words)
{
	struct language_table table[TEST_TABLES_MOST];
	const char *folder = language_folder(tag);
	size_t tables = 0;
	for (const struct embedded_file *f = embedded_files; f->name; f++) {
		const size_t len = strlen(f->name);
		if (strncmp(f->name, folder, strlen(folder)) == 0 && tables < TEST_TABLES_MOST &&
		    len > 4 && strcmp(f->name + len - 4, ".tsv") == 0)
			table[tables++] = (struct language_table){f->name, {f->bytes, f->size}};
	}
	return language_new(tag, table, tables, words, NULL);
}

/* The words of Dutch compounds. false when they are damaged. */
static inline bool test_words(struct compound_words *words)
{
	struct span bytes;
	return embedded_find(&bytes, "lexicons/dutch/compounds.words") &&
	       compound_words_open(words, bytes, NULL) == 0;
}

#endif
