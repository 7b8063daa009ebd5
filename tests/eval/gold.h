/*
 * gold.h - hand-labelled reports: a folder with gold.jsonl (a report a line: id, meta, spans with
 * offsets in code points) and texts/ID.txt, which is the document as a user would have it. The
 * place of a span is told in bytes that are no white space, so that it holds for any text with the
 * same words.
 */
#ifndef TESTS_EVAL_GOLD_H
#define TESTS_EVAL_GOLD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/text.h"

enum { GOLD_PATH_MOST = 1024 };

/* An anecdote. */
struct gold_span {
	size_t start;
	size_t end;
	struct span speaker; /* the role of whoever tells it */
};

/* A recommendation, a commitment, or what became of one. */
struct gold_mark {
	size_t start;
	size_t end;
	char type;          /* r, c, f */
	struct span value;  /* audience of r, status of f; empty for c */
	struct span target; /* id of c, the id that f is about */
};

struct gold {
	struct span name;
	struct span case_name; /* `initiatief` */
	struct span form;      /* `vorm` */
	struct span text;
	struct gold_span *span; /* in text order */
	size_t spans;
	struct gold_mark *mark; /* in text order */
	size_t marks;
	struct span round; /* `ronde` */
};

static inline bool gold_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Bytes that are no white space. */
static inline size_t gold_solid(struct span text)
{
	size_t solid = 0;
	for (size_t i = 0; i < text.len; i++)
		solid += !gold_blank(text.at[i]);
	return solid;
}

/* A whole file, in `keep`; empty when it can't be read. */
static inline struct span gold_load(const char *path, struct arena *keep)
{
	FILE *file = fopen(path, "rb");
	struct span text = {.len = 0};
	if (!file)
		return text;
	if (fseek(file, 0, SEEK_END) == 0 && ftell(file) > 0) {
		const size_t size = (size_t)ftell(file);
		char *bytes = arena_alloc(keep, size);
		rewind(file);
		if (bytes)
			text = (struct span){bytes, fread(bytes, 1, size, file)};
	}
	(void)fclose(file);
	return text;
}

static inline struct span gold_string(const json_t *object, const char *key, struct arena *keep)
{
	const char *value = json_string_value(json_object_get(object, key));
	return value ? span_from(arena_copy(keep, value, strlen(value))) : (struct span){0};
}

/* The place of an offset in code points. */
static inline size_t gold_place(struct span text, json_int_t offset)
{
	size_t at = 0;
	size_t len;
	for (; offset > 0 && at < text.len; offset--, at += len)
		(void)utf8_decode(text, at, &len);
	return gold_solid((struct span){text.at, at});
}

static inline void gold_mark(struct gold *out, const json_t *span, char type, struct arena *keep)
{
	out->mark[out->marks++] = (struct gold_mark){
		.start = gold_place(out->text, json_integer_value(json_object_get(span, "start"))),
		.end = gold_place(out->text, json_integer_value(json_object_get(span, "end"))),
		.type = type,
		.value = gold_string(span, type == 'r' ? "to" : "status", keep),
		.target = gold_string(span, type == 'c' ? "id" : "ref", keep),
	};
}

static inline bool gold_spans(struct gold *out, const json_t *list, struct arena *keep)
{
	out->mark = arena_calloc(keep, json_array_size(list), sizeof(*out->mark));
	out->span = arena_calloc(keep, json_array_size(list), sizeof(*out->span));
	for (size_t i = 0; out->span && out->mark && i < json_array_size(list); i++) {
		const json_t *span = json_array_get(list, i);
		const char *type = json_string_value(json_object_get(span, "type"));
		if (!type || strcmp(type, "a") != 0) {
			if (type && (*type == 'r' || *type == 'c' || *type == 'f'))
				gold_mark(out, span, *type, keep);
			continue;
		}
		struct gold_span *to = &out->span[out->spans++];
		to->start =
			gold_place(out->text, json_integer_value(json_object_get(span, "start")));
		to->end = gold_place(out->text, json_integer_value(json_object_get(span, "end")));
		to->speaker = gold_string(span, "speaker", keep);
	}
	return out->span && out->mark;
}

/* One line of gold.jsonl. false: it is none, or its text can't be read. */
static inline bool gold_read(struct gold *out, const char *folder, struct span line,
			     struct arena *keep)
{
	json_t *object = json_loadb(line.at, line.len, 0, NULL);
	const json_t *meta = json_object_get(object, "meta");
	char path[GOLD_PATH_MOST];
	*out = (struct gold){.name = gold_string(object, "id", keep),
			     .case_name = gold_string(meta, "initiatief", keep),
			     .form = gold_string(meta, "vorm", keep),
			     .round = gold_string(meta, "ronde", keep)};
	const int len = snprintf(path, sizeof(path), "%s/texts/%.*s.txt", folder,
				 (int)out->name.len, out->name.at);
	if (len > 0 && (size_t)len < sizeof(path))
		out->text = gold_load(path, keep);
	const bool good =
		out->text.len > 0 && gold_spans(out, json_object_get(object, "spans"), keep);
	json_decref(object);
	return good;
}

/* The next line of a file's bytes; false: no more. */
static inline bool gold_line(struct span *line, struct span *rest)
{
	if (rest->len == 0)
		return false;
	const char *end = memchr(rest->at, '\n', rest->len);
	*line = (struct span){rest->at, end ? (size_t)(end - rest->at) : rest->len};
	rest->at += line->len + (end != NULL);
	rest->len -= line->len + (end != NULL);
	return true;
}

#endif
