#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/run_diff.h"

enum { DIGEST_SHOWN = 12, EXCERPT_SHOWN = 50 };

/* Nothing that steers a terminal gets through; with an ellipsis behind `most` letters. */
static void put_plain(FILE *to, struct span text, size_t most)
{
	size_t len, letters = 0;
	for (size_t at = 0; at < text.len && letters < most; at += len, letters++) {
		char bytes[4];
		const uint32_t code = utf8_decode(text, at, &len);
		const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
		(void)fwrite(bytes, 1, utf8_encode(control ? ' ' : code, bytes), to);
	}
	(void)fputs(utf8_count(text) > most ? "…" : "", to);
}

static void put_value(FILE *to, struct span value)
{
	if (value.len == 0)
		(void)fputc('-', to);
	else
		(void)fprintf(to, "%.*s", value.len > DIGEST_SHOWN ? DIGEST_SHOWN : (int)value.len,
			      value.at);
}

void run_difference_text(const struct run_difference *difference, FILE *to)
{
	(void)fprintf(to, "  %s", message(difference->what));
	if (difference->name.len > 0) {
		(void)fputc(' ', to);
		put_plain(to, difference->name, SIZE_MAX);
	}
	(void)fputs(": ", to);
	put_value(to, difference->before);
	(void)fputs(" → ", to);
	put_value(to, difference->after);
	(void)fputc('\n', to);
}

static void put_label(FILE *to, const struct diff_label *label)
{
	if (!label->there) {
		(void)fputs(message("no anecdote"), to);
		return;
	}
	for (size_t i = 0; i < label->themes; i++) {
		(void)fputs(i > 0 ? "; " : "", to);
		put_plain(to, label->theme[i], SIZE_MAX);
	}
	(void)fputs(label->themes == 0 ? message("without a theme") : "", to);
	(void)fputs(" (", to);
	put_plain(to, label->kind, SIZE_MAX);
	(void)fputs(", ", to);
	put_plain(to, label->role, SIZE_MAX);
	(void)fputc(')', to);
}

static const char *state_of(enum diff_state state)
{
	static const char *const states[] = {
		[DIFF_SAME] = "the same document",
		[DIFF_CHANGED] = "the document changed",
		[DIFF_NEW] = "a new document",
		[DIFF_GONE] = "the document is gone",
	};
	return states[state];
}

static const char *state_id(enum diff_state state)
{
	static const char *const ids[] = {
		[DIFF_SAME] = "same",
		[DIFF_CHANGED] = "changed",
		[DIFF_NEW] = "new",
		[DIFF_GONE] = "gone",
	};
	return ids[state];
}

static void put_document(FILE *to, const struct diff_document *document)
{
	put_plain(to, document->path, SIZE_MAX);
	(void)fprintf(to, ": %s\n", message(state_of(document->state)));
	for (size_t i = 0; i < document->anecdotes; i++) {
		const struct diff_anecdote *one = &document->anecdote[i];
		(void)fputs("  “", to);
		put_plain(to, one->excerpt, EXCERPT_SHOWN);
		(void)fputs("”\n    ", to);
		put_label(to, &one->label[DIFF_BEFORE]);
		(void)fputs(" → ", to);
		put_label(to, &one->label[DIFF_AFTER]);
		(void)fputc('\n', to);
	}
}

int run_diff_text(const struct run_diff *diff, FILE *to, struct error *err)
{
	(void)err;
	if (diff->documents == 0)
		(void)fprintf(to, message("runs %lld and %lld suggested the same\n"),
			      (long long)diff->run[DIFF_BEFORE].number,
			      (long long)diff->run[DIFF_AFTER].number);
	for (size_t i = 0; i < diff->documents; i++)
		put_document(to, &diff->document[i]);
	if (diff->documents > 0)
		(void)fprintf(to, message("%zu documents and %zu anecdotes differ\n"),
			      diff->documents, diff->anecdotes);
	if (diff->causes > 0)
		(void)fprintf(to, "%s\n",
			      message("what differs between the runs, and is the cause where the "
				      "document is the same:"));
	for (size_t i = 0; i < diff->causes; i++)
		run_difference_text(&diff->cause[i], to);
	return 0;
}

static void emit_label(struct emitter *to, const char *key, const struct diff_label *label)
{
	emit_key(to, key);
	if (!label->there) {
		emit_null(to);
		return;
	}
	emit_open(to, '{');
	emit_field_open(to, "themes", '[');
	for (size_t i = 0; i < label->themes; i++)
		emit_span(to, label->theme[i]);
	emit_close(to, ']');
	emit_field(to, "kind", label->kind);
	emit_field(to, "speaker_role", label->role);
	emit_close(to, '}');
}

static void emit_document(struct emitter *to, const struct diff_document *document)
{
	emit_open(to, '{');
	emit_field(to, "path", document->path);
	emit_key(to, "document");
	emit_string(to, state_id(document->state));
	emit_field_open(to, "anecdotes", '[');
	for (size_t i = 0; i < document->anecdotes; i++) {
		const struct diff_anecdote *one = &document->anecdote[i];
		emit_open(to, '{');
		emit_field(to, "id", one->id);
		emit_field(to, "begins", one->excerpt);
		emit_label(to, "before", &one->label[DIFF_BEFORE]);
		emit_label(to, "after", &one->label[DIFF_AFTER]);
		emit_close(to, '}');
	}
	emit_close(to, ']');
	emit_close(to, '}');
}

static void emit_cause(struct emitter *to, const struct run_difference *cause)
{
	emit_open(to, '{');
	emit_key(to, "what");
	emit_string(to, cause->id);
	emit_field(to, "name", cause->name);
	emit_field(to, "before", cause->before);
	emit_field(to, "after", cause->after);
	emit_close(to, '}');
}

int run_diff_json(const struct run_diff *diff, FILE *to, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct emitter line;
	emit_init(&line, &arena);
	emit_open(&line, '{');
	emit_field_open(&line, "runs", '[');
	emit_number(&line, diff->run[DIFF_BEFORE].number);
	emit_number(&line, diff->run[DIFF_AFTER].number);
	emit_close(&line, ']');
	emit_field_open(&line, "causes", '[');
	for (size_t i = 0; i < diff->causes; i++)
		emit_cause(&line, &diff->cause[i]);
	emit_close(&line, ']');
	emit_field_open(&line, "documents", '[');
	for (size_t i = 0; i < diff->documents; i++)
		emit_document(&line, &diff->document[i]);
	emit_close(&line, ']');
	emit_close(&line, '}');
	emit_newline(&line);
	const struct span text = emit_text(&line);
	const bool failed = line.failed;
	if (!failed)
		(void)fwrite(text.at, 1, text.len, to);
	arena_release(&arena);
	return failed ? error_memory(err) : 0;
}
