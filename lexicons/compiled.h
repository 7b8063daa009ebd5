/*
 * compiled.h - a lexicon from the inside, for those who make it (lexicon*.c), who
 * match it (stages/match*.c) and who examine it (check.c, explain.c). Everything
 * is constant once lexicon_new has returned.
 */
#ifndef LEXICONS_COMPILED_H
#define LEXICONS_COMPILED_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "corpus/arena.h"
#include "lexicons/lexicon.h"
#include "lexicons/pack.h"
#include "lexicons/symbols.h"

/* What a match of the rule does. All but ROLE_TARGET are hidden: they are never a hit. */
enum rule_role {
	ROLE_TARGET,
	ROLE_EXCLUSION, /* hits of the same target that it overlaps do not count */
	ROLE_UNLESS,    /* named in the `not` of other rules */
	ROLE_NEGATE_BEFORE,
	ROLE_NEGATE_AFTER,
	ROLE_NEGATE_STOP,
	ROLE_NEGATE_EXCEPTION,
};

enum element_match {
	ELEMENT_SYMBOL = 1,
	ELEMENT_CLASS = 2, /* the symbol, or a phrase of the class */
	ELEMENT_NUMBER = 4,
	ELEMENT_ANY = 8,
	ELEMENT_NAME = 16,
};

struct element {
	uint32_t symbol;      /* or SYMBOL_NONE */
	uint16_t class_index; /* with ELEMENT_CLASS */
	uint8_t match;        /* of enum element_match, any of them */
	uint8_t gap;
	bool optional;
	bool capital;
};

struct compiled_rule {
	struct rule shown;
	uint8_t role;
	uint8_t elements;  /* 0 for RULE_PATTERN */
	uint8_t anchor;    /* the element whose word wakes the rule */
	bool plain;        /* words in a row: no gaps, options, classes or wildcards */
	bool class_phrase; /* has an ELEMENT_CLASS: tried when the phrases of classes are known */
	bool negatable;
	uint16_t specificity; /* of two matches of the same words the higher one stands */
	uint32_t first_element;
	uint32_t first_unless; /* rules [first_unless, first_unless + unlesses) */
	uint32_t unlesses;
	pcre2_code *code; /* RULE_PATTERN */
	struct span text; /* as written */
	struct pack_place place;
};

/* A word with that symbol wakes this rule at this element. */
struct posting {
	uint32_t rule;
	uint32_t beside;      /* a symbol that the word beside it must have, or SYMBOL_NONE */
	uint32_t needs;       /* one that some word of the sentence must have, or SYMBOL_NONE */
	uint16_t specificity; /* of a term: the rule's, or a bit less for a part of a compound */
	int8_t offset;        /* which word that is: 1 the next, -1 the one before, 0 none */
	uint8_t element;
	uint8_t does; /* enum posting_does */
};

/* What of a rule every match needs: small, so that those of all rules stay in the cache. */
struct rule_brief {
	uint32_t group; /* matches of one group compete: those of a kind of target, or of one class
			 */
	uint16_t target;
	uint8_t role; /* enum rule_role */
	bool negatable;
};

/* What has to be done with a rule that a word wakes; so that the rule itself need not be read. */
enum posting_does {
	POSTING_TERM,    /* it fits */
	POSTING_CAPITAL, /* it fits if the word has a capital */
	POSTING_SEQUENCE,
	POSTING_CLASS, /* a sequence for when the phrases of classes are known */
	POSTING_PATTERN,
};

struct lexicon {
	struct arena arena;
	char *language;
	const char *stemmer; /* as libstemmer calls it; "" for a language without one */
	char digest[DIGEST_TEXT];
	struct target *target[TARGET_KINDS];
	size_t targets[TARGET_KINDS];
	struct compiled_rule *rule; /* the ROLE_TARGET ones first */
	size_t rules;
	size_t shown_rules;
	struct rule_brief *brief; /* as many as rules */
	struct element *element;
	size_t elements;
	struct symbols symbols;
	uint32_t *first_posting; /* per symbol, and one more; into `posting` */
	struct posting *posting;
	bool *needed;                  /* per symbol: some posting needs it */
	uint32_t *first_class_posting; /* per class: rules that a phrase of the class wakes */
	struct posting *class_posting;
	uint32_t *always; /* patterns without a literal, tried in every sentence */
	size_t always_count;
	uint8_t reach; /* of negation, in words */
	uint8_t reach_after;
};

#endif
