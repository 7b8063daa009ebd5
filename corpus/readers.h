/*
 * readers.h - the functions behind reader_table, one pair per format; see
 * reader.h for what `fits` and `read` promise. To add a format: a file
 * read_NAME.c, two lines here, one line in reader.c.
 */
#ifndef CORPUS_READERS_H
#define CORPUS_READERS_H

#include "corpus/document.h"
#include "corpus/reader.h"

#define READER_FUNCTIONS(name)                                                                     \
	int name##_fits(struct span bytes, struct span ending);                                    \
	int name(struct document *out, struct span bytes, const struct reader_options *options,    \
		 struct arena *keep, struct arena *scratch, struct error *err)

READER_FUNCTIONS(read_docx);
READER_FUNCTIONS(read_html);
READER_FUNCTIONS(read_markdown);
READER_FUNCTIONS(read_odt);
READER_FUNCTIONS(read_pdf);
READER_FUNCTIONS(read_subtitles);
READER_FUNCTIONS(read_table);
READER_FUNCTIONS(read_text);
READER_FUNCTIONS(read_transcript_json);
READER_FUNCTIONS(read_xlsx);

#endif
