#include "corpus/reader.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/readers.h"

enum {
	ENDING_MOST = 8, /* bytes of a name's ending, the NUL included */
	SURE = 3,        /* content that no other reader knows: the rest need not look */
};

const struct reader reader_table[] = {
	{"docx", true, read_docx_fits, read_docx},
	{"odt", true, read_odt_fits, read_odt},
	{"pdf", true, read_pdf_fits, read_pdf},
	{"xlsx", true, read_xlsx_fits, read_xlsx},
	{"html", true, read_html_fits, read_html},
	{"md", false, read_markdown_fits, read_markdown},
	{"csv", false, read_table_fits, read_table},
	{"subtitles", false, read_subtitles_fits, read_subtitles},
	{"json", false, read_transcript_json_fits, read_transcript_json},
	{"txt", false, read_text_fits, read_text},
	{NULL, false, NULL, NULL},
};

/* What a file is when no reader wants it, for the message. */
static const struct {
	struct span magic;
	const char *what;
	bool sure; /* else it counts only where the bytes are no text: `MZ` may begin one */
} strangers[] = {
	{{"\x89PNG", 4}, "PNG", true},
	{{"\xFF\xD8\xFF", 3}, "JPEG", true},
	{{"GIF8", 4}, "GIF", false},
	{{"RIFF", 4}, "RIFF (wav, webp, avi)", false},
	{{"II*\0", 4}, "TIFF", false},
	{{"MM\0*", 4}, "TIFF", false},
	{{"ID3", 3}, "MP3", false},
	{{"OggS", 4}, "Ogg", false},
	{{"\x1F\x8B", 2}, "gzip", true},
	{{"7z\xBC\xAF", 4}, "7-Zip", true},
	{{"Rar!", 4}, "RAR", false},
	{{"PK\x03\x04", 4}, "ZIP", false},
	{{"PK\x05\x06", 4}, "ZIP", false},
	{{"\177ELF", 4}, "ELF", true},
	{{"MZ", 2}, "EXE", false},
	{{"SQLite format 3", 15}, "SQLite", true},
	{{"\xD0\xCF\x11\xE0", 4}, "OLE (doc, xls, ppt)", true},
	{{"{\\rtf", 5}, "RTF", true},
	{{"<?xml", 5}, "XML", true},
};

/* Small letters, without the dot. */
static struct span ending_of(const char *name, char ending[ENDING_MOST])
{
	const char *dot = name ? strrchr(name, '.') : NULL;
	size_t len = 0;
	if (dot && strlen(dot + 1) < ENDING_MOST)
		for (const char *c = dot + 1; *c; c++)
			ending[len++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
	return (struct span){ending, len};
}

static const char *name_stranger(struct span bytes)
{
	for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
		if (span_starts(bytes, strangers[i].magic) &&
		    (strangers[i].sure || !encoding_is_text(bytes)))
			return strangers[i].what;
	if (bytes.len > 12 && memcmp(bytes.at + 4, "ftyp", 4) == 0)
		return "MP4";
	return "";
}

const struct reader *reader_find(struct span bytes, const struct reader_options *options,
				 struct error *err)
{
	char buffer[ENDING_MOST];
	const struct span ending = ending_of(options->name, buffer);
	const struct reader *best = NULL;
	int most = 0;
	if (bytes.len == 0) {
		error_set(err, ERROR_INPUT, "the file is empty", "%s", "");
		return NULL;
	}
	/* A stranger's name counts for nothing: only what a reader knows by content. */
	most = !span_starts(bytes, SPAN("PK")) && name_stranger(bytes)[0] != '\0' ? 2 : 0;
	for (const struct reader *reader = reader_table; reader->format && most < SURE; reader++) {
		const int fits = reader->fits(bytes, ending);
		if (fits > most) {
			best = reader;
			most = fits;
		}
	}
	if (!best)
		error_set(err, ERROR_INPUT, "this is not a kind of file that can be read", "%s",
			  name_stranger(bytes));
	return best;
}

const struct reader *reader_of(const char *format)
{
	for (const struct reader *reader = reader_table; reader->format; reader++)
		if (strcmp(reader->format, format) == 0)
			return reader;
	return NULL;
}

const char *reader_needs_converter(struct span bytes, const struct reader_options *options)
{
	char buffer[ENDING_MOST];
	const struct span ending = ending_of(options->name, buffer);
	if (span_starts(bytes, SPAN("{\\rtf")))
		return "rtf";
	if (span_starts(bytes, SPAN("\xD0\xCF\x11\xE0")) && span_equal(ending, SPAN("doc")))
		return "doc";
	return NULL;
}

int reader_use(struct document *out, const struct reader *reader, struct span bytes,
	       const struct reader_options *options, struct arena *keep, struct arena *scratch,
	       struct error *err)
{
	struct error local = ERROR_INIT;
	*out = (struct document){.format = NULL};
	const int status = reader->read(out, bytes, options, keep, scratch, err ? err : &local);
	arena_reset(scratch);
	out->format = reader->format;
	return status;
}

int reader_read(struct document *out, struct span bytes, const struct reader_options *options,
		struct arena *keep, struct arena *scratch, struct error *err)
{
	*out = (struct document){.format = NULL};
	const struct reader *reader = reader_find(bytes, options, err);
	return reader ? reader_use(out, reader, bytes, options, keep, scratch, err) : ERROR_INPUT;
}
