/*
 * study_part.h - a large text as several documents, so that memory does not grow with the file.
 *
 * A plain text of STUDY_LARGE bytes or more is not one report but many behind each other. It is
 * taken as parts of STUDY_PART bytes and somewhat more, cut at the first empty line behind each
 * multiple of that; so a part's bytes hang on what stands near its ends alone, and a file that
 * grows keeps its parts but for the last. They are called `notes.txt/0001` and so on, which no
 * other file can be, since a file is no folder.
 */
#ifndef PIPELINE_STUDY_PART_H
#define PIPELINE_STUDY_PART_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct document;
struct error;
struct reader_options;
struct study_entry;

enum study_part_sizes {
	STUDY_LARGE = 4 << 20,     /* bytes of a file that is taken in parts */
	STUDY_PART = 256 << 10,    /* bytes of a part, at the least */
	STUDY_PART_CUT = 64 << 10, /* within so many bytes more a place to cut is looked for */
};

/* Into how many parts the file at `path` goes; 0: it is read as a whole, be it that it is not
 * large, no plain text, in UTF-16 or UTF-32, or can't be read. `size`: its bytes. */
unsigned study_parts(const char *path, uint64_t size);

/* Where part `part`, the second or a later one, begins. Whoever reads the part meets the errors of
 * reading. */
uint64_t study_part_begin(const char *path, unsigned part);

/* `notes.txt/0002`; NULL: no memory. */
char *study_part_path(const char *file, unsigned part, struct arena *arena);

/* The bytes of an entry, part or not, from the file at `path`; as file_read. */
int study_part_read(struct span *out, const struct study_entry *entry, const char *path,
		    struct arena *arena, struct error *err);

/* As reader_read, of a part with these bytes: what the head of the file at `path` says (case, date,
 * who was there) goes for each of its parts. */
int study_part_document(struct document *out, const struct study_entry *entry, struct span bytes,
			const char *path, const struct reader_options *options, struct arena *keep,
			struct arena *scratch, struct error *err);

/* Puts the part's number behind its title, if it has one. 0 or ERROR_MEMORY. */
int study_part_number(struct document *document, const struct study_entry *entry,
		      struct arena *keep, struct error *err);

#endif
