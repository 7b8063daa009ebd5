/*
 * segment_feature.h - what the segmenting model looks at in each unit.
 *
 * A feature is a template with a small value (`words` 3, `kind` turn) or a word
 * that carries no subject; it holds or it doesn't. Words of content are left out:
 * they would tell what the reports at hand are about. Training and use go through
 * this same code.
 */
#ifndef STAGES_SEGMENT_FEATURE_H
#define STAGES_SEGMENT_FEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "stages/segment_unit.h"

/* X(name): the order decides the numbers, the names stand in the model file. */
#define SEGMENT_TEMPLATES(X)                                                                       \
	X(bias)                                                                                    \
	X(kind)                                                                                    \
	X(style_kind)                                                                              \
	X(first)                                                                                   \
	X(first_kind)                                                                              \
	X(first_after)                                                                             \
	X(first_words)                                                                             \
	X(first_gap)                                                                               \
	X(inner_kind)                                                                              \
	X(last)                                                                                    \
	X(only_kind)                                                                               \
	X(words)                                                                                   \
	X(block_words)                                                                             \
	X(block_units)                                                                             \
	X(place)                                                                                   \
	X(rest)                                                                                    \
	X(section)                                                                                 \
	X(section_words)                                                                           \
	X(since)                                                                                   \
	X(position)                                                                                \
	X(tail)                                                                                    \
	X(sign)                                                                                    \
	X(no_sign)                                                                                 \
	X(class)                                                                                   \
	X(classes)                                                                                 \
	X(no_class)                                                                                \
	X(first_class)                                                                             \
	X(block_past)                                                                              \
	X(block_person)                                                                            \
	X(block_modal)                                                                             \
	X(block_general)                                                                           \
	X(block_participle)                                                                        \
	X(block_turn)                                                                              \
	X(shared)                                                                                  \
	X(new_names)                                                                               \
	X(old_names)                                                                               \
	X(bridge)                                                                                  \
	X(bridge_inner)                                                                            \
	X(opening)                                                                                 \
	X(opening_telling)                                                                         \
	X(interrupts)                                                                              \
	X(interrupt_words)                                                                         \
	X(interrupt_before)                                                                        \
	X(interrupt_behind)                                                                        \
	X(resumes)                                                                                 \
	X(resume_words)                                                                            \
	X(resume_before)                                                                           \
	X(resume_gap)                                                                              \
	X(speech)                                                                                  \
	X(before_kind)                                                                             \
	X(before_sign)                                                                             \
	X(before_class)                                                                            \
	X(before_words)                                                                            \
	X(behind_kind)                                                                             \
	X(behind_sign)                                                                             \
	X(behind_class)                                                                            \
	X(behind_words)                                                                            \
	X(span_words)                                                                              \
	X(span_units)                                                                              \
	X(span_blocks)                                                                             \
	X(span_ends)                                                                               \
	X(span_speakers)

#define SEGMENT_TEMPLATE_ENUM(name) FEATURE_##name,
enum segment_template { SEGMENT_TEMPLATES(SEGMENT_TEMPLATE_ENUM) SEGMENT_TEMPLATE_COUNT };

enum {
	FEATURE_VALUES = 128, /* a value is below this */
	FEATURE_SLOTS = 2048, /* into which words are hashed (Weinberger and others 2009) */
	FEATURE_FIRST_WORD = SEGMENT_TEMPLATE_COUNT * FEATURE_VALUES,
	FEATURE_WORD = FEATURE_FIRST_WORD + FEATURE_SLOTS,
	FEATURE_COUNT = FEATURE_WORD + FEATURE_SLOTS,
	FEATURES_MOST = 300 /* of one unit */
};

struct feature_row {
	uint16_t id[FEATURES_MOST]; /* template * FEATURE_VALUES + value; or of a word */
	size_t count;
};

/* The features of an anecdote as a whole, over the units [first, last). They are few, since there
 * are many stretches. */
enum { SPAN_FEATURES = 5, SPAN_UNITS_MOST = 48 };
void segment_span_features(uint16_t id[SPAN_FEATURES], const struct unit_list *units, size_t first,
			   size_t last);

/* The same for stretches that all end before unit `last`, asked for from the shortest to the
 * longest.
 */
struct span_walk {
	const struct unit_list *units;
	size_t last;
	size_t length; /* class of the length so far; 0 to begin with */
};
void segment_span_grow(struct span_walk *walk, uint16_t id[SPAN_FEATURES], size_t first);

/* The templates that these features are of. */
extern const enum segment_template segment_span_template[SPAN_FEATURES];

/* How a feature is called in the model file, and which of its kind it is. */
const char *segment_feature_name(unsigned feature, unsigned *value);

/* The feature of that name and value; FEATURE_COUNT if there is none. */
unsigned segment_feature_find(struct span name, unsigned value);

/* The features of unit `i`. */
void segment_features(struct feature_row *out, const struct unit_list *units, size_t i);

#endif
