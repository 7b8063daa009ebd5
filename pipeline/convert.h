/*
 * convert.h - .doc and .rtf, by a program that is on the machine already: pandoc
 * or LibreOffice make a .docx of it, in a folder of its own that is removed
 * again. The only place that starts other programs for reading; they may write in that
 * folder alone and reach no network (sandbox/guard.h).
 */
#ifndef PIPELINE_CONVERT_H
#define PIPELINE_CONVERT_H

#include "corpus/text.h"

struct arena;
struct error;

enum { CONVERT_SECONDS_MOST = 60 }; /* LibreOffice may need ten to start */

/* The bytes of the .docx, in `keep`. `format` is what reader_needs_converter said. Returns 0;
 * ERROR_INPUT when no converter is there (saying how to convert) or none succeeds; ERROR_MEMORY. */
int convert_file(struct span *out, const char *path, const char *format, struct arena *keep,
		 struct error *err);

#endif
