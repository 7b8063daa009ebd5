#include "pipeline/exchange/exchange.h"

#include <string.h>

#include "corpus/error.h"

const struct export_format export_formats[] = {
	{"jsonl", export_jsonl, .needs_lexicon = false},
	{"csv", export_csv, .needs_lexicon = false},
	{"qdpx", export_qdpx, .needs_lexicon = true, .is_binary = true},
	{"qdc", export_qdc, .needs_lexicon = true},
	{.name = NULL},
};

const struct export_format *export_find(const char *name, struct error *err)
{
	for (const struct export_format *format = export_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	char names[128] = "";
	size_t len = 0;
	for (const struct export_format *format = export_formats; format->name; format++)
		len += (size_t)snprintf(names + len, sizeof names - len, "%s%s", len ? ", " : "",
					format->name);
	error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s: %s", name,
		  names);
	return NULL;
}
