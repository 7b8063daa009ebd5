/*
 * file.h - the disk: reading whole files, writing them so that nobody ever sees
 * half of one, and the names of paths.
 */
#ifndef PIPELINE_FILE_H
#define PIPELINE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "corpus/text.h"

struct arena;
struct error;

/* The whole of a regular file, in `arena`, with a NUL behind it. Returns 0; ERROR_INPUT when it
 * can't be read (err->where is the path); ERROR_LIMIT above `most` bytes; ERROR_MEMORY. */
int file_read(struct span *out, const char *path, size_t most, struct arena *arena,
	      struct error *err);

/* The same of the bytes [from, from + size), or as many of them as there are. */
int file_read_part(struct span *out, const char *path, uint64_t from, size_t size,
		   struct arena *arena, struct error *err);

/* "a/b.txt" gives "b.txt". Points into `path`. */
const char *path_name(const char *path);
/* `folder/name`; NULL: no memory. */
char *path_join(struct arena *arena, const char *folder, const char *name);

/*
 * A file that appears under its name only when it is whole: it is written beside
 * it and renamed at the end. With a NULL path it is standard output.
 */
struct file_writer {
	FILE *to;
	char *path;      /* NULL: standard output */
	char *temporary; /* on the heap, as is `path` */
};

/* Returns 0, ERROR_STORE or ERROR_MEMORY. End with file_writer_commit or file_writer_abandon. */
int file_writer_open(struct file_writer *writer, const char *path, struct error *err);
/* Flushes to the disk and renames. On an error nothing is left behind. */
int file_writer_commit(struct file_writer *writer, struct error *err);
void file_writer_abandon(struct file_writer *writer);

#endif
