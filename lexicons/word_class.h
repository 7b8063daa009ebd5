/*
 * word_class.h - small classes of single words that tell how a text is built and
 * told: labels, asides, reporting verbs, professions, pronouns, forms of verbs.
 *
 * The table is a TSV file that a researcher can edit (`lexicons/telling/dutch.tsv`):
 * `class<TAB>word word …`; a word with `*` in front ends so, behind begins so,
 * inside begins and ends so.
 * An empty line and a line that begins with # say nothing. Words are looked up
 * folded (case and accents off). Immutable once made; any number of threads may
 * share it.
 */
#ifndef LEXICONS_WORD_CLASS_H
#define LEXICONS_WORD_CLASS_H

#include <stdint.h>

#include "corpus/text.h"

struct error;

/* The names in the file are these in lower case, with `-` for `_`: `past-verb`. */
enum word_class {
	WORD_ASIDE,          /* in brackets: lacht, stilte, onverstaanbaar */
	WORD_ASKER,          /* who asks, presides or writes down: interviewer, begeleider */
	WORD_QUESTION,       /* a label before a question: vraag, v */
	WORD_ANSWER,         /* a label before an answer: antwoord, a */
	WORD_SPEAKER,        /* a label with a number behind it: spreker, deelnemer */
	WORD_NO_LABEL,       /* looks like a speaker's label and is not: let op, tip */
	WORD_ADMINISTRATION, /* headings and labels of arrangements and facts */
	WORD_ADVICE,         /* headings and labels of recommendations */
	WORD_FURNITURE,      /* words of menus, cookie lines, buttons */
	WORD_CIVIL,          /* roles: works for a public organisation */
	WORD_GOVERNOR,       /* roles: alderman, councillor, director */
	WORD_INITIATOR,      /* roles: initiator, resident, volunteer */
	WORD_OCCUPATION,     /* roles: civil, unless for an initiative: coördinator, docent */
	WORD_ORGANISATION,   /* gemeente, provincie: `…, gemeente` makes a civil servant */
	WORD_REPORTING,      /* says, tells: zegt, vertelt, vroeg */
	WORD_FIRST,          /* first person singular */
	WORD_WE,             /* first person plural */
	WORD_SHE,            /* third person singular, female */
	WORD_HE,
	WORD_THEY,
	WORD_YOU,
	WORD_PAST, /* past tense of frequent verbs, and endings of the others */
	WORD_PARTICIPLE,
	WORD_MODAL,      /* moet, zou, kan: advice and wishes */
	WORD_OPINION,    /* vind, mening, belangrijk */
	WORD_TIME,       /* toen, gisteren, maandag, januari */
	WORD_SEQUENCE,   /* daarna, vervolgens, uiteindelijk, sindsdien */
	WORD_FILLER,     /* nou, ja, eh, hè, oké */
	WORD_TURN,       /* maar, opeens, ineens, bleek, blijkt */
	WORD_GENERAL,    /* altijd, vaak, men, iedereen, mensen */
	WORD_IMPERATIVE, /* begins advice to the reader: zorg, neem, vraag */
	WORD_FUTURE,     /* zal, gaat, volgende, komende */
	WORD_DEICTIC,    /* starts something new: ook, nog, over, tot slot */
	WORD_CLASSES
};

struct word_classes;

/* NULL with `err` (line, what is expected) when the table is wrong or memory is out. */
struct word_classes *word_classes_new(struct span tsv, struct error *err);

/* A table by the name under which errors speak of it. */
struct word_class_table {
	const char *name;
	struct span bytes;
};

/* The same from several tables and for classes of other names, 64 at most: bit i is name[i]. The
 * names are borrowed for the call. */
struct word_classes *word_classes_new_named(const struct word_class_table *table, size_t tables,
					    const char *const *name, unsigned names,
					    struct error *err);
void word_classes_free(struct word_classes *classes);

/* A bit (1 << enum word_class) for every class that the folded word is in. */
uint64_t word_classes_of(const struct word_classes *classes, struct span folded);

/* The same where the hash_bytes of the word is known. */
uint64_t word_classes_of_hashed(const struct word_classes *classes, struct span folded,
				uint64_t hash);

#define WORD_BIT(class) (UINT64_C(1) << (class))

#endif
