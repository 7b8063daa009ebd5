/*
 * language.h - what a language brings to cutting and looking up words: its stemmer, abbreviations,
 * the words that are written short in speech ('t: het), words that carry no subject, and the words
 * at which a stretch without full stops may be cut.
 *
 * Made from tables (lexicons/dutch/, lexicons/english/) of rows `kind<TAB>word[<TAB>value]`; lines
 * that begin with # and empty lines say nothing. Immutable once made, so that any number of threads
 * may share it.
 */
#ifndef LEXICONS_LANGUAGE_H
#define LEXICONS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct compound_words;
struct error;
struct language;

/* What a word may be; several at a time. */
enum word_role {
	WORD_STOP = 1,          /* says nothing of the subject: de, maar, had */
	WORD_ABBREVIATION = 2,  /* written with a point that is its own: o.a., bijv. */
	WORD_TITLE = 4,         /* an abbreviation that a name always follows: dhr. */
	WORD_CLOSING = 8,       /* an abbreviation that often ends a sentence: enz. */
	WORD_CLITIC = 16,       /* begins with an apostrophe: 't */
	WORD_PARTICLE = 32,     /* inside names: van, der */
	WORD_CUT = 64,          /* a long stretch without full stops may be cut before it */
	WORD_DOMAIN = 128,      /* the last part of names of web sites: nl */
	WORD_AUXILIARY = 512,   /* a form of a verb that needs another or a noun: is, had */
	WORD_COORDINATOR = 256, /* joins two alike, also half compounds: zee- en landmacht */
};

/* A table by the name under which errors speak of it. */
struct language_table {
	const char *name;
	struct span bytes;
};

/*
 * `tag` is BCP 47 ("nl"). `words` are those that compounds are made of; NULL: none are split. It is
 * borrowed; the tables need not outlive the call. Free with language_free (NULL is no error). NULL
 * with `err` filled in (table, line) when a row is wrong or memory is out.
 */
struct language *language_new(const char *tag, const struct language_table *table, size_t tables,
			      const struct compound_words *words, struct error *err);
void language_free(struct language *language);

/* The folder whose tables make the language of that tag ("nl", "en-GB"): "lexicons/dutch/"; NULL if
 * there is none. */
const char *language_folder(const char *tag);

const char *language_tag(const struct language *language);
/* As libstemmer calls it; "" if words are not stemmed. */
const char *language_stemmer(const struct language *language);
const struct compound_words *language_words(const struct language *language);

/*
 * The roles of a word, of enum word_role; 0 if it is not in the tables. Upper and lower case ASCII
 * letters and all apostrophes are alike; no accents are taken off.
 */
unsigned language_roles(const struct language *language, struct span word);

/* For a word of two letters or more and a point: false if the tables surely do not have it, as is
 * so of nearly all words that end a sentence. */
bool language_may_abbreviate(const struct language *language, struct span word);

/*
 * A word as it is looked up: case folded, accents off, one kind of apostrophe, and what is short in
 * speech written out (`'t`: het). In `keep`, or the word itself where nothing changes. -1: no
 * memory.
 */
int language_fold(struct span *out, const struct language *language, struct span word,
		  struct arena *keep);

#endif
