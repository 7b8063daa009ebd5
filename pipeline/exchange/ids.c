#include "pipeline/exchange/ids.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"

int ids_read(const struct span **out, size_t *count, struct span json, struct arena *keep,
	     struct error *err)
{
	*out = NULL;
	*count = 0;
	if (json.len == 0)
		return 0;
	json_t *list = json_parse(json, 0, NULL, err);
	const size_t n = json_array_size(list);
	struct span *id = arena_calloc(keep, n, sizeof *id);
	int status = !json_is_array(list)
			     ? error_set(err, ERROR_STORE,
					 "this file is no store, or it is damaged", "%s", "JSON")
		     : !id ? error_memory(err)
			   : 0;
	for (size_t i = 0; i < n && status == 0; i++) {
		const json_t *item = json_array_get(list, i);
		const size_t len = json_string_length(item);
		const char *copy = arena_copy(keep, len > 0 ? json_string_value(item) : "", len);
		if (!copy)
			status = error_memory(err);
		else
			id[i] = (struct span){copy, len};
	}
	json_decref(list);
	*out = id;
	*count = status == 0 ? n : 0;
	return status;
}
