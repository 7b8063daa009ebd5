/*
 * lexicon.h - packs, compiled: themes, kinds, roles, named classes of cues, and
 * the rules that find them in tokens. Immutable once made, so any number of
 * threads may share it.
 *
 * Every rule points at one target: a theme, a kind, a role, an audience, a
 * status, or a class of cues (`recommendation.modal`, `narration.time`). Stages
 * ask for hits of a target and know nothing of words.
 */
#ifndef LEXICONS_LEXICON_H
#define LEXICONS_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct pack;

enum target_kind {
	TARGET_THEME,
	TARGET_KIND,     /* succes, knelpunt, aanknopingspunt */
	TARGET_ROLE,     /* initiatiefnemer, ambtenaar, bestuurder, onbekend */
	TARGET_AUDIENCE, /* organisatie, initiatiefnemers */
	TARGET_STATUS,   /* nagekomen, deels, niet */
	TARGET_CLASS,    /* a named class of cues */
	TARGET_KINDS
};

struct target_name {
	struct span language; /* BCP 47 */
	struct span name;
};

/* One entry of such a list. Spans live in the lexicon. */
struct target {
	struct span id;
	struct span name; /* as people see it, in the pack's language; the id if it has none */
	struct span definition; /* empty if none */
	uint16_t parent;        /* index of the theme above it, or UINT16_MAX */
	const struct target_name *translation;
	size_t names;
	const struct span *example;
	size_t examples;
};

enum rule_kind { RULE_TERM, RULE_PHRASE, RULE_PATTERN, RULE_TOKENS };

struct rule {
	uint8_t kind;        /* enum rule_kind */
	uint8_t target_kind; /* enum target_kind */
	uint16_t target;
	float weight;         /* negative: looks like it and is not */
	struct span name;     /* as shown in evidence: `term:vergunning*`, `phrase:van het kastje`,
			       * `tokens:<getal> keer doorverbonden`, `pattern:NAME` */
	uint64_t name_hash;   /* hash_bytes of the name */
	uint64_t target_hash; /* hash_bytes of the target's id */
};

struct lexicon;

size_t lexicon_count(const struct lexicon *lexicon, enum target_kind kind);
const struct target *lexicon_target(const struct lexicon *lexicon, enum target_kind kind,
				    uint16_t index);
/* Index of the target with that id; UINT16_MAX if there is none. */
uint16_t lexicon_find(const struct lexicon *lexicon, enum target_kind kind, struct span id);

/* Its name in that language, or else as `name` has it. */
struct span lexicon_name(const struct target *target, struct span language);

size_t lexicon_rules(const struct lexicon *lexicon);
const struct rule *lexicon_rule(const struct lexicon *lexicon, uint32_t index);

/* BCP 47 language of the packs: "nl". */
const char *lexicon_language(const struct lexicon *lexicon);

/* SHA-256 of everything the lexicon was made from, in hexadecimal: 64 characters and a NUL. */
const char *lexicon_digest(const struct lexicon *lexicon);

/*
 * Compiles packs, the later ones adding to and overriding the earlier ones. The
 * packs need not outlive the call. Free with lexicon_free (NULL is no error).
 * NULL with `err` (file, line, what is expected) when a pack is wrong.
 */
struct lexicon *lexicon_new(const struct pack *const *pack, size_t packs, struct error *err);
void lexicon_free(struct lexicon *lexicon);

#endif
