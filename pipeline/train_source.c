#include "pipeline/train_source.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "lexicons/lexicon.h"
#include "pipeline/file.h"
#include "stages/analysis.h"

#define SOURCE_BYTES_MOST ((size_t)1 << 30)

struct source {
	struct labelled_stories *stories;
	const struct lexicon *lexicon;
	struct arena *arena;
	const char *path;
};

static uint16_t find_target(const struct source *source, enum target_kind kind, const json_t *value)
{
	const char *id = json_string_value(value);
	return id ? lexicon_find(source->lexicon, kind, span_from(id)) : INDEX_NONE;
}

static int read_labels(const struct source *source, struct labelled_story *story,
		       const json_t *object, struct error *err)
{
	const json_t *themes = json_object_get(object, "themes");
	story->themes = 0;
	for (size_t i = 0; i < json_array_size(themes) && i < LABELS_OF_STORY; i++) {
		const json_t *id = json_array_get(themes, i);
		const uint16_t theme = find_target(source, TARGET_THEME, id);
		if (theme == INDEX_NONE)
			return error_set(err, ERROR_CONFIG, "the pack has no such theme", "%s",
					 json_string_value(id) ? json_string_value(id) : "");
		story->theme[story->themes++] = theme;
	}
	if (story->themes == 0)
		return error_set(err, ERROR_CONFIG, "a labelled story needs a theme", "%s", "");
	story->kind = find_target(source, TARGET_KIND, json_object_get(object, "kind"));
	story->role = find_target(source, TARGET_ROLE, json_object_get(object, "speaker"));
	return 0;
}

static int add_story(struct source *source, const struct labelled_story *story, struct error *err)
{
	struct labelled_stories *stories = source->stories;
	if (arena_grow(source->arena, &stories->item, &stories->capacity, stories->count,
		       stories->count + 1, sizeof *stories->item))
		return error_memory(err);
	stories->item[stories->count++] = *story;
	return 0;
}

static int read_story(struct source *source, const json_t *object, struct error *err)
{
	struct labelled_story story = {.document = source->stories->documents,
				       .source = source->stories->sources};
	const json_t *text = json_object_get(object, "text");
	if (!json_is_string(text))
		return error_set(err, ERROR_CONFIG, "a labelled story needs a text", "%s", "");
	if (span_keep(&story.text, json_span(text), source->arena) < 0)
		return error_memory(err);
	const int status = read_labels(source, &story, object, err);
	return status ? status : add_story(source, &story, err);
}

/* The part of `text` between two offsets in code points. */
static struct span cut(struct span text, json_int_t start, json_int_t end)
{
	size_t at = 0, len;
	struct span part = {text.at, 0};
	for (json_int_t i = 0; i < end && at < text.len; i++) {
		if (i == start)
			part.at = text.at + at;
		(void)utf8_decode(text, at, &len);
		at += len;
	}
	part.len = (size_t)(text.at + at - part.at);
	return part;
}

static int read_report_text(struct span *out, const struct source *source, const json_t *object,
			    struct error *err)
{
	char path[4096];
	const char *id = json_string_value(json_object_get(object, "id"));
	const char *slash = strrchr(source->path, '/');
	const int folder = slash ? (int)(slash - source->path) : 0;
	(void)snprintf(path, sizeof path, "%.*s%stexts/%s.txt", folder, source->path,
		       slash ? "/" : "", id ? id : "");
	return file_read(out, path, SOURCE_BYTES_MOST, source->arena, err);
}

static int read_report(struct source *source, const json_t *object, struct error *err)
{
	struct span text;
	int status = read_report_text(&text, source, object, err);
	const json_t *spans = json_object_get(object, "spans");
	for (size_t i = 0; status == 0 && i < json_array_size(spans); i++) {
		const json_t *mark = json_array_get(spans, i);
		const char *type = json_string_value(json_object_get(mark, "type"));
		if (!type || strcmp(type, "a") != 0)
			continue;
		struct labelled_story story = {
			.text = cut(text, json_integer_value(json_object_get(mark, "start")),
				    json_integer_value(json_object_get(mark, "end"))),
			.document = source->stories->documents,
			.source = source->stories->sources,
			.report = true,
		};
		status = read_labels(source, &story, mark, err);
		if (status == 0)
			status = add_story(source, &story, err);
	}
	source->stories->documents++;
	return status;
}

static int read_line(struct source *source, const char *at, size_t len, struct error *err)
{
	json_error_t problem;
	json_t *object = json_parse((struct span){at, len}, 0, &problem, err);
	if (!json_is_object(object)) {
		json_decref(object);
		return error_set(err, ERROR_CONFIG, "not a JSON object", "%s", problem.text);
	}
	const int status = json_object_get(object, "spans") ? read_report(source, object, err)
							    : read_story(source, object, err);
	json_decref(object);
	return status;
}

int train_source_read(struct labelled_stories *stories, const char *path,
		      const struct lexicon *lexicon, struct arena *arena, struct error *err)
{
	struct span bytes;
	struct source source = {stories, lexicon, arena, path};
	int status = file_read(&bytes, path, SOURCE_BYTES_MOST, arena, err);
	unsigned line = 0;
	for (size_t at = 0; status == 0 && at < bytes.len;) {
		const char *newline = memchr(bytes.at + at, '\n', bytes.len - at);
		const size_t len = newline ? (size_t)(newline - bytes.at) - at : bytes.len - at;
		line++;
		if (len > 0)
			status = read_line(&source, bytes.at + at, len, err);
		at += len + 1;
	}
	if (status)
		error_at(err, path, line, 0);
	stories->documents++;
	stories->sources++;
	return status;
}
