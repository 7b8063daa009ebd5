#include "pipeline/exchange/bundle.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "corpus/error.h"

enum {
	DATE = (2020 - 1980) << 9 | 1 << 5 | 1, /* 1 January 2020, as MS-DOS wrote dates */
	LEVEL = 6,
	PIECE = 64 << 10,
};

int bundle_open(struct bundle *out, struct error *err)
{
	zip_error_t fault;
	zip_error_init(&fault);
	*out = (struct bundle){.target = zip_source_buffer_create(NULL, 0, 0, &fault)};
	if (out->target) {
		zip_source_keep(out->target);
		out->zip = zip_open_from_source(out->target, ZIP_CREATE | ZIP_TRUNCATE, &fault);
		if (!out->zip)
			zip_source_free(out->target);
	}
	zip_error_fini(&fault);
	return out->zip ? 0 : error_memory(err);
}

int bundle_add(struct bundle *bundle, const char *name, struct span bytes, struct error *err)
{
	char *copy = malloc(bytes.len + 1);
	if (!copy)
		return error_memory(err);
	if (bytes.len > 0)
		memcpy(copy, bytes.at, bytes.len);
	zip_source_t *source = zip_source_buffer(bundle->zip, copy, bytes.len, 1);
	if (!source) {
		free(copy);
		return error_memory(err);
	}
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the source owns the copy now */
	const zip_int64_t index = zip_file_add(bundle->zip, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return error_memory(err);
	}
	if (zip_set_file_compression(bundle->zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, LEVEL) < 0 ||
	    zip_file_set_dostime(bundle->zip, (zip_uint64_t)index, 0, DATE, 0) < 0)
		return error_memory(err);
	return 0;
}

static int copy_out(zip_source_t *source, FILE *to, struct error *err)
{
	char *piece = malloc(PIECE);
	if (!piece || zip_source_open(source) < 0) {
		free(piece);
		return error_memory(err);
	}
	zip_int64_t got;
	while ((got = zip_source_read(source, piece, PIECE)) > 0)
		(void)fwrite(piece, 1, (size_t)got, to);
	zip_source_close(source);
	free(piece);
	return got < 0 ? error_memory(err) : 0;
}

int bundle_write(struct bundle *bundle, FILE *to, struct error *err)
{
	if (zip_close(bundle->zip) < 0)
		return error_memory(err);
	bundle->zip = NULL;
	return copy_out(bundle->target, to, err);
}

void bundle_close(struct bundle *bundle)
{
	if (bundle->zip)
		zip_discard(bundle->zip);
	if (bundle->target)
		zip_source_free(bundle->target);
	*bundle = (struct bundle){.zip = NULL};
}
