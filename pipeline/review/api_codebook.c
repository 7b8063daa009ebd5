#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/theme_edit.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/store.h"

static int emit_edit(void *context, const struct stored_edit *edit, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	emit_open(to, '{');
	emit_field_number(to, "number", edit->number);
	emit_field(to, "reviewer", edit->reviewer);
	emit_field(to, "edited_at", edit->edited_at);
	emit_field(to, "theme", edit->target);
	emit_field(to, "action", edit->action);
	emit_key(to, "value");
	emit_raw(to, edit->value);
	emit_close(to, '}');
	return 0;
}

int api_codebook(struct review *review, const struct request *request, struct response *out,
		 struct error *err)
{
	struct codebook codebook, packs;
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status == 0)
		status = codebook_packs(&packs, review->resources->stage.lexicon, request->arena,
					err);
	if (status < 0)
		return status;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "themes");
	codebook_emit(&to, &codebook);
	emit_key(&to, "packs");
	codebook_emit(&to, &packs);
	emit_field_open(&to, "edits", '[');
	status = store_edits_each(review->store, SPAN("theme"), emit_edit, &to, err);
	emit_close(&to, ']');
	emit_close(&to, '}');
	return status < 0 ? status : respond_json(out, &to, err);
}

static int answer(const struct codebook_theme *written, const struct request *request,
		  struct response *out, struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field(&to, "id", written->id);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

static int write_alone(struct review *review, const struct request *request, struct response *out,
		       struct codebook_theme *wanted, const struct codebook *codebook,
		       struct error *err)
{
	int status = store_begin(review->store, err);
	if (status == 0)
		status = theme_write(review, request, wanted, codebook, err);
	if (status == 0)
		status = answer(wanted, request, out, err);
	return store_end(review->store, status, err);
}

int api_theme(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct codebook codebook;
	struct codebook_theme wanted = {
		.id = request_string(request, "id"),
		.name_nl = request_string(request, "nl"),
		.name_en = request_string(request, "en"),
		.definition = request_string(request, "definition"),
		.parent = request_string(request, "parent"),
		.into = request_string(request, "into"),
		.version = request_number(request, "version"),
	};
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status < 0)
		return status;
	const struct codebook_theme *now =
		wanted.id.len > 0 ? codebook_find(&codebook, wanted.id) : NULL;
	if (wanted.id.len > 0 && !now)
		return respond_refusal(out, request, 404, "there is no such theme");
	if (now && now->version != wanted.version)
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	const char *why = theme_check(&codebook, &wanted);
	if (why)
		return respond_refusal(out, request, 422, why);
	return write_alone(review, request, out, &wanted, &codebook, err);
}
