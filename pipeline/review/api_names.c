#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/review/api.h"
#include "pipeline/store/store.h"
#include "pipeline/study.h"

/* The ways in which one person, or one kind of address, is written, and where it first is. */
struct writing {
	struct names form;
	int64_t document;
	uint32_t times;
};

static int write_down(struct writing *writing, struct span form, int64_t document,
		      struct arena *arena)
{
	writing->form.arena = arena;
	if (writing->times++ == 0)
		writing->document = document;
	return form.at && names_add(&writing->form, form) != UINT32_MAX ? 0 : -1;
}

static void emit_writing(struct emitter *to, struct span alias, const struct writing *writing)
{
	emit_open(to, '{');
	emit_field(to, "alias", alias);
	emit_field_number(to, "times", writing->times);
	emit_field_number(to, "document", writing->document);
	emit_field_open(to, "forms", '[');
	for (size_t i = 0; i < writing->form.count; i++)
		emit_span(to, writing->form.item[i]);
	emit_close(to, ']');
	emit_close(to, '}');
}

static int emit_persons(struct emitter *to, const struct pseudonyms *found, struct arena *arena)
{
	const size_t count = found->persons.count;
	struct writing *writing = arena_calloc(arena, count + 1, sizeof *writing);
	if (!writing)
		return -1;
	for (size_t i = 0; i < found->mentions; i++)
		if (write_down(&writing[found->mention[i].person], found->written[i],
			       found->mention[i].document, arena) < 0)
			return -1;
	emit_field_open(to, "persons", '[');
	for (size_t i = 0; i < count; i++)
		if (writing[i].times > 0)
			emit_writing(to, found->alias[i], &writing[i]);
	emit_close(to, ']');
	return 0;
}

static int emit_addresses(struct emitter *to, struct pseudonyms *found, struct arena *arena)
{
	struct writing *writing = arena_calloc(arena, IDENTIFIER_KINDS, sizeof *writing);
	if (!writing)
		return -1;
	for (size_t d = 0; d < found->documents; d++) {
		const struct replaced *in = &found->document[d];
		for (size_t i = 0; i < in->count; i++)
			if (in->item[i].mention == PSEUDONYM_NO_MENTION &&
			    write_down(&writing[in->item[i].kind],
				       pseudonyms_written(found, in->document, &in->item[i]),
				       in->document, arena) < 0)
				return -1;
	}
	emit_field_open(to, "addresses", '[');
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
		const struct replacement of = {.mention = PSEUDONYM_NO_MENTION,
					       .kind = (enum identifier_kind)kind};
		if (writing[kind].times > 0)
			emit_writing(to, pseudonyms_alias(found, &of), &writing[kind]);
	}
	emit_close(to, ']');
	return 0;
}

static void emit_said(struct emitter *to, const struct name_edit_list *said)
{
	emit_field_open(to, "said", '[');
	for (size_t i = 0; i < said->count; i++) {
		emit_open(to, '{');
		emit_field(to, "text", said->item[i].text);
		emit_field(to, "what", said->item[i].means);
		emit_field(to, "reviewer", said->item[i].reviewer);
		emit_field_number(to, "version", said->item[i].version);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_file(struct emitter *to, const struct study *study)
{
	emit_key(to, "on");
	emit_flag(to, study->pseudonymise);
	emit_field_open(to, "kept_in_file", '[');
	for (size_t i = 0; i < study->keeps; i++)
		emit_string(to, study->keep[i]);
	emit_close(to, ']');
}

int api_names(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct pseudonyms found;
	struct emitter to;
	int status = pseudonyms_find(&found, review->store, review->study, err);
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_file(&to, review->study);
	if (status == 0 && (emit_persons(&to, &found, request->arena) < 0 ||
			    emit_addresses(&to, &found, request->arena) < 0))
		status = error_memory(err);
	if (status == 0)
		emit_said(&to, &found.said);
	emit_close(&to, '}');
	if (status == 0)
		status = respond_json(out, &to, err);
	pseudonyms_free(&found);
	return status;
}

/* NULL, or why it can't be taken. */
static const char *check(const struct name_edit *wanted)
{
	static const char *const known[] = {NAME_PERSON, NAME_ADDRESS, NAME_KEPT, ""};
	if (wanted->text.len == 0 || memchr(wanted->text.at, '\n', wanted->text.len))
		return "the request is not understood";
	if (wanted->text.len > REQUEST_NAME_MOST)
		return "the text is too long";
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (span_equal(wanted->means, span_from(known[i])))
			return NULL;
	return "the request is not understood";
}

static int store_wanted(struct name_edit *wanted, int64_t replaces, struct review *review,
			const struct request *request, struct response *out, struct error *err)
{
	int status = store_begin(review->store, err);
	if (status == 0)
		status = name_edits_put(review->store, wanted, replaces, request->arena, err);
	if (status == 0)
		status = respond_version(out, request, wanted->version, err);
	return store_end(review->store, status, err);
}

int api_name(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	struct name_edit_list said;
	struct name_edit wanted = {
		.text = span_trim(request_string(request, "text")),
		.means = request_string(request, "what"),
		.reviewer = span_from(request->reviewer),
	};
	const char *why = check(&wanted);
	if (why)
		return respond_refusal(out, request, 422, why);
	int status = name_edits_load(&said, review->store, request->arena, err);
	if (status < 0)
		return status;
	const struct name_edit *now = name_edits_find(&said, wanted.text);
	const int64_t version = now ? now->version : 0;
	if (version != request_number(request, "version"))
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	return store_wanted(&wanted, version, review, request, out, err);
}
