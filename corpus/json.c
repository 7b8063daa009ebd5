#include "corpus/json.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"

enum { ALLOCATED_FIRST = 128 };

/* What jansson has allocated in the call of json_parse under way, and where to go when there is no
 * more. */
struct parsing {
	jmp_buf out;
	bool refused;
	void **allocated;
	size_t count;
	size_t capacity;
	void *first[ALLOCATED_FIRST]; /* enough for most */
};

static _Thread_local struct parsing *under_way;

static bool note(struct parsing *parsing, void *at)
{
	if (parsing->count == parsing->capacity) {
		const size_t size = parsing->capacity * sizeof *parsing->allocated;
		void **more = malloc(2 * size);
		if (!more)
			return false;
		memcpy(more, parsing->allocated, size);
		if (parsing->allocated != parsing->first)
			free(parsing->allocated);
		parsing->allocated = more;
		parsing->capacity *= 2;
	}
	parsing->allocated[parsing->count++] = at;
	return true;
}

static void *allocate(size_t size)
{
	void *at = malloc(size);
	if (under_way && (!at || !note(under_way, at))) {
		free(at);
		longjmp(under_way->out, 1);
	}
	return at;
}

/* What is given back was mostly asked for last. */
static void release(void *at)
{
	if (under_way && at) {
		size_t i = under_way->count;
		while (i > 0 && under_way->allocated[i - 1] != at)
			i--;
		if (i > 0)
			under_way->allocated[i - 1] = under_way->allocated[--under_way->count];
	}
	free(at);
}

/* Before there are threads, as jansson asks. */
__attribute__((constructor)) static void watch_allocations(void)
{
	json_set_alloc_funcs(allocate, release);
}

/* Leaves jansson in the middle of its work, so that it never gets to see that memory is out. */
static json_t *load(struct parsing *parsing, struct span text, size_t flags, json_error_t *problem)
{
	under_way = parsing;
	parsing->refused = true;
	if (setjmp(parsing->out) != 0)
		return NULL;
	json_t *value = json_loadb(text.len > 0 ? text.at : "", text.len, flags, problem);
	parsing->refused = false;
	return value;
}

json_t *json_parse(struct span text, size_t flags, json_error_t *problem, struct error *err)
{
	struct parsing parsing;
	parsing.allocated = parsing.first;
	parsing.count = 0;
	parsing.capacity = ALLOCATED_FIRST;
	json_t *value = load(&parsing, text, flags, problem);
	under_way = NULL;
	for (size_t i = 0; parsing.refused && i < parsing.count; i++)
		free(parsing.allocated[i]);
	if (parsing.refused)
		(void)error_memory(err);
	if (parsing.allocated != parsing.first)
		free(parsing.allocated);
	return value;
}

struct span json_span(const json_t *value)
{
	const char *at = json_string_value(value);
	return (struct span){at ? at : "", json_string_length(value)};
}
