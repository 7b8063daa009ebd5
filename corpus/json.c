#include "corpus/json.h"

#include <stdbool.h>
#include <stdlib.h>

#include "corpus/error.h"

/* Of this thread, in the call of json_parse under way. */
static _Thread_local bool refused;

static void *allocate(size_t size)
{
	void *at = malloc(size);
	if (!at)
		refused = true;
	return at;
}

/* Before there are threads, as jansson asks. */
__attribute__((constructor)) static void watch_allocations(void)
{
	json_set_alloc_funcs(allocate, free);
}

json_t *json_parse(struct span text, size_t flags, json_error_t *problem, struct error *err)
{
	refused = false;
	json_t *value = json_loadb(text.len > 0 ? text.at : "", text.len, flags, problem);
	if (!refused)
		return value;
	json_decref(value);
	(void)error_memory(err);
	return NULL;
}

struct span json_span(const json_t *value)
{
	const char *at = json_string_value(value);
	return (struct span){at ? at : "", json_string_length(value)};
}
