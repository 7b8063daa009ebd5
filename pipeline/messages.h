/*
 * messages.h - everything the program says to people, in English and Dutch.
 *
 * The English sentence is the key. It has one row, in the table of the room
 * that says it (messages_ROOM.c); a test fails when a sentence that the program
 * can say has no row, or when the two wordings do not take the same values.
 */
#ifndef PIPELINE_MESSAGES_H
#define PIPELINE_MESSAGES_H

#include <stdbool.h>
#include <stdio.h>

#include "corpus/text.h"

struct error;

struct message_row {
	const char *english; /* NULL ends the table */
	const char *dutch;
};
extern const struct message_row message_texts_table[];
extern const struct message_row message_command_table[];
extern const struct message_row message_study_table[];
extern const struct message_row message_report_table[];
extern const struct message_row message_rounds_table[];
extern const struct message_row message_perspectives_table[];
extern const struct message_row message_statements_table[];
extern const struct message_row message_names_table[];
extern const struct message_row message_learn_table[];
/* All of the above; NULL ends it. */
extern const struct message_row *const message_tables[];
/* Those of the review pages (messages_page.c), which get the whole of it. */
extern const struct message_row message_page_table[];

/* Sets the language for the whole process, before any thread is started. false: not "nl" or "en".
 */
bool message_language_set(const char *language);
/* From LC_ALL, LC_MESSAGES or LANG where one of them says English or Dutch; else Dutch. */
const char *message_language_default(void);
/* For this thread alone, over what is set for the process; NULL: no longer. */
void message_language_here(const char *language);
const char *message_language(void);

/* The sentence in the language that is set; the English one where the table has none. */
const char *message(const char *english) __attribute__((format_arg(1)));

/* The program's own copy of an English sentence (tables above without those of the pages); NULL if
 * it can say no such thing. */
const char *message_known(struct span english);

/* One line: `rodedraad: file:line:column: what is wrong: data`. */
void message_error(FILE *to, const struct error *err);

#endif
