/* files.h - reading whole files in tests, and finding the outside material. */
#ifndef TESTS_CORPUS_FILES_H
#define TESTS_CORPUS_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/text.h"

/* The bytes of a file, the caller's to free; empty when it can't be read. */
static inline struct span files_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0;
	if (file && fseek(file, 0, SEEK_END) == 0) {
		const long size = ftell(file);
		rewind(file);
		bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
		len = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
	}
	if (file)
		fclose(file);
	return (struct span){bytes, len};
}

static inline const char *files_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static inline bool files_ends(const char *name, const char *ending)
{
	return span_ends(span_from(name), span_from(ending));
}

/* The folder with outside material: $SHARED or ../shared. */
static inline const char *files_shared(void)
{
	const char *shared = getenv("SHARED");
	return shared ? shared : "../shared";
}

#endif
