#include "pipeline/exchange/draft.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"

void draft_init(struct draft *draft, struct arena *arena)
{
	*draft = (struct draft){.arena = arena};
}

const char *draft_slug(struct span name, struct arena *arena)
{
	struct span folded;
	char *slug = arena_alloc(arena, DRAFT_ID_MOST + 8);
	if (!slug || text_fold(&folded, name, arena) < 0)
		return NULL;
	size_t n = 0, len;
	for (size_t at = 0; at < folded.len && n + 4 < DRAFT_ID_MOST; at += len) {
		const uint32_t code = utf8_decode(folded, at, &len);
		if (code_is_letter(code) || code_is_digit(code))
			n += utf8_encode(code, slug + n);
		else if (n > 0 && slug[n - 1] != '-')
			slug[n++] = '-';
	}
	while (n > 0 && slug[n - 1] == '-')
		n--;
	slug[n] = '\0';
	return n > 0 ? slug : "code";
}

static bool is_taken(const struct draft *draft, struct span id)
{
	for (size_t i = 0; i < draft->themes; i++)
		if (span_equal(draft->theme[i].id, id))
			return true;
	return false;
}

static int new_id(struct span *out, const struct draft *draft, struct span name)
{
	const char *slug = draft_slug(name, draft->arena);
	enum { SIZE = DRAFT_ID_MOST + 16 };
	char *id = slug ? arena_alloc(draft->arena, SIZE) : NULL;
	if (!id)
		return -1;
	int len = snprintf(id, SIZE, "%s", slug);
	for (unsigned n = 2; is_taken(draft, (struct span){id, (size_t)len}); n++)
		len = snprintf(id, SIZE, "%s-%u", slug, n);
	*out = (struct span){id, (size_t)len};
	return 0;
}

size_t draft_theme(struct draft *draft, struct span id, struct span name)
{
	if ((id.len == 0 && new_id(&id, draft, name) < 0) ||
	    arena_grow(draft->arena, &draft->theme, &draft->capacity, draft->themes,
		       draft->themes + 1, sizeof *draft->theme) < 0)
		return SIZE_MAX;
	draft->theme[draft->themes] =
		(struct draft_theme){.id = id, .name = name, .parent = SIZE_MAX};
	return draft->themes++;
}

int draft_term(struct draft *draft, size_t theme, struct span term)
{
	struct draft_theme *to = &draft->theme[theme];
	if (arena_grow(draft->arena, &to->term, &to->term_capacity, to->terms, to->terms + 1,
		       sizeof *to->term) < 0)
		return -1;
	to->term[to->terms++] = term;
	return 0;
}

/* --- YAML ---------------------------------------------------------------------------------- */

static void put(struct emitter *to, const char *text)
{
	to->comma = false;
	emit_raw(to, span_from(text));
	to->comma = false;
}

/* YAML 1.1, section 4.1: what is none of these no YAML may hold, not even in quotes. */
static bool is_printable(uint32_t code)
{
	return (code >= 0x20 && code < 0x7F) || code == '\t' || code == '\n' || code == 0x85 ||
	       (code >= 0xA0 && code <= 0xFFFD && code != 0xFEFF) || code > 0xFFFF;
}

/* A text in JSON's quotes is one in YAML's. */
static void put_line(struct emitter *to, const char *key, struct span value)
{
	char *copy = arena_alloc(to->arena, value.len * 3);
	size_t n = 0;
	to->failed = to->failed || !copy;
	for (size_t at = 0, len; copy && at < value.len; at += len) {
		const uint32_t code = utf8_decode(value, at, &len);
		if (is_printable(code))
			n += utf8_encode(code, copy + n);
	}
	put(to, key);
	emit_span(to, (struct span){copy, n});
	put(to, "\n");
}

static void put_theme(struct emitter *to, const struct draft *draft,
		      const struct draft_theme *theme)
{
	put_line(to, "  - id: ", theme->id);
	put_line(to, "    name: ", theme->name);
	if (theme->definition.len > 0)
		put_line(to, "    definition: ", theme->definition);
	if (theme->parent != SIZE_MAX)
		put_line(to, "    parent: ", draft->theme[theme->parent].id);
	if (theme->terms > 0)
		put(to, "    terms:\n");
	for (size_t i = 0; i < theme->terms; i++)
		put_line(to, "      - ", theme->term[i]);
}

int draft_write(struct span *out, const struct draft *draft, const char *id, struct span name,
		const char *language, struct error *err)
{
	struct emitter to;
	emit_init(&to, draft->arena);
	put_line(&to, "id: ", span_from(id));
	put_line(&to, "name: ", name);
	put_line(&to, "language: ", span_from(language));
	put(&to, "version: \"1\"\n");
	if (strcmp(language, "nl") == 0)
		put(&to, "include: [dutch/general.yaml]\n");
	put(&to, "themes:\n");
	for (size_t i = 0; i < draft->themes; i++)
		put_theme(&to, draft, &draft->theme[i]);
	*out = emit_text(&to);
	return to.failed ? error_memory(err) : 0;
}
