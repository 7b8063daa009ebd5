#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/exchange/codes.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/markup.h"

int export_qdc(const struct export_job *job, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct markup markup;
	struct codes codes;
	struct span bytes;
	codes_gather(&codes, job->codebook, job->lexicon, job->language, &arena);
	int status = codes_finish(&codes, err);
	if (status == 0 && codes.count == 0)
		status = error_set(err, ERROR_CONFIG, "the packs hold no themes", "%s", "");
	markup_init(&markup, "CodeBook", "urn:QDA-XML:codebook:1.0");
	markup_attribute(&markup, "origin", SPAN("Rode Draad " RODEDRAAD_VERSION));
	if (status == 0) {
		codes_write(&markup, &codes);
		status = markup_finish(&bytes, &markup, err);
	}
	if (status == 0)
		(void)fwrite(bytes.at, 1, bytes.len, job->to);
	markup_release(&markup);
	arena_release(&arena);
	return status;
}
