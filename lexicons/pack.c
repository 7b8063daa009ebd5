#include "lexicons/pack_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/tree.h"

/* What pack_new hands out is the first member, so that pack_free finds the arena. */
struct owned_pack {
	struct pack pack;
	struct arena arena;
};

int pack_fail(struct pack_reader *r, unsigned line, unsigned column, const char *why,
	      struct span shown)
{
	const int len = shown.len > 120 ? 120 : (int)shown.len;
	const int code =
		error_set(r->err, ERROR_CONFIG, why, "%.*s", len, shown.at ? shown.at : "");
	error_at(r->err, r->file, line, column);
	return code;
}

int pack_copy(struct pack_reader *r, struct span *out, struct span text)
{
	struct span normal;
	if (text_nfc(&normal, text, r->keep) < 0)
		return error_memory(r->err);
	const char *copy = arena_copy(r->keep, normal.at, normal.len);
	if (!copy)
		return error_memory(r->err);
	*out = (struct span){copy, normal.len};
	return 0;
}

static int read_yaml(struct pack_reader *r, struct span bytes)
{
	struct tree *root;
	struct arena scratch = ARENA_INIT;
	int status = tree_read(&root, bytes, &scratch, r->err);
	if (status < 0 && r->err && r->err->code == ERROR_CONFIG)
		(void)snprintf(r->err->where, sizeof r->err->where, "%s", r->file);
	if (status == 0 && !root)
		status = pack_fail(r, 1, 1, "the file is empty", SPAN(""));
	if (status == 0)
		status = pack_read_map(r, root);
	arena_release(&scratch);
	return status;
}

static unsigned line_of(struct span bytes, size_t at)
{
	unsigned line = 1;
	for (size_t i = 0; i < at; i++)
		line += bytes.at[i] == '\n';
	return line;
}

static size_t first_malformed(struct span bytes)
{
	size_t len;
	for (size_t at = 0; at < bytes.len; at += len)
		if (utf8_decode(bytes, at, &len) == 0xFFFD && len == 1)
			return at;
	return bytes.len;
}

static int read_file(struct pack_reader *r, struct span bytes)
{
	if (r->files++ >= PACK_FILES_MOST)
		return pack_fail(r, 0, 0, "the pack has too many files", SPAN(""));
	if (bytes.len > PACK_BYTES_MOST)
		return pack_fail(r, 0, 0, "the file is too large for a pack", SPAN(""));
	if (!utf8_valid(bytes))
		return pack_fail(r, line_of(bytes, first_malformed(bytes)), 0,
				 "the file is not in UTF-8", SPAN(""));
	digest_add_field(&r->digest, span_from(r->file));
	digest_add_field(&r->digest, bytes);
	if (span_ends(span_from(r->file), SPAN(".tsv")))
		return pack_read_table(r, bytes);
	return read_yaml(r, bytes);
}

/* `dutch/x.yaml` as it stands; `x.yaml` beside the file that includes it. */
static const char *included_name(struct pack_reader *r, struct span name)
{
	const char *slash = strrchr(r->file, '/');
	if (memchr(name.at, '/', name.len) || !slash)
		return arena_copy(r->keep, name.at, name.len);
	const size_t folder = (size_t)(slash - r->file) + 1;
	char *whole = arena_alloc(r->keep, folder + name.len + 1);
	if (!whole)
		return NULL;
	memcpy(whole, r->file, folder);
	memcpy(whole + folder, name.at, name.len);
	whole[folder + name.len] = '\0';
	return whole;
}

static bool is_safe_name(struct span name)
{
	if (name.len == 0 || name.len > 200 || name.at[0] == '/')
		return false;
	if (memchr(name.at, '\\', name.len) || memchr(name.at, '\0', name.len))
		return false;
	return memmem(name.at, name.len, "..", 2) == NULL;
}

int pack_include(struct pack_reader *r, const struct tree *node)
{
	if (pack_expect(r, node, TREE_SCALAR) < 0)
		return ERROR_CONFIG;
	if (!is_safe_name(node->scalar) ||
	    !(span_ends(node->scalar, SPAN(".yaml")) || span_ends(node->scalar, SPAN(".tsv"))))
		return pack_fail(r, node->line, node->column,
				 "an included file is a .yaml or .tsv below the folder of packs",
				 node->scalar);
	if (!r->load || r->depth >= PACK_INCLUDES_DEEP)
		return pack_fail(r, node->line, node->column, "nothing can be included here",
				 node->scalar);
	const char *name = included_name(r, node->scalar);
	if (!name)
		return error_memory(r->err);
	struct span bytes;
	const int found = r->load(r->context, &bytes, name, r->err);
	if (found < 0) {
		error_at(r->err, r->file, node->line, node->column);
		return found;
	}
	const char *outer = r->file;
	r->file = name;
	r->depth++;
	const int status = read_file(r, bytes);
	r->depth--;
	r->file = outer;
	return status;
}

static int check_whole(struct pack_reader *r)
{
	if (r->pack->id.len == 0)
		return pack_fail(r, 1, 1, "the pack needs an id", SPAN(""));
	if (r->pack->language.len == 0)
		return pack_fail(r, 1, 1, "the pack needs a language", SPAN(""));
	return 0;
}

struct pack *pack_new(struct span bytes, const char *name, pack_load *load, void *context,
		      struct error *err)
{
	struct owned_pack *owned = calloc(1, sizeof *owned);
	if (!owned) {
		error_memory(err);
		return NULL;
	}
	struct pack_reader r = {.pack = &owned->pack,
				.keep = &owned->arena,
				.err = err,
				.load = load,
				.context = context};
	digest_init(&r.digest);
	r.file = arena_copy(r.keep, name, strlen(name));
	int status = r.file ? read_file(&r, bytes) : error_memory(err);
	if (status == 0)
		status = check_whole(&r);
	if (status == 0) {
		digest_end(&r.digest, r.pack->digest);
		return r.pack;
	}
	pack_free(r.pack);
	return NULL;
}

void pack_free(struct pack *pack)
{
	if (!pack)
		return;
	struct owned_pack *owned = (struct owned_pack *)pack; /* its first member */
	arena_release(&owned->arena);
	free(owned);
}

const struct pack_target *pack_wordless_theme(const struct pack *pack)
{
	const struct pack_target *theme = pack->target[TARGET_THEME];
	while (theme && theme->cue)
		theme = theme->next;
	return theme;
}

const char *pack_section(enum target_kind kind)
{
	static const char *const name[TARGET_KINDS] = {"themes",    "kinds",    "roles",
						       "audiences", "statuses", "classes"};
	return name[kind];
}
