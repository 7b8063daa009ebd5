/*
 * builder.h - gathers text and blocks while a reader walks through its file.
 *
 * A reader adds the pieces of a block and ends it; the builder cleans the text
 * (controls, soft hyphens, wrong decoding, NFC), keeps the promises that
 * document.h makes about ranges, and hands over a document.
 * The first failure stays: after it every call does nothing, so that a SAX
 * handler need not check each one; builder_finish returns it.
 */
#ifndef CORPUS_BUILDER_H
#define CORPUS_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/document.h"
#include "corpus/text.h"

struct arena;
struct error;

struct builder {
	struct arena *keep;    /* for what stays in the document */
	struct arena *scratch; /* for arrays that grow; not reset here */
	struct error *err;
	int status; /* 0, or the first failure */

	char *text;
	size_t len;
	size_t capacity;
	bool taken;   /* `text` came whole through builder_take and lives in `keep` */
	size_t piece; /* where the block under way begins */
	struct block *block;
	size_t blocks;
	size_t block_capacity;
	struct note *note;
	size_t notes;
	size_t note_capacity;
	struct metadata metadata;
	size_t person_capacity;
	size_t variable_capacity;
};

void builder_init(struct builder *builder, struct arena *keep, struct arena *scratch,
		  struct error *err);

/* Records a failure that a reader found itself. Returns the status. */
int builder_fail(struct builder *builder, int status);

/* More text of the block under way: valid UTF-8, any line ends. */
void builder_add(struct builder *builder, struct span text);

/* Whether the block under way holds anything but white space. */
bool builder_pending(const struct builder *builder);

/*
 * Ends the block under way. Returns it, to be filled in further and valid until
 * the next call; NULL when it has no text or the builder has failed. What
 * follows is set apart from it by an empty line, or a line end after list items.
 */
struct block *builder_end(struct builder *builder, enum block_kind kind, unsigned level);

/*
 * Ends the block under way as the paragraphs, headings and items that the form
 * of its lines shows. `soft`: a line end is where the source happens to be
 * wrapped, and only a label or a marker begins something new.
 */
void builder_end_lines(struct builder *builder, bool soft);

/* Takes a whole text instead of pieces (cleaned here); blocks are then added by range. */
void builder_take(struct builder *builder, struct span text);

/* A block over bytes of the text so far, trimmed of white space; NULL when empty. */
struct block *builder_block(struct builder *builder, size_t start, size_t end, enum block_kind kind,
			    unsigned level);

/* `what` as in struct note; `detail` is copied. The same note twice is counted. */
void builder_note(struct builder *builder, const char *what, struct span detail, uint32_t count);

/* Name and value are copied. Empty values are left out. */
void builder_variable(struct builder *builder, struct span name, struct span value);
void builder_person(struct builder *builder, struct span name, struct span role, struct span alias);

/*
 * The text without control characters, soft hyphens, byte order marks and zero
 * width spaces; CR LF, CR and the other line ends as LF; wrong decoding mended
 * (*mended is raised by the number of places); NFC. `out` may be `text` itself.
 * Returns 0 or ERROR_MEMORY.
 */
int builder_clean(struct span *out, struct span text, uint32_t *mended, struct arena *keep,
		  struct arena *scratch);

/* Hands the document over, header lines recognised. Text without a word in it is ERROR_INPUT. */
int builder_finish(struct builder *builder, struct document *out);

#endif
