/*
 * Rows of a store as a run makes them, for tests of what is built on one.
 */
#ifndef TESTS_STORED_H
#define TESTS_STORED_H

#include "pipeline/store/documents.h"

/* An anecdote about rules, of the bytes [start, end) of `text`. */
static inline struct stored_anecdote stored_story(const char *text, const char *id, uint32_t start,
						  uint32_t end)
{
	return (struct stored_anecdote){
		.id = span_from(id),
		.range = {start, end},
		.text = {text + start, end - start},
		.kind = SPAN("knelpunt"),
		.role = SPAN("onbekend"),
		.kind_evidence = SPAN("[]"),
		.variables = SPAN("[]"),
		.ranking = SPAN("[[\"regels\",0.8,true,[[21,31,\"term:vergunning\",2.0]]],"
				"[\"tijd\",0.1,false,[]]]"),
	};
}

/* Its text and nothing else. */
static inline struct stored_content stored_content(const char *text)
{
	return (struct stored_content){.text = span_from(text),
				       .blocks = SPAN("[]"),
				       .people = SPAN("[]"),
				       .variables = SPAN("[]"),
				       .notes = SPAN("[]")};
}

#endif
