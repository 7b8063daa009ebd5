/*
 * reader.h - the table of formats, and the one way from a file's bytes to a
 * document.
 *
 * The format is told by content first and by the name's ending second: a .docx
 * that is a PNG is refused as what it is. Readers take bytes and not paths, so
 * that they can be fuzzed and run in a sandbox; the disk is the pipeline's.
 * The two formats that only an outside program can read (.doc, .rtf) are
 * recognised here and converted by the pipeline.
 */
#ifndef CORPUS_READER_H
#define CORPUS_READER_H

#include <stddef.h>

#include "corpus/document.h"
#include "corpus/text.h"

struct arena;
struct error;

enum reader_limits {
	READER_PAGES_MOST = 5000,   /* a PDF of more pages is refused */
	READER_DEPTH_MOST = 256,    /* nesting of elements */
	READER_ENTRIES_MOST = 4096, /* files inside one archive */
	READER_RATIO_MOST = 200,    /* unpacked to packed bytes of an entry over 1 MB */
};
#define READER_UNPACKED_MOST ((size_t)256 << 20) /* bytes of one archive entry */
#define READER_MARKUP_MOST ((size_t)32 << 20)    /* bytes of HTML; its tree takes ten times that */

struct reader_options {
	const char *name;     /* file name without folders, for the ending and for messages */
	const char *language; /* of the study, for words such as `Datum:`; "nl" or "en" */
};

/* One format. `fits` looks at bytes and name and says how sure it is: 0 no, 1 it
 * could be, 2 by content or name, 3 by content that nothing else has. `read` fills `out` from valid
 * arguments; see reader_read. */
struct reader {
	const char *format; /* "docx" */
	bool foreign;       /* a library takes it apart: zip, XML, HTML, PDF */
	int (*fits)(struct span bytes, struct span ending);
	int (*read)(struct document *out, struct span bytes, const struct reader_options *options,
		    struct arena *keep, struct arena *scratch, struct error *err);
};

/* The table, in the order in which ties are settled; ends with a NULL format. */
extern const struct reader reader_table[];

/* The format that fits best, or NULL with `err` saying what the bytes look like instead. */
const struct reader *reader_find(struct span bytes, const struct reader_options *options,
				 struct error *err);

/* The one of this format; NULL: there is none. */
const struct reader *reader_of(const char *format);

/*
 * Reads a whole document. `bytes` need not outlive the call. What is in `out`
 * lives in `keep`; `scratch` is used during the call and reset at its end.
 * Text is valid UTF-8 in NFC with LF; header lines have become metadata (and
 * blocks of kind BLOCK_METADATA). Returns 0, or ERROR_INPUT, ERROR_LIMIT or
 * ERROR_MEMORY. A document without any words is ERROR_INPUT.
 */
int reader_read(struct document *out, struct span bytes, const struct reader_options *options,
		struct arena *keep, struct arena *scratch, struct error *err);

/* The same with the reader that reader_find gave for these bytes. */
int reader_use(struct document *out, const struct reader *reader, struct span bytes,
	       const struct reader_options *options, struct arena *keep, struct arena *scratch,
	       struct error *err);

/* Whether the bytes are a .doc or .rtf, which an outside converter has to turn into .docx first.
 * Returns "doc", "rtf" or NULL. */
const char *reader_needs_converter(struct span bytes, const struct reader_options *options);

#endif
