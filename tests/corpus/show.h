/*
 * show.h - a document as text, a line a block, for golden files.
 *
 * `@` lines hold metadata and notes. Then each block: its kind and level, who
 * speaks and when if the reader knows, what stands before the words between
 * pointed brackets, and the words; line ends inside a block are shown as `⏎`.
 */
#ifndef TESTS_CORPUS_SHOW_H
#define TESTS_CORPUS_SHOW_H

#include <stdio.h>

#include "corpus/document.h"

static const char *const show_kinds[BLOCK_KINDS] = {
	"paragraph", "heading", "question",  "turn",     "item",
	"quote",     "caption", "furniture", "metadata", "story",
};

static inline void show_text(FILE *to, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n')
			fputs("⏎", to);
		else if (text.at[i] == '\t')
			fputs("⇥", to);
		else
			fputc(text.at[i], to);
	}
}

static inline void show_field(FILE *to, const char *name, struct span value)
{
	if (value.len == 0)
		return;
	fprintf(to, "@%s ", name);
	show_text(to, value);
	fputc('\n', to);
}

static inline void show_metadata(FILE *to, const struct metadata *metadata)
{
	show_field(to, "title", metadata->title);
	show_field(to, "project", metadata->project);
	show_field(to, "round", metadata->round);
	show_field(to, "case", metadata->case_name);
	show_field(to, "date", metadata->date);
	show_field(to, "form", metadata->form);
	show_field(to, "language", metadata->language);
	for (size_t i = 0; i < metadata->persons; i++) {
		const struct person *person = &metadata->person[i];
		fputs("@person ", to);
		show_text(to, person->name);
		fputs(" | ", to);
		show_text(to, person->role);
		if (person->alias.len > 0)
			fputs(" | ", to);
		show_text(to, person->alias);
		fputc('\n', to);
	}
	for (size_t i = 0; i < metadata->variables; i++) {
		fputs("@variable ", to);
		show_text(to, metadata->variable[i].name);
		fputs(" = ", to);
		show_text(to, metadata->variable[i].value);
		fputc('\n', to);
	}
}

static inline void show_block(FILE *to, const struct document *document, const struct block *block)
{
	fputs(show_kinds[block->kind], to);
	if (block->level > 0)
		fprintf(to, "%u", block->level);
	if (block->page > 0)
		fprintf(to, " p%u", block->page);
	if (block->time_ms >= 0)
		fprintf(to, " %lld-%lld", (long long)block->time_ms, (long long)block->time_end_ms);
	if (block->external.len > 0)
		fprintf(to, " #%.*s", (int)block->external.len, block->external.at);
	if (block->speaker.len > 0)
		fprintf(to, " [%.*s]", (int)block->speaker.len, block->speaker.at);
	if (block->role.len > 0)
		fprintf(to, " (%.*s)", (int)block->role.len, block->role.at);
	fputs(" | ", to);
	if (block->content_start > block->start) {
		fputs("<", to);
		show_text(to, span_of(document->text,
				      (struct range){block->start, block->content_start}));
		fputs(">", to);
	}
	show_text(to, span_of(document->text, (struct range){block->content_start, block->end}));
	fputc('\n', to);
}

static inline void show_document(FILE *to, const struct document *document)
{
	fprintf(to, "@format %s\n", document->format);
	show_metadata(to, &document->metadata);
	for (size_t i = 0; i < document->notes; i++) {
		fprintf(to, "@note %s: ", document->note[i].what);
		show_text(to, document->note[i].detail);
		fprintf(to, " (%u)\n", document->note[i].count);
	}
	for (size_t i = 0; i < document->blocks; i++)
		show_block(to, document, &document->block[i]);
}

#endif
