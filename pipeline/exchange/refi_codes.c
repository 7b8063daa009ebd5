#include "pipeline/exchange/refi_codes.h"

#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/store/codebook.h"

enum { LANGUAGES = 2 };

/* The study's codes under their names in each language. */
struct known {
	struct codes codes[LANGUAGES];
	const char **slug[LANGUAGES];    /* of the names */
	const char **id_slug[LANGUAGES]; /* of the ids */
};

static int slugs(struct known *known, size_t language, struct arena *arena)
{
	const struct codes *codes = &known->codes[language];
	const char **name = arena_calloc(arena, codes->count, sizeof *name);
	const char **id = arena_calloc(arena, codes->count, sizeof *id);
	if (!name || !id)
		return -1;
	for (size_t i = 0; i < codes->count; i++) {
		name[i] = draft_slug(codes->item[i].name, arena);
		id[i] = draft_slug(codes->item[i].id, arena);
		if (!name[i] || !id[i])
			return -1;
	}
	known->slug[language] = name;
	known->id_slug[language] = id;
	return 0;
}

static int gather_known(struct known *known, const struct import_job *job, struct error *err)
{
	static const char *const language[LANGUAGES] = {"nl", "en"};
	struct codebook codebook;
	const int status = codebook_load(&codebook, job->store, job->lexicon, job->arena, err);
	if (status < 0)
		return status;
	for (size_t l = 0; l < LANGUAGES; l++) {
		codes_gather(&known->codes[l], &codebook, job->lexicon, language[l], job->arena);
		codes_add_marks(&known->codes[l]);
		if (codes_finish(&known->codes[l], err) < 0 || slugs(known, l, job->arena) < 0)
			return error_memory(err);
	}
	return 0;
}

static const struct code *find_known(const struct known *known, const struct refi_code *code,
				     const char *slug)
{
	const struct codes *codes = &known->codes[0];
	for (size_t i = 0; i < codes->count; i++)
		if (guid_equal(&codes->item[i].guid, &code->guid))
			return &codes->item[i];
	for (size_t l = 0; l < LANGUAGES; l++)
		for (size_t i = 0; i < known->codes[l].count; i++)
			if (strcmp(known->slug[l][i], slug) == 0 ||
			    strcmp(known->id_slug[l][i], slug) == 0)
				return &known->codes[l].item[i];
	return NULL;
}

/* A code that this program wrote for an id that its pack did not have. */
static bool is_own(struct refi_target *out, const struct refi_code *code)
{
	static const enum code_kind kinds[] = {CODE_THEME, CODE_KIND, CODE_ROLE};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct guid guid = code_guid(kinds[i], code->name);
		if (guid_equal(&guid, &code->guid)) {
			*out = (struct refi_target){kinds[i], code->name};
			return true;
		}
	}
	return false;
}

struct resolve {
	const struct refi *refi;
	struct refi_target *target;
	size_t *theme; /* of the draft, for each code; SIZE_MAX: none */
	struct draft *draft;
	bool all;
};

static int add_theme(struct resolve *r, size_t index, struct span id)
{
	const struct refi_code *code = &r->refi->code[index];
	const size_t at = draft_theme(r->draft, id, code->name);
	if (at == SIZE_MAX)
		return -1;
	struct draft_theme *theme = &r->draft->theme[at];
	theme->definition = code->description;
	if (code->parent != SIZE_MAX)
		theme->parent = r->theme[code->parent];
	r->theme[index] = at;
	r->target[index] = (struct refi_target){CODE_THEME, theme->id};
	return 0;
}

static int resolve(struct resolve *r, const struct known *known, size_t index, struct arena *arena)
{
	const struct refi_code *code = &r->refi->code[index];
	const char *slug = draft_slug(code->name, arena);
	r->theme[index] = SIZE_MAX;
	if (!slug)
		return -1;
	const struct code *same = find_known(known, code, slug);
	if (same && (same->kind != CODE_THEME || !r->all)) {
		r->target[index] = (struct refi_target){same->kind, same->id};
		return 0;
	}
	if (!same && is_own(&r->target[index], code))
		return 0;
	return add_theme(r, index, same ? same->id : SPAN(""));
}

int refi_codes(struct refi_target **out, struct draft *draft, const struct refi *refi,
	       const struct import_job *job, bool all, struct error *err)
{
	struct known known;
	struct resolve r = {.refi = refi, .draft = draft, .all = all};
	draft_init(draft, job->arena);
	r.target = arena_calloc(job->arena, refi->codes, sizeof *r.target);
	r.theme = arena_calloc(job->arena, refi->codes, sizeof *r.theme);
	if (!r.target || !r.theme || gather_known(&known, job, err) < 0)
		return error_memory(err);
	for (size_t i = 0; i < refi->codes; i++)
		if (resolve(&r, &known, i, job->arena) < 0)
			return error_memory(err);
	*out = r.target;
	return 0;
}

size_t refi_code_find(const struct refi *refi, const struct guid *guid)
{
	for (size_t i = 0; i < refi->codes; i++)
		if (guid_equal(&refi->code[i].guid, guid))
			return i;
	return SIZE_MAX;
}
