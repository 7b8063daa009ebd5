#include "pipeline/exchange/exchange.h"

#include <string.h>
#include <strings.h>

#include "corpus/error.h"
#include "pipeline/exchange/dictionary.h"
#include "pipeline/exchange/narrafirma.h"
#include "pipeline/exchange/refi.h"
#include "pipeline/exchange/tags.h"

const struct export_format export_formats[] = {
	{"jsonl", export_jsonl, .needs_lexicon = false},
	{"csv", export_csv, .needs_lexicon = false, .is_handed_on = true},
	{"xlsx", export_xlsx, .needs_lexicon = true, .is_binary = true, .is_handed_on = true},
	{"qdpx", export_qdpx, .needs_lexicon = true, .is_binary = true, .is_handed_on = true},
	{"qdc", export_qdc, .needs_lexicon = true},
	{"taguette", export_tags, .needs_lexicon = true},
	{"narrafirma", export_narrafirma, .needs_lexicon = true, .is_handed_on = true},
	{"narrafirma-form", export_narrafirma_form, .needs_lexicon = true},
	{"quanteda", export_quanteda, .needs_lexicon = true},
	{.name = NULL},
};

const struct export_format *export_find(const char *name, struct error *err)
{
	for (const struct export_format *format = export_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	char names[256] = "";
	size_t len = 0;
	for (const struct export_format *format = export_formats; format->name; format++)
		len += (size_t)snprintf(names + len, sizeof names - len, "%s%s", len ? ", " : "",
					format->name);
	error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s: %s", name,
		  names);
	return NULL;
}

static const struct import_form import_forms[] = {
	{refi_fits, import_refi, .needs_lexicon = true},
	{dictionary_fits, import_dictionary, .needs_lexicon = false},
	{narrafirma_fits, import_narrafirma_form, .needs_lexicon = false},
	{tags_fits, import_tags, .needs_lexicon = false},
	{NULL, import_table, .needs_lexicon = false},
};

const struct import_form *import_find(struct span bytes, const char *name)
{
	const struct import_form *form = import_forms;
	while (form->fits && !form->fits(bytes, name))
		form++;
	return form;
}

bool import_name_ends(const char *name, const char *ending)
{
	const size_t len = strlen(name), end = strlen(ending);
	return len > end && strcasecmp(name + len - end, ending) == 0;
}

void import_note(struct import_summary *out, const char *what, struct span detail, size_t count,
		 bool left_out)
{
	size_t i = 0;
	while (i < out->losses && strcmp(out->loss[i].what, what) != 0)
		i++;
	if (count == 0 || i == IMPORT_LOSSES_MOST)
		return;
	struct import_loss *loss = &out->loss[i];
	if (i == out->losses) {
		size_t len =
			detail.len < sizeof loss->detail ? detail.len : sizeof loss->detail - 1;
		while (len < detail.len && len > 0 &&
		       ((unsigned char)detail.at[len] & 0xC0) == 0x80)
			len--;
		*loss = (struct import_loss){.what = what, .left_out = left_out};
		if (len > 0)
			memcpy(loss->detail, detail.at, len);
		out->losses++;
	}
	loss->count += count;
}
