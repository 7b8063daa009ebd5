#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "pipeline/exchange/dictionary.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/narrafirma.h"
#include "pipeline/exchange/tags.h"

int import_draft(struct import_summary *out, const struct draft *draft, struct span name,
		 const struct import_job *job, struct error *err)
{
	if (draft->themes == 0)
		return 0;
	const char *dot = strrchr(job->name, '.');
	const struct span stem = {job->name, dot && dot > job->name ? (size_t)(dot - job->name)
								    : strlen(job->name)};
	out->pack_id = draft_slug(stem, job->arena);
	if (!out->pack_id)
		return error_memory(err);
	out->themes = draft->themes;
	return draft_write(&out->pack, draft, out->pack_id, name.len > 0 ? name : stem,
			   job->language, err);
}

static int read_text(struct span *out, const struct import_job *job, struct error *err)
{
	struct builder builder;
	builder_init(&builder, job->arena, job->arena, err);
	return encoding_decode(out, job->bytes, NULL, &builder);
}

int import_dictionary(struct import_summary *out, const struct import_job *job, struct error *err)
{
	const enum dictionary_form form = dictionary_form(job->bytes, job->name);
	struct draft draft;
	struct span text = job->bytes;
	draft_init(&draft, job->arena);
	int status = form == DICTIONARY_YOSHIKODER ? 0 : read_text(&text, job, err);
	if (status < 0)
		return status;
	if (form == DICTIONARY_YOSHIKODER)
		status = dictionary_read_yoshikoder(&draft, out, text, job->name, err);
	else if (form == DICTIONARY_LIWC)
		status = dictionary_read_liwc(&draft, out, text, err);
	else if (form == DICTIONARY_WORDSTAT)
		status = dictionary_read_wordstat(&draft, out, text, err);
	else
		status = dictionary_read_yaml(&draft, out, text, err);
	return status == 0 ? import_draft(out, &draft, SPAN(""), job, err) : status;
}

int import_tags(struct import_summary *out, const struct import_job *job, struct error *err)
{
	struct draft draft;
	struct span text;
	draft_init(&draft, job->arena);
	int status = read_text(&text, job, err);
	if (status == 0)
		status = tags_read(&draft, text, err);
	return status == 0 ? import_draft(out, &draft, SPAN(""), job, err) : status;
}

int import_narrafirma_form(struct import_summary *out, const struct import_job *job,
			   struct error *err)
{
	struct draft draft;
	struct span text;
	draft_init(&draft, job->arena);
	int status = read_text(&text, job, err);
	if (status == 0)
		status = narrafirma_read(&draft, text, err);
	return status == 0 ? import_draft(out, &draft, SPAN(""), job, err) : status;
}
