#include "lexicons/lexicon.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "lexicons/lexicon_draft.h"

size_t lexicon_count(const struct lexicon *lexicon, enum target_kind kind)
{
	return lexicon->targets[kind];
}

const struct target *lexicon_target(const struct lexicon *lexicon, enum target_kind kind,
				    uint16_t index)
{
	return &lexicon->target[kind][index];
}

uint16_t lexicon_find(const struct lexicon *lexicon, enum target_kind kind, struct span id)
{
	for (size_t i = 0; i < lexicon->targets[kind]; i++)
		if (span_equal(lexicon->target[kind][i].id, id))
			return (uint16_t)i;
	return UINT16_MAX;
}

struct span lexicon_name(const struct target *target, struct span language)
{
	for (size_t i = 0; i < target->names; i++)
		if (span_equal(target->translation[i].language, language))
			return target->translation[i].name;
	return target->name;
}

size_t lexicon_rules(const struct lexicon *lexicon)
{
	return lexicon->shown_rules;
}

const struct rule *lexicon_rule(const struct lexicon *lexicon, uint32_t index)
{
	return &lexicon->rule[index].shown;
}

const char *lexicon_language(const struct lexicon *lexicon)
{
	return lexicon->language;
}

const char *lexicon_digest(const struct lexicon *lexicon)
{
	return lexicon->digest;
}

static void make_digest(struct lexicon *lexicon, const struct pack *const *pack, size_t packs)
{
	struct digest digest;
	digest_init(&digest);
	for (size_t i = 0; i < packs; i++)
		digest_add_field(&digest, span_from(pack[i]->digest));
	digest_end(&digest, lexicon->digest);
}

/* libstemmer knows ISO 639 codes; a language that it does not know is matched without stems. */
static int make_stemmer(struct compiler *c, struct span language)
{
	const char *hyphen = memchr(language.at, '-', language.len);
	const size_t len = hyphen ? (size_t)(hyphen - language.at) : language.len;
	const char *code = arena_copy(&c->lexicon->arena, language.at, len);
	if (!code)
		return error_memory(c->err);
	c->stemmer = sb_stemmer_new(code, "UTF_8");
	c->lexicon->stemmer = c->stemmer ? code : "";
	return 0;
}

static int make(struct compiler *c, const struct pack *const *pack, size_t packs)
{
	struct lexicon *lexicon = c->lexicon;
	const struct span language = packs ? pack[0]->language : SPAN("nl");
	lexicon->language = arena_copy(&lexicon->arena, language.at, language.len);
	if (!lexicon->language || symbols_init(&lexicon->symbols, &lexicon->arena) < 0 ||
	    make_stemmer(c, language) < 0)
		return error_memory(c->err);
	make_digest(lexicon, pack, packs);
	const int status = draft_gather(c, pack, packs);
	return status < 0 ? status : compile_rules(c);
}

struct lexicon *lexicon_new(const struct pack *const *pack, size_t packs, struct error *err)
{
	struct lexicon *lexicon = calloc(1, sizeof *lexicon);
	if (!lexicon) {
		error_memory(err);
		return NULL;
	}
	struct compiler c = {.lexicon = lexicon, .err = err};
	const int status = make(&c, pack, packs);
	sb_stemmer_delete(c.stemmer);
	arena_release(&c.parsed);
	arena_release(&c.scratch);
	if (status == 0)
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (size_t i = 0; i < lexicon->rules; i++)
		pcre2_code_free(lexicon->rule[i].code);
	arena_release(&lexicon->arena);
	free(lexicon);
}
