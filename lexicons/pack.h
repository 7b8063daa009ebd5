/*
 * pack.h - what a researcher writes: themes, kinds, roles, audiences, statuses
 * and classes, with the cues that tell them, as YAML and tables.
 *
 *   id: buurt                       language: nl     version: "1"    licence: CC0-1.0
 *   name: {nl: Buurt, en: Neighbourhood}
 *   include: [dutch/general.yaml, cues.tsv]
 *   themes:
 *     - id: regels
 *       name: {nl: Regels, en: Rules}
 *       definition: …
 *       examples: [ … ]
 *       parent: …                   another theme's id
 *       terms:                      lines of lexicons/cue.h
 *         - vergunning*             weight 1
 *         - leges: 5                weight -10 to 10, 0 takes an inherited term away
 *         - {term: regel*, weight: 3, not: [taart]}   not where `taart` is in the sentence
 *       patterns:
 *         - {name: artikel-nummer, regex: 'artikel \d+', weight: 3}     PCRE2, caseless
 *         - {name: doorverbonden, tokens: '<getal> keer doorverbonden', weight: 5}
 *       exclusions: [ … ]           cues under which nothing counts: the look-alikes
 *   kinds: roles: audiences: statuses:     lists as themes are
 *   classes:                        {recommendation.modal: [cues], name: {definition: , terms: }}
 *   negation: {before: [niet], after: [], stops: [maar], exceptions: [niet alleen],
 *              reach: 4, reach_after: 3, applies: [kinds]}
 *
 * `terms` may also be a map from weight to a list of cues: `5: [leges, legesnota]`.
 * An included .yaml is read as part of the pack; an included .tsv has lines
 * `theme<TAB>weight<TAB>cue` or, with two columns, `class<TAB>cue`. An empty line
 * and a line that begins with # say nothing.
 */
#ifndef LEXICONS_PACK_H
#define LEXICONS_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/digest.h"
#include "corpus/text.h"
#include "lexicons/lexicon.h"

struct error;

enum pack_limits {
	PACK_FILES_MOST = 64,     /* with all that is included */
	PACK_INCLUDES_DEEP = 4,   /* also ends a file that includes itself */
	PACK_CUES_MOST = 500000,  /* about 100 bytes each once compiled */
	PACK_TARGETS_MOST = 5000, /* of one section; an id is looked up one by one */
};
#define PACK_BYTES_MOST ((size_t)32 << 20) /* of one file */
#define PACK_WEIGHT_MOST 10.0f

enum pack_form { PACK_CUE, PACK_TOKENS, PACK_REGEX };

struct pack_place {
	const char *file; /* "samenwerking/cues.tsv" */
	unsigned line;
};

struct pack_cue {
	struct span text;
	struct span name; /* of a pattern; else empty */
	float weight;
	uint8_t form; /* enum pack_form */
	bool exclusion;
	const struct pack_cue *unless; /* `not`, as a list through `next` */
	struct pack_place place;
	struct pack_cue *next;
};

struct pack_name {
	struct span language; /* empty: the pack's own */
	struct span text;
	struct pack_name *next;
};

struct pack_text {
	struct span text;
	struct pack_place place;
	struct pack_text *next;
};

/* A theme, kind, role, audience, status or class. */
struct pack_target {
	struct span id;
	struct pack_name *name;
	struct span definition;
	struct span parent;
	struct pack_text *example;
	struct pack_cue *cue; /* in the order of the file */
	struct pack_cue *last_cue;
	struct pack_place place;
	struct pack_target *next;
};

enum pack_negation_list {
	NEGATION_BEFORE,     /* negates what follows */
	NEGATION_AFTER,      /* negates what stands before it */
	NEGATION_STOPS,      /* ends the reach, as a comma does */
	NEGATION_EXCEPTIONS, /* holds a negation word and negates nothing */
	NEGATION_LISTS
};

struct pack_negation {
	struct pack_cue *list[NEGATION_LISTS];
	struct pack_cue *last[NEGATION_LISTS];
	struct pack_text *applies; /* sections (`kinds`) and classes it works on */
	uint8_t reach;             /* words; 0: not said */
	uint8_t reach_after;
};

struct pack {
	struct span id;
	struct pack_name *name;
	struct span language; /* BCP 47 */
	struct span version;
	struct span licence;
	struct pack_target *target[TARGET_KINDS]; /* in the order of the file */
	struct pack_target *last_target[TARGET_KINDS];
	struct pack_negation negation;
	size_t cues;
	char digest[DIGEST_TEXT]; /* SHA-256 over all files, hexadecimal */
};

/*
 * Hands over the bytes of an included file; they must stay until pack_new
 * returns. `name` is a path below a folder of packs: `dutch/general.yaml`; a name
 * without a slash in the pack has been put beside the file that includes it. It
 * never begins with / and never holds `..`. Returns 0 or a negative ERROR_ code.
 */
typedef int pack_load(void *context, struct span *out, const char *name, struct error *err);

/*
 * Reads a pack. `name` is its own name in the manner of pack_load and stands in
 * messages. `load` may be NULL where nothing can be included. Free with pack_free
 * (NULL is no error). NULL with `err`: ERROR_CONFIG with file and line, or what
 * `load` returned, or ERROR_MEMORY. Cues are parsed later, by lexicon_new.
 */
struct pack *pack_new(struct span bytes, const char *name, pack_load *load, void *context,
		      struct error *err);
void pack_free(struct pack *pack);

/* The first theme that has no cue of its own. NULL: all have. */
const struct pack_target *pack_wordless_theme(const struct pack *pack);

/* The keys of the five sections and of `classes`, by target kind: "themes". */
const char *pack_section(enum target_kind kind);

#endif
