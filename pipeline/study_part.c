#include "pipeline/study_part.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/file.h"
#include "pipeline/run.h"
#include "pipeline/study.h"

enum {
	LOOK = 64 << 10,    /* bytes that tell what kind of file it is */
	HEAD = 8 << 10,     /* bytes in which header lines stand */
	CUT_SOON = 4 << 10, /* bytes in which an empty line is looked for first */
	NAME_MOST = 16,     /* bytes of a part's number as it is written */
};

static bool is_called_text(const char *path)
{
	const char *dot = strrchr(path_name(path), '.');
	return dot && (strcasecmp(dot, ".txt") == 0 || strcasecmp(dot, ".text") == 0);
}

/* What is cut off within a row or a word could look like something else. */
static struct span whole_lines(struct span bytes)
{
	const char *end = bytes.len > 0 ? memrchr(bytes.at, '\n', bytes.len) : NULL;
	return end ? (struct span){bytes.at, (size_t)(end - bytes.at) + 1} : bytes;
}

/* Pieces of UTF-16 and UTF-32 could not be told from anything. */
static bool is_plain(struct span head, const char *path)
{
	struct error err = ERROR_INIT;
	const struct reader_options options = {.name = path_name(path)};
	if (head.len == 0 || memchr(head.at, '\0', head.len) ||
	    span_starts(head, SPAN("\xFF\xFE")) || span_starts(head, SPAN("\xFE\xFF")))
		return false;
	const struct reader *reader = reader_find(whole_lines(head), &options, &err);
	return reader && strcmp(reader->format, "txt") == 0;
}

unsigned study_parts(const char *path, uint64_t size)
{
	if (size < STUDY_LARGE || size > RUN_FILE_MOST || !is_called_text(path))
		return 0;
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct span head;
	const bool plain =
		file_read_part(&head, path, 0, LOOK, &arena, &err) == 0 && is_plain(head, path);
	arena_release(&arena);
	return plain ? (unsigned)(size / STUDY_PART) : 0;
}

/* Behind the first empty line; 0: there is none. */
static size_t behind_empty_line(struct span text)
{
	bool empty = false;
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.at[i];
		if (c == '\n' && empty)
			return i + 1;
		empty = c == '\n' || (empty && (c == ' ' || c == '\t' || c == '\r'));
	}
	return 0;
}

static size_t behind_first(struct span text, char c)
{
	const char *at = text.len > 0 ? memchr(text.at, c, text.len) : NULL;
	return at ? (size_t)(at - text.at) + 1 : 0;
}

static size_t place_to_cut(struct span text)
{
	size_t at = behind_empty_line(text);
	if (at == 0)
		at = behind_first(text, '\n');
	if (at == 0)
		at = behind_first(text, ' ');
	if (at == 0) /* not within a character */
		while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
			at++;
	return at;
}

/* Most texts have an empty line soon: a study of many parts is looked at at each run. */
uint64_t study_part_begin(const char *path, unsigned part)
{
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct span text = {"", 0};
	const uint64_t from = (uint64_t)(part - 1) * STUDY_PART;
	size_t at = 0;
	if (file_read_part(&text, path, from, CUT_SOON, &arena, &err) == 0)
		at = behind_empty_line(text);
	if (at == 0 && file_read_part(&text, path, from, STUDY_PART_CUT, &arena, &err) == 0)
		at = place_to_cut(text);
	arena_release(&arena);
	return from + at;
}

char *study_part_path(const char *file, unsigned part, struct arena *arena)
{
	char name[NAME_MOST];
	(void)snprintf(name, sizeof name, "%04u", part); /* in order of bytes up to 9999 */
	return path_join(arena, file, name);
}

int study_part_read(struct span *out, const struct study_entry *entry, const char *path,
		    struct arena *arena, struct error *err)
{
	return entry->part > 0
		       ? file_read_part(out, path, entry->from, (size_t)entry->size, arena, err)
		       : file_read(out, path, RUN_FILE_MOST, arena, err);
}

int study_part_document(struct document *out, const struct study_entry *entry, struct span bytes,
			const char *path, const struct reader_options *options, struct arena *keep,
			struct arena *scratch, struct error *err)
{
	const struct reader *reader = reader_of("txt"); /* whatever one part may look like */
	int status = reader_use(out, reader, bytes, options, keep, scratch, err);
	if (status < 0 || entry->part == 1)
		return status;
	struct span head;
	struct document first;
	struct error unread = ERROR_INIT; /* it is the first part's to say so */
	status = file_read_part(&head, path, 0, HEAD, keep, &unread);
	if (status == 0)
		status = reader_use(&first, reader, whole_lines(head), options, keep, scratch,
				    &unread);
	if (status == ERROR_MEMORY)
		return error_memory(err);
	out->metadata = status == 0 ? first.metadata : (struct metadata){.persons = 0};
	return 0;
}

int study_part_number(struct document *document, const struct study_entry *entry,
		      struct arena *keep, struct error *err)
{
	struct span *title = &document->metadata.title;
	if (title->len == 0)
		return 0;
	char number[NAME_MOST];
	const int len = snprintf(number, sizeof number, " (%u)", entry->part);
	char *text = arena_alloc(keep, title->len + (size_t)len);
	if (!text)
		return error_memory(err);
	memcpy(text, title->at, title->len);
	memcpy(text + title->len, number, (size_t)len);
	*title = (struct span){text, title->len + (size_t)len};
	return 0;
}
