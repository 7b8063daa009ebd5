#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/refi_stories.h"
#include "pipeline/exchange/refi_traits.h"
#include "pipeline/exchange/refi_study.h"
#include "pipeline/store/sources.h"

/* What a study has no place for, by enum refi_other. */
static void note_others(struct import_summary *out, const struct refi *refi)
{
	import_note(out, "graphs were left out", SPAN(""), refi->other[REFI_GRAPHS], false);
	import_note(out, "links were left out", SPAN(""), refi->other[REFI_LINKS], false);
	import_note(out, "pictures were left out", SPAN(""), refi->other[REFI_PICTURES], true);
	import_note(out, "codings of areas of a PDF were left out", SPAN(""),
		    refi->other[REFI_PDFS], true);
	import_note(out, "recordings were left out", SPAN(""), refi->other[REFI_RECORDINGS], true);
	import_note(out, "codings of a whole text were left out", SPAN(""),
		    refi->other[REFI_SOURCE_CODINGS], true);
}

/* Cases and sets of which nothing was taken over. */
static void note_groups(struct import_summary *out, const struct refi *refi)
{
	static const char sets[] = "sets of codes, texts or notes were left out";
	for (size_t i = 0; i < refi->case_items; i++)
		if (!refi->case_item[i].used)
			import_note(out, "cases were left out", refi->case_item[i].name, 1, false);
	for (size_t i = 0; i < refi->set_items; i++)
		if (!refi->set_item[i].used)
			import_note(out, sets, refi->set_item[i].name, 1, false);
	import_note(out, sets, SPAN(""), refi->other[REFI_SETS], false);
}

/* Notes that hang on no passage. */
static void note_notes(struct import_summary *out, const struct refi *refi)
{
	for (size_t n = 0; n < refi->notes; n++) {
		bool used = false;
		for (size_t i = 0; i < refi->selections && !used; i++)
			used = refi->selection[i].codings > 0 &&
			       guid_equal(&refi->selection[i].note, &refi->note[n].guid);
		if (!used)
			import_note(out, "notes that hang on no coded passage were left out",
				    refi->note[n].name, 1, false);
	}
}

static int read_source(struct refi_work *work, const struct refi_documents *documents, size_t index)
{
	const struct refi_source *source = &work->refi->source[index];
	struct error missing = ERROR_INIT;
	struct span raw, clean;
	struct range *range;
	size_t mismatches;
	uint32_t mended = 0;
	int status = refi_text(&raw, work->refi, source, work->scratch, &missing);
	if (status == ERROR_MEMORY)
		return error_memory(work->err);
	if (status < 0) {
		import_note(work->out, "texts that the project does not hold were left out",
			    source->name, 1, true);
		return 0;
	}
	if (source->selections == 0) {
		import_note(work->out, "texts without codings were left out", source->name, 1,
			    false);
		return 0;
	}
	status = refi_place(&range, &mismatches, work->refi, source, raw, work->scratch, work->err);
	if (status < 0)
		return status;
	for (size_t i = 0; i < source->selections; i++)
		import_note(work->out, "passages outside their text were left out", source->name,
			    range[i].end == 0, true);
	import_note(work->out, "passages that are not named by what stands there", source->name,
		    mismatches, false);
	if (builder_clean(&clean, raw, &mended, work->scratch, work->scratch) != 0)
		return error_memory(work->err);
	const struct refi_document *same = refi_same(documents, source, clean);
	if (same && guid_equal(&same->guid, &source->guid))
		refi_traits_known(work, source);
	else if (same)
		import_note(work->out, "variables of texts that the study has were left out",
			    source->name, source->values > 0, false);
	return same ? refi_on_study(work, source, same, raw, range)
		    : refi_as_stories(work, source, index, raw, range);
}

static int read_sources(struct refi_work *work)
{
	struct refi_documents documents;
	char prefix[256];
	(void)snprintf(prefix, sizeof prefix, "import/%.200s/", work->job->name);
	int status = store_sources_remove(work->job->store, prefix, work->err);
	if (status == 0)
		status = refi_documents(&documents, work);
	for (size_t i = 0; i < work->refi->sources && status == 0; i++) {
		status = read_source(work, &documents, i);
		arena_reset(work->scratch);
	}
	if (status == 0)
		status = store_decisions_anchor(work->job->store, work->scratch, work->err);
	return status;
}

static int import_opened(struct import_summary *out, const struct import_job *job,
			 struct refi *refi, struct arena *scratch, struct error *err)
{
	struct refi_target *target;
	struct draft draft;
	struct refi_work work = {
		.job = job, .out = out, .refi = refi, .scratch = scratch, .err = err};
	int status = refi_codes(&target, &draft, refi, job, !refi->is_project, err);
	if (status == 0)
		status = import_draft(out, &draft, refi->name, job, err);
	if (status < 0)
		return status;
	note_others(out, refi);
	note_notes(out, refi);
	work.target = target;
	status = refi->is_project ? refi_reviewers(&work) : 0;
	if (status == 0 && refi->is_project)
		status = read_sources(&work);
	note_groups(out, refi);
	return status;
}

int import_refi(struct import_summary *out, const struct import_job *job, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	struct refi refi;
	int status = refi_open(&refi, job->bytes, job->arena, err);
	if (status == 0)
		status = import_opened(out, job, &refi, &scratch, err);
	refi_close(&refi);
	arena_release(&scratch);
	return status;
}
