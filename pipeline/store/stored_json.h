/*
 * stored_json.h - values that the store holds as JSON.
 */
#ifndef PIPELINE_STORE_STORED_JSON_H
#define PIPELINE_STORE_STORED_JSON_H

#include "corpus/json.h"

/*
 * The value, which has to be of that type. NULL with `err`: ERROR_STORE when it is not, for then
 * another program has written there; or ERROR_MEMORY. json_decref what comes back.
 */
json_t *stored_json(struct span text, json_type type, struct error *err);

#endif
