#include "pipeline/pack_file.h"

#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "lexicons/pack.h"
#include "pipeline/embedded.h"
#include "pipeline/file.h"
#include "pipeline/resources.h"
#include "pipeline/study.h"

/* Where each of the two would be. */
struct pack_path {
	const char *embedded;
	const char *own;
};

static int find_path(struct pack_path *out, const struct study *study, const char *name,
		     struct arena *arena, struct error *err)
{
	out->embedded = path_join(arena, "lexicons", name);
	out->own = out->embedded ? path_join(arena, study->root, out->embedded) : NULL;
	return out->own ? 0 : error_memory(err);
}

int pack_file_is_own(const struct study *study, const char *name, struct arena *arena,
		     struct error *err)
{
	struct pack_path path;
	const int status = find_path(&path, study, name, arena, err);
	return status < 0 ? status : access(path.own, F_OK) == 0;
}

static int load_embedded(struct resources *resources, struct span *out, const char *path,
			 const char *name, struct error *err)
{
	const struct embedded_file *file = embedded_at(path);
	if (!file)
		return error_set(err, ERROR_CONFIG, "there is no such theme pack or part of one",
				 "%s", name);
	*out = (struct span){file->bytes, file->size};
	return resources_add_part(resources, span_from(name), file->digest, err);
}

int pack_file_load(void *source, struct span *out, const char *name, struct error *err)
{
	const struct pack_source *for_whom = source;
	struct resources *resources = for_whom->resources;
	struct pack_path path;
	int status = find_path(&path, for_whom->study, name, &resources->arena, err);
	if (status < 0)
		return status;
	if (access(path.own, F_OK) != 0)
		return load_embedded(resources, out, path.embedded, name, err);
	status = file_read(out, path.own, PACK_BYTES_MOST, &resources->arena, err);
	if (status < 0)
		return status;
	char digest[DIGEST_TEXT];
	digest_of(digest, *out);
	return resources_add_part(resources, span_from(name), digest, err);
}
