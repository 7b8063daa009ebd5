#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/refi.h"

enum { LOOK_AT = 4096 }; /* bytes in which the root element begins, after comments and all */

static bool holds(struct span bytes, const char *words)
{
	return memmem(bytes.at, bytes.len < LOOK_AT ? bytes.len : LOOK_AT, words, strlen(words));
}

static struct span without_mark(struct span bytes)
{
	return span_starts(bytes, SPAN("\xEF\xBB\xBF")) ? (struct span){bytes.at + 3, bytes.len - 3}
							: bytes;
}

/* Name of the project's XML, in whatever case; NULL if there is none. */
static const char *project_name(const struct archive *archive)
{
	const zip_int64_t at = zip_name_locate(archive->zip, "project.qde", ZIP_FL_NOCASE);
	if (at >= 0)
		return zip_get_name(archive->zip, (zip_uint64_t)at, 0);
	const zip_int64_t count = zip_get_num_entries(archive->zip, 0);
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, 0);
		if (name && import_name_ends(name, ".qde"))
			return name;
	}
	return NULL;
}

bool refi_fits(struct span bytes, const char *name)
{
	struct archive archive;
	if (!span_starts(bytes, SPAN("PK")))
		return (holds(bytes, "QDA-XML") || holds(bytes, "qdasoftware") ||
			import_name_ends(name, ".qde") || import_name_ends(name, ".qdc")) &&
		       (holds(bytes, "<Project") || holds(bytes, "<CodeBook") ||
			holds(bytes, ":Project") || holds(bytes, ":CodeBook"));
	if (archive_open(&archive, bytes, NULL) < 0)
		return false;
	const bool fits = project_name(&archive) != NULL;
	archive_close(&archive);
	return fits;
}

int refi_open(struct refi *out, struct span bytes, struct arena *arena, struct error *err)
{
	*out = (struct refi){.name = SPAN("")};
	if (!span_starts(bytes, SPAN("PK")))
		return refi_read(out, without_mark(bytes), arena, err);
	int status = archive_open(&out->archive, bytes, err);
	if (status < 0)
		return status;
	out->has_archive = true;
	const char *name = project_name(&out->archive);
	struct span xml;
	if (!name)
		return error_set(err, ERROR_INPUT, "this is no REFI-QDA project or codebook", "%s",
				 "project.qde");
	status = archive_read(&xml, &out->archive, name, false, arena, err);
	return status == 0 ? refi_read(out, without_mark(xml), arena, err) : status;
}

void refi_close(struct refi *refi)
{
	if (refi->has_archive)
		archive_close(&refi->archive);
	refi->has_archive = false;
}

/* --- texts --------------------------------------------------------------------------------- */

static int missing(struct error *err, struct span name)
{
	return error_set(err, ERROR_INPUT, "the project does not hold this text", "%.*s",
			 (int)(name.len < 200 ? name.len : 200), name.at);
}

static int read_part(struct span *out, const struct refi *refi, struct span path,
		     struct arena *arena, struct error *err)
{
	static const char inside[] = "internal://";
	char name[512] = "sources/";
	const size_t folder = strlen(name);
	if (!refi->has_archive || !span_starts(path, span_from(inside)))
		return missing(err, path);
	path = (struct span){path.at + strlen(inside), path.len - strlen(inside)};
	if (path.len + folder >= sizeof name)
		return missing(err, path);
	memcpy(name + folder, path.at, path.len);
	zip_int64_t at = zip_name_locate(refi->archive.zip, name, ZIP_FL_NOCASE);
	if (at < 0)
		at = zip_name_locate(refi->archive.zip, name + folder, ZIP_FL_NOCASE);
	const char *found = at < 0 ? NULL : zip_get_name(refi->archive.zip, (zip_uint64_t)at, 0);
	return found ? archive_read(out, &refi->archive, found, false, arena, err)
		     : missing(err, path);
}

int refi_text(struct span *out, const struct refi *refi, const struct refi_source *source,
	      struct arena *arena, struct error *err)
{
	struct span bytes;
	*out = source->text;
	if (source->inline_text)
		return 0;
	if (source->path.len == 0)
		return missing(err, source->name);
	int status = read_part(&bytes, refi, source->path, arena, err);
	if (status < 0)
		return status;
	struct builder builder;
	builder_init(&builder, arena, arena, err);
	status = encoding_decode(out, bytes, NULL, &builder);
	*out = without_mark(*out);
	return status;
}

/* --- positions ----------------------------------------------------------------------------- */

enum counting { COUNT_PAIR_AS_TWO = 1, COUNT_UTF16 = 2, COUNTINGS = 4 };

struct mark {
	int64_t at;     /* as the writer counted */
	uint32_t *byte; /* where it goes; UINT32_MAX stays: outside */
};

static int by_position(const void *a, const void *b)
{
	const struct mark *one = a, *two = b;
	return one->at < two->at ? -1 : one->at > two->at;
}

/* Goes through the text once and gives every mark its byte. */
static void walk(const struct mark *mark, size_t marks, struct span text, unsigned counting)
{
	int64_t position = 0;
	size_t i = 0, len;
	while (i < marks && mark[i].at < 0)
		i++;
	for (size_t at = 0; i < marks; at += len) {
		while (i < marks && mark[i].at <= position)
			*mark[i++].byte = (uint32_t)at;
		if (at >= text.len)
			return;
		const uint32_t code = utf8_decode(text, at, &len);
		const bool pair = code == '\r' && at + 1 < text.len && text.at[at + 1] == '\n';
		if (pair && !(counting & COUNT_PAIR_AS_TWO))
			len = 2;
		position += 1 + ((counting & COUNT_UTF16) && code > 0xFFFF);
	}
}

/* Whether what stands at `range` begins with the name, white space aside; a name may end in dots
 * where its writer cut it short. */
static bool begins_with(struct span text, struct range range, struct span name)
{
	size_t at = range.start, len, name_len;
	if (span_ends(name, SPAN("...")))
		name.len -= 3;
	else if (span_ends(name, SPAN("\u2026")))
		name.len -= strlen("\u2026");
	for (size_t i = 0; i < name.len; i += name_len) {
		const uint32_t wanted = utf8_decode(name, i, &name_len);
		if (code_is_space(wanted))
			continue;
		while (at < range.end && code_is_space(utf8_decode(text, at, &len)))
			at += len;
		if (at >= range.end || utf8_decode(text, at, &len) != wanted)
			return false;
		at += len;
	}
	return true;
}

struct verdict {
	size_t matches;
	size_t outside;
};

static struct verdict judge(const struct refi_selection *selection, const struct range *range,
			    size_t count, struct span text)
{
	struct verdict out = {0, 0};
	for (size_t i = 0; i < count; i++) {
		const bool inside = range[i].start < range[i].end && range[i].end <= text.len;
		out.outside += !inside;
		out.matches += inside && span_trim(selection[i].name).len > 0 &&
			       begins_with(text, range[i], selection[i].name);
	}
	return out;
}

static void place_by(struct range *range, struct mark *mark, const struct refi_selection *selection,
		     size_t count, struct span text, unsigned counting)
{
	for (size_t i = 0; i < count; i++) {
		range[i] = (struct range){UINT32_MAX, UINT32_MAX};
		mark[2 * i] = (struct mark){selection[i].start, &range[i].start};
		mark[2 * i + 1] = (struct mark){selection[i].end, &range[i].end};
	}
	if (count > 0)
		qsort(mark, 2 * count, sizeof *mark, by_position);
	walk(mark, 2 * count, text, counting);
}

int refi_place(struct range **out, size_t *mismatches, const struct refi *refi,
	       const struct refi_source *source, struct span text, struct arena *arena,
	       struct error *err)
{
	const struct refi_selection *selection = refi->selection + source->first_selection;
	const size_t count = source->selections;
	struct range *range = arena_calloc(arena, count, sizeof *range);
	struct mark *mark = arena_calloc(arena, 2 * count, sizeof *mark);
	struct verdict best = {0, SIZE_MAX};
	unsigned counting = 0;
	if (!range || !mark)
		return error_memory(err);
	for (unsigned c = 0; c < COUNTINGS; c++) {
		place_by(range, mark, selection, count, text, c);
		const struct verdict verdict = judge(selection, range, count, text);
		if (c > 0 && (verdict.matches < best.matches ||
			      (verdict.matches == best.matches && verdict.outside >= best.outside)))
			continue;
		best = verdict;
		counting = c;
	}
	place_by(range, mark, selection, count, text, counting);
	*mismatches = 0;
	for (size_t i = 0; i < count; i++) {
		if (range[i].start >= range[i].end || range[i].end > text.len)
			range[i] = (struct range){0, 0};
		else if (best.matches > 0 && !begins_with(text, range[i], selection[i].name))
			(*mismatches)++;
	}
	*out = range;
	return 0;
}
