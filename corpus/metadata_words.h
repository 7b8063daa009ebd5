/*
 * metadata_words.h - the words by which people name what a header line says.
 * To know another word: a row in metadata_words.c.
 */
#ifndef CORPUS_METADATA_WORDS_H
#define CORPUS_METADATA_WORDS_H

enum metadata_field {
	FIELD_TITLE,
	FIELD_PROJECT,
	FIELD_ROUND,
	FIELD_CASE,
	FIELD_DATE,
	FIELD_FORM,
	FIELD_LANGUAGE,
	FIELD_PERSONS, /* who was there; the fields up to here make a header, the others only belong
			  to one */
	FIELD_ROLE,    /* who was there in the role that the key names; also begins a turn */
	FIELD_VARIABLE, /* known as a header line, without a field of its own */
	FIELD_ADJUNCT,  /* may also begin a sentence or a turn; only beside other header lines */
};

/* Folded (text_fold: small letters without accents), sorted by nothing. Ends with a NULL word. */
extern const struct metadata_word {
	const char *word;
	enum metadata_field field;
} metadata_words[];

/* Folded beginnings of the months in Dutch and English, and their numbers. Ends with NULL. */
extern const struct metadata_month {
	const char *begins;
	int month;
} metadata_months[];

#endif
