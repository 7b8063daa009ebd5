/*
 * turns.h - joins the cues of a recording into what people say in one go.
 *
 * Subtitles and speech recognition give pieces of a few seconds that end
 * anywhere. Pieces of one speaker are joined; where nobody is named, until a
 * sentence ends before a pause or the piece has grown long. A cue that only
 * repeats the line before (rolling captions) counts once. Whole cues that
 * speech recognition is known to invent on silence are left out, and noted.
 */
#ifndef CORPUS_TURNS_H
#define CORPUS_TURNS_H

#include <stdbool.h>
#include <stdint.h>

#include "corpus/text.h"

struct builder;

struct turns {
	struct builder *builder;
	struct span speaker; /* of the turn under way, in the builder's keep memory */
	struct span last;    /* the line added last, in scratch memory */
	int64_t begin_ms;
	int64_t end_ms;
	size_t label; /* bytes of the speaker's label in the turn under way */
	bool open;
	bool labelled; /* names stand in the text of the cues */
};

void turns_init(struct turns *turns, struct builder *builder);

/*
 * One cue: plain UTF-8, its lines apart by LF. `speaker` as written (`Fatima`,
 * `Spreker 3 (inwoner)`) or empty. Times are -1 where they are not known.
 */
void turns_add(struct turns *turns, struct span speaker, struct span text, int64_t begin_ms,
	       int64_t end_ms);

/* Ends the turn under way; to be called behind the last cue. */
void turns_end(struct turns *turns);

#endif
