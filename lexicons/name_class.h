/*
 * name_class.h - words that names are made of, words that stand around names, and capitalised
 * words that are no people.
 *
 * From the tables in lexicons/names/, in the form of word_class.h. No list holds every name, and
 * many names are words: what a name is, stages/name.h decides from these and from the sentence.
 */
#ifndef LEXICONS_NAME_CLASS_H
#define LEXICONS_NAME_CLASS_H

#include "lexicons/word_class.h"

/* The names in the tables are these in lower case, with `-` for `_`: `first-word`. */
enum name_class {
	NAME_FIRST,
	NAME_FIRST_WORD, /* a first name that is a word as well: nothing by itself */
	NAME_FAMILY,
	NAME_FAMILY_LIKE,  /* ends as family names do */
	NAME_PARTICLE,     /* van, der, el */
	NAME_TITLE,        /* mevrouw, dr. */
	NAME_OFFICE,       /* wethouder, beheerder */
	NAME_KIN,          /* oma, buurman */
	NAME_SAYING,       /* zegt, lachte, kwam */
	NAME_NAMING,       /* heet, genaamd */
	NAME_ARTICLE,      /* and what stands before nouns like one */
	NAME_CONJUNCTION,  /* en */
	NAME_PRONOUN,      /* hij, zij */
	NAME_PLACE,        /* towns, countries, languages */
	NAME_PLACE_LIKE,   /* ends as places do */
	NAME_PLACE_WORD,   /* a part of a place's name */
	NAME_THING,        /* months, firms, parties, offices */
	NAME_THING_LIKE,   /* ends as things with a name do: -school, -weg */
	NAME_ORGANISATION, /* a name beside it is no person's: stichting, bv */
	NAME_PERSON_PREPOSITION,
	NAME_PLACE_PREPOSITION,
	NAME_STREET_WORD, /* straat, plein: the last of a street's several words */
	NAME_STREET_LIKE, /* ends as streets do */
	NAME_STREET_END,  /* the same, with a number behind it */
	NAME_BIRTH,       /* geboren */
	NAME_MONTH,
	NAME_CLASSES
};

/* As word_classes_new_named. Free with word_classes_free. */
struct word_classes *name_classes_new(const struct word_class_table *table, size_t tables,
				      struct error *err);

#endif
