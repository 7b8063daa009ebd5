#include "pipeline/store/labels.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/codebook.h"

static int add_evidence(struct unpacked_theme *to, const struct unpacked_theme *from,
			struct arena *keep)
{
	const size_t count = to->evidences + from->evidences;
	struct evidence *all = arena_calloc(keep, count, sizeof *all);
	if (!all)
		return -1;
	if (to->evidences > 0)
		memcpy(all, to->evidence, to->evidences * sizeof *all);
	if (from->evidences > 0)
		memcpy(all + to->evidences, from->evidence, from->evidences * sizeof *all);
	to->evidence = all;
	to->evidences = count;
	to->suggested |= from->suggested;
	return 0;
}

int labels_ranking(const struct unpacked_theme **out, size_t *count,
		   const struct codebook *codebook, struct span json, struct arena *keep,
		   struct error *err)
{
	const struct unpacked_theme *all;
	size_t themes, n = 0;
	*out = NULL;
	*count = 0;
	const int status = unpack_ranking(&all, &themes, json, keep, err);
	struct unpacked_theme *theme =
		status == 0 ? arena_calloc(keep, themes, sizeof *theme) : NULL;
	if (!theme)
		return status < 0 ? status : error_memory(err);
	for (size_t i = 0; i < themes; i++) {
		const struct span id = codebook_label(codebook, all[i].id);
		size_t at = 0;
		while (at < n && !span_equal(theme[at].id, id))
			at++;
		if (at < n && add_evidence(&theme[at], &all[i], keep) < 0)
			return error_memory(err);
		if (at < n)
			continue;
		theme[n] = all[i];
		theme[n++].id = id;
	}
	*out = theme;
	*count = n;
	return 0;
}

int labels_ids(const struct span **out, size_t *count, const struct codebook *codebook,
	       struct span json, struct arena *keep, struct error *err)
{
	const struct span *all;
	size_t ids, n = 0;
	*out = NULL;
	*count = 0;
	if (json.len == 0)
		return 0;
	const int status = unpack_ids(&all, &ids, json, keep, err);
	struct span *id = status == 0 ? arena_calloc(keep, ids, sizeof *id) : NULL;
	if (!id)
		return status < 0 ? status : error_memory(err);
	for (size_t i = 0; i < ids; i++) {
		const struct span label = codebook_label(codebook, all[i]);
		size_t at = 0;
		while (at < n && !span_equal(id[at], label))
			at++;
		if (at == n)
			id[n++] = label;
	}
	*out = id;
	*count = n;
	return 0;
}
