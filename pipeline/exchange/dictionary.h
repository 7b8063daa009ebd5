/*
 * dictionary.h - word lists of other programs as packs: quanteda's YAML, LIWC's .dic, WordStat's
 * .cat and Yoshikoder's .ykd.
 *
 * Their words are exact forms unless a star says otherwise, and mind no capitals: a word becomes
 * a cue of the form `=word`, and `tax*` stays as it is (lexicons/cue.h). What a cue can't say (a
 * star inside a word, a single wild letter, a condition on a neighbour, signs without letters) is
 * listed.
 *
 * Sources. WordStat: a category a line, its words below it, one tab further in, each with its
 * weight: `word* (1)`, as quanteda reads it (read_dict_wordstat). Yoshikoder: `cnode` and `pnode`
 * as the program writes them; a star is any letters (its SubstringPatternEngine).
 */
#ifndef PIPELINE_EXCHANGE_DICTIONARY_H
#define PIPELINE_EXCHANGE_DICTIONARY_H

#include <stdbool.h>

#include "corpus/text.h"

struct arena;
struct draft;
struct error;
struct import_summary;

enum dictionary_form {
	DICTIONARY_NONE,
	DICTIONARY_QUANTEDA,
	DICTIONARY_LIWC,
	DICTIONARY_WORDSTAT,
	DICTIONARY_YOSHIKODER,
};

/* By what is in the file, and by the name's ending: .yml and .yaml are quanteda's, .dic is LIWC's,
 * .cat WordStat's, .ykd Yoshikoder's. */
enum dictionary_form dictionary_form(struct span bytes, const char *name);
bool dictionary_fits(struct span bytes, const char *name);

/* A pattern as a cue in `arena`; empty if a cue can't say it. -1: no memory. */
int dictionary_cue(struct span *out, struct span pattern, struct arena *arena);
/* A word of the theme, or one on the list of what was left out; nothing if it is empty. Returns 0
 * or ERROR_MEMORY. */
int dictionary_pattern(struct draft *draft, size_t theme, struct import_summary *out,
		       struct span pattern, struct error *err);
/* `word (1)`: takes the weight off the line and returns it; empty if there is none. */
struct span dictionary_weight(struct span *line);

/* Reads into the draft; text is valid UTF-8. Returns 0, ERROR_INPUT, ERROR_LIMIT or ERROR_CONFIG
 * with what is wrong, or ERROR_MEMORY. */
int dictionary_read_yaml(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err);
int dictionary_read_liwc(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err);
int dictionary_read_wordstat(struct draft *draft, struct import_summary *out, struct span text,
			     struct error *err);
/* Takes bytes as they are: XML says its own encoding. `name` is for messages. */
int dictionary_read_yoshikoder(struct draft *draft, struct import_summary *out, struct span bytes,
			       const char *name, struct error *err);

#endif
