#include "pipeline/store/stored_json.h"

#include "corpus/error.h"

json_t *stored_json(struct span text, json_type type, struct error *err)
{
	json_error_t problem = {.line = 0};
	json_t *value = json_parse(text, 0, &problem, err);
	if (value && json_typeof(value) == type)
		return value;
	/* Without a problem it is memory that was wanting, which has been said. */
	if (value || problem.text[0] != '\0')
		error_set(err, ERROR_STORE, "this file is no store, or it is damaged", "%s",
			  "JSON");
	json_decref(value);
	return NULL;
}
