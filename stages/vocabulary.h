/*
 * vocabulary.h - every distinct word form, worked out once.
 *
 * The table maps the bytes of a token to a type number; a type's folded form,
 * stem and compound parts are found when it first comes up and kept. A
 * vocabulary belongs to one thread and grows until it is reset.
 */
#ifndef STAGES_VOCABULARY_H
#define STAGES_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/token.h"

struct compound_words;
struct error;
struct language;
struct vocabulary;
struct word_classes;

/* The type that is no word: no bytes, no stem. Every vocabulary has it. */
enum { VOCABULARY_NONE = 0 };

/*
 * `language` (lexicons/language.h) says which stemmer, which spoken forms and which words make
 * compounds; it is borrowed and must outlive the vocabulary. Free with vocabulary_free (NULL is
 * no error). NULL and `err` filled in when memory is out or the stemmer is not known.
 */
struct vocabulary *vocabulary_new(const struct language *language, struct error *err);
void vocabulary_free(struct vocabulary *vocabulary);

/* From now on types know which of these classes they are in; the ones that are there already too.
 * Borrowed, as the language is. */
void vocabulary_classify(struct vocabulary *vocabulary, const struct word_classes *classes);

/* From now on no compound is split: for work that asks for no parts, and is the faster for it. */
void vocabulary_leave_whole(struct vocabulary *vocabulary);

/* The number of the type with these bytes, made if it is new. UINT32_MAX: no memory. */
uint32_t vocabulary_intern(struct vocabulary *vocabulary, struct span bytes);

/* Valid until the vocabulary is reset or freed. `type` comes from vocabulary_intern. */
const struct word_type *vocabulary_type(const struct vocabulary *vocabulary, uint32_t type);

/* All types, by their numbers: for those who look at one per token. Valid until a type is added. */
const struct word_type *vocabulary_types(const struct vocabulary *vocabulary);

/* The bytes of the type, as written. Valid as long as the type. */
struct span vocabulary_form(const struct vocabulary *vocabulary, uint32_t type);

/*
 * Gives every token that is no aside its type and the flags that its bytes decide:
 * vocabulary_intern for many at once, which hides the waits for memory. Returns 0 or ERROR_MEMORY.
 */
int vocabulary_intern_tokens(struct vocabulary *vocabulary, struct span text, struct token *token,
			     size_t count, struct error *err);

const struct language *vocabulary_language(const struct vocabulary *vocabulary);

/* How many types there are, VOCABULARY_NONE among them. */
size_t vocabulary_count(const struct vocabulary *vocabulary);

/* Forgets all types; for when a corpus has more distinct words than memory should hold.
 * Type numbers handed out before are no longer valid. */
void vocabulary_reset(struct vocabulary *vocabulary);

#endif
