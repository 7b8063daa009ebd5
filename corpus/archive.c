#include "corpus/archive.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"

enum {
	RATIO_FROM = 1 << 20, /* small files may be packed as tightly as they like */
	END_RECORD = 22,      /* bytes of the smallest end of a central directory */
	END_COMMENT_MOST = 65535,
};

/* --- the central directory, looked at without unpacking ------------------------------------ */

static uint32_t little(struct span bytes, size_t at, size_t size)
{
	uint32_t value = 0;
	for (size_t i = size; i-- > 0;)
		value = value << 8 | (unsigned char)bytes.at[at + i];
	return value;
}

/* Where the central directory begins; bytes.len if the bytes are no archive. */
static size_t directory(struct span bytes)
{
	if (bytes.len < END_RECORD || !span_starts(bytes, SPAN("PK")))
		return bytes.len;
	const size_t most = bytes.len - END_RECORD;
	for (size_t back = 0; back <= most && back <= END_COMMENT_MOST; back++) {
		const size_t at = most - back;
		if (memcmp(bytes.at + at, "PK\5\6", 4) == 0)
			return little(bytes, at + 16, 4);
	}
	return bytes.len;
}

bool archive_lists(struct span bytes, const char *name)
{
	const size_t wanted = strlen(name);
	size_t at = directory(bytes);
	for (int i = 0; i < READER_ENTRIES_MOST; i++) {
		if (at >= bytes.len || bytes.len - at < 46 ||
		    memcmp(bytes.at + at, "PK\1\2", 4) != 0)
			return false;
		const size_t len = little(bytes, at + 28, 2);
		const size_t rest = little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
		if (len > bytes.len - at - 46)
			return false;
		if (len == wanted && memcmp(bytes.at + at + 46, name, len) == 0)
			return true;
		at += 46 + len + rest;
	}
	return false;
}

/* --- opening ------------------------------------------------------------------------------- */

/* Parts that together are longer than the archive share bytes. */
static int check_entries(const struct archive *archive, size_t bytes, struct error *err)
{
	const zip_int64_t count = zip_get_num_entries(archive->zip, 0);
	uint64_t packed = 0;
	if (count > READER_ENTRIES_MOST)
		return error_set(err, ERROR_LIMIT, "the archive holds too many files", "%d",
				 READER_ENTRIES_MOST);
	for (zip_int64_t i = 0; i < count; i++) {
		zip_stat_t stat;
		if (zip_stat_index(archive->zip, (zip_uint64_t)i, 0, &stat) != 0 ||
		    !(stat.valid & ZIP_STAT_COMP_SIZE) || stat.comp_size > bytes)
			return error_set(err, ERROR_INPUT, "the archive is broken", "%s", "");
		packed += stat.comp_size;
		if (packed > bytes)
			return error_set(err, ERROR_INPUT, "the archive is broken", "%s", "");
	}
	return 0;
}

int archive_open(struct archive *archive, struct span bytes, struct error *err)
{
	zip_error_t fault;
	zip_error_init(&fault);
	zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, &fault);
	archive->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &fault) : NULL;
	if (!archive->zip) {
		const int code = error_set(err, ERROR_INPUT, "the archive is broken", "%s",
					   zip_error_strerror(&fault));
		if (source)
			zip_source_free(source);
		zip_error_fini(&fault);
		return code;
	}
	zip_error_fini(&fault);
	const int status = check_entries(archive, bytes.len, err);
	if (status != 0)
		archive_close(archive);
	return status;
}

void archive_close(struct archive *archive)
{
	zip_discard(archive->zip);
	archive->zip = NULL;
}

/* --- reading ------------------------------------------------------------------------------- */

static int check_size(const zip_stat_t *stat, const char *name, struct error *err)
{
	if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method != ZIP_EM_NONE)
		return error_set(err, ERROR_INPUT, "the archive is protected by a password", "%s",
				 "");
	if (!(stat->valid & ZIP_STAT_SIZE) || stat->size > READER_UNPACKED_MOST)
		return error_set(err, ERROR_LIMIT, "a part of the archive is too big", "%s, %zu MB",
				 name, READER_UNPACKED_MOST >> 20);
	if (stat->size > RATIO_FROM && stat->size / READER_RATIO_MOST > stat->comp_size)
		return error_set(err, ERROR_LIMIT,
				 "a part of the archive is packed suspiciously small", "%s", name);
	return 0;
}

static int unpack(struct span *out, const struct archive *archive, const zip_stat_t *stat,
		  struct arena *arena, struct error *err)
{
	char *bytes = arena_alloc(arena, (size_t)stat->size + 1);
	if (!bytes)
		return error_memory(err);
	zip_file_t *file = zip_fopen_index(archive->zip, stat->index, 0);
	if (!file)
		return error_set(err, ERROR_INPUT, "the archive is broken", "%s", stat->name);
	size_t len = 0;
	zip_int64_t got = 1;
	while (got > 0 && len <= stat->size) {
		got = zip_fread(file, bytes + len, stat->size + 1 - len);
		len += got > 0 ? (size_t)got : 0;
	}
	zip_fclose(file);
	if (got < 0 || len != stat->size)
		return error_set(err, ERROR_INPUT, "the archive is broken", "%s", stat->name);
	*out = (struct span){bytes, len};
	return 0;
}

int archive_read(struct span *out, const struct archive *archive, const char *name, bool optional,
		 struct arena *arena, struct error *err)
{
	zip_stat_t stat;
	*out = SPAN("");
	if (zip_stat(archive->zip, name, 0, &stat) != 0) {
		if (optional)
			return 0;
		return error_set(err, ERROR_INPUT, "the archive lacks a part", "%s", name);
	}
	const int status = check_size(&stat, name, err);
	return status != 0 ? status : unpack(out, archive, &stat, arena, err);
}
