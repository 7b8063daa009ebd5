/*
 * refi_study.h - the study's own documents among the texts of a project.
 */
#ifndef PIPELINE_EXCHANGE_REFI_STUDY_H
#define PIPELINE_EXCHANGE_REFI_STUDY_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/digest.h"
#include "pipeline/exchange/refi_say.h"

struct refi_document {
	int64_t number;
	struct guid guid;
	char digest[DIGEST_TEXT]; /* of its text without white space at the end */
};

struct refi_documents {
	struct refi_document *item;
	size_t count;
	size_t capacity;
};

/* Of all documents of the study, in the job's arena. */
int refi_documents(struct refi_documents *out, const struct refi_work *work);

/* The document with the same text as `clean`, best the one with that GUID; NULL: none. */
const struct refi_document *refi_same(const struct refi_documents *documents,
				      const struct refi_source *source, struct span clean);

/*
 * Decisions about the anecdotes of that document. `raw` is the source's text as it stands,
 * `range` where its selections lie in it. A selection is about the anecdote that it shares most
 * text with, if that is half of the one or of the other.
 */
int refi_on_study(struct refi_work *work, const struct refi_source *source,
		  const struct refi_document *document, struct span raw, const struct range *range);

#endif
