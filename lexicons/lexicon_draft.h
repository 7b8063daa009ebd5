/*
 * lexicon_draft.h - packs laid over each other, before they are compiled. For
 * lexicons/lexicon*.c alone.
 */
#ifndef LEXICONS_LEXICON_DRAFT_H
#define LEXICONS_LEXICON_DRAFT_H

#include "lexicons/compiled.h"
#include "lexicons/cue.h"

struct error;
struct sb_stemmer;

/* One rule to be: a cue of a pack and what it points at. */
struct draft_rule {
	const struct pack_cue *cue;
	float weight; /* the cue's, or that of the rule that took its class over */
	uint8_t role;
	uint8_t target_kind;
	uint16_t target;
	bool dropped;      /* replaced or taken away by a later pack */
	uint32_t unlesses; /* the next so many rules of `hidden`, from first_unless */
	uint32_t first_unless;
};

struct draft_list {
	struct draft_rule *item;
	size_t count;
	size_t capacity;
};

struct compiler {
	struct lexicon *lexicon;
	struct sb_stemmer *stemmer; /* NULL: a language without one */
	struct stemmed *stemmed;    /* words whose symbol is known, by hash; NULL: none yet */
	struct arena scratch;
	struct arena parsed;    /* the cue that is being compiled */
	const char *file;       /* of the rule before, as the lexicon keeps it */
	const char *file_given; /* the same, as its pack has it */
	struct error *err;
	struct draft_list shown;
	struct draft_list hidden;
	bool negatable_kind[TARGET_KINDS];
	bool *negatable_class;
	uint32_t *class_symbol; /* per class; SYMBOL_NONE until a rule asks for it */
	uint16_t number_class;  /* the class `number`, or UINT16_MAX */
	uint32_t *uses; /* per symbol, by how many elements: a guess at how frequent it is */
	size_t use_capacity;
};

/* Sets the error with the cue's file and line, if it has none yet. Returns its code. */
int draft_fail(struct compiler *c, const struct pack_cue *cue, int code);

/* Fills targets, `shown` and `hidden` from the packs. */
int draft_gather(struct compiler *c, const struct pack *const *pack, size_t packs);

/* Turns the drafts into the lexicon's rules, symbols and postings. */
int compile_rules(struct compiler *c);

/* The symbols that a sentence must hold for a pattern to match, or SYMBOL_NONE; `needs` only beside
 * `by`. */
struct pattern_wake {
	uint32_t by;
	uint32_t needs;
};

/* PCRE2 code for a rule, and what wakes it. */
int compile_pattern(struct compiler *c, struct compiled_rule *rule, const struct pack_cue *cue,
		    struct pattern_wake *wake);

#endif
