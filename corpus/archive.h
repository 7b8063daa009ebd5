/*
 * archive.h - reading files out of a zip archive that nobody vouches for.
 *
 * Nothing is written to disk, so names can do no harm. The number of files,
 * their unpacked size and their ratio are limited (reader.h), and parts that
 * lie over each other are refused: that is how archive bombs are made.
 */
#ifndef CORPUS_ARCHIVE_H
#define CORPUS_ARCHIVE_H

#include <stdbool.h>

#include "corpus/text.h"

struct arena;
struct error;
struct zip;

struct archive {
	struct zip *zip;
};

/* Whether the bytes are a zip archive in which a file of that name is listed. */
bool archive_lists(struct span bytes, const char *name);

/* `bytes` must outlive the archive. Returns 0, ERROR_INPUT or ERROR_LIMIT; close it only after 0.
 */
int archive_open(struct archive *archive, struct span bytes, struct error *err);
void archive_close(struct archive *archive);

/*
 * A file's contents, in `arena`. A file that is not there is ERROR_INPUT, or,
 * with `optional`, no error and an empty span.
 */
int archive_read(struct span *out, const struct archive *archive, const char *name, bool optional,
		 struct arena *arena, struct error *err);

#endif
