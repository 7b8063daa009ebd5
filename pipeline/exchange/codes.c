#include "pipeline/exchange/codes.h"

#include <stdio.h>
#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/exchange/markup.h"
#include "pipeline/store/codebook.h"

static const char *const guid_kind[CODE_KINDS] = {"theme", "kind", "role", "mark", "group"};

/* Groups and marks, in Dutch and in English. */
static const struct {
	const char *id, *dutch, *english;
} fixed[] = {
	{"kinds", "Soort", "Kind"},
	{"roles", "Verteller", "Teller"},
	{"marks", "Oordeel", "Judgement"},
	{CODE_NO_THEME, "Geen thema", "No theme"},
	{CODE_NO_ANECDOTE, "Geen anekdote", "Not an anecdote"},
};
enum { FIXED_KINDS, FIXED_ROLES, FIXED_MARKS, FIXED_NO_THEME, FIXED_NO_ANECDOTE };

/* Dark enough to be read as text on white, and told apart by most people who are colour blind:
 * after the palette of Okabe and Ito (2008), darkened. */
static const char *const palette[] = {"#9A5B00", "#1F6FA8", "#00704F", "#8A7A00",
				      "#004F86", "#A33F00", "#94487A", "#4D4D4D"};
enum { PALETTE = sizeof palette / sizeof palette[0] };

struct guid code_guid(enum code_kind kind, struct span id)
{
	return guid_of(guid_kind[kind], id);
}

static size_t add(struct codes *codes, enum code_kind kind, struct span id, struct span name,
		  size_t parent)
{
	if (codes->failed || arena_grow(codes->arena, &codes->item, &codes->capacity, codes->count,
					codes->count + 1, sizeof *codes->item) < 0) {
		codes->failed = true;
		return SIZE_MAX;
	}
	codes->item[codes->count] = (struct code){.kind = kind,
						  .id = id,
						  .name = name.len > 0 ? name : id,
						  .parent = parent,
						  .guid = code_guid(kind, id)};
	return codes->count++;
}

static size_t add_fixed(struct codes *codes, enum code_kind kind, size_t which, size_t parent)
{
	const bool dutch = span_starts(codes->language, SPAN("nl"));
	return add(codes, kind, span_from(fixed[which].id),
		   span_from(dutch ? fixed[which].dutch : fixed[which].english), parent);
}

static void add_targets(struct codes *codes, const struct lexicon *lexicon, enum target_kind from,
			enum code_kind kind, size_t group)
{
	for (size_t i = 0; i < lexicon_count(lexicon, from); i++) {
		const struct target *target = lexicon_target(lexicon, from, (uint16_t)i);
		const size_t at =
			add(codes, kind, target->id, lexicon_name(target, codes->language), group);
		if (at != SIZE_MAX)
			codes->item[at].definition = target->definition;
	}
}

/* A theme may stand below one that comes later. */
static void add_themes(struct codes *codes, const struct codebook *codebook)
{
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		if (codebook_resolve(codebook, theme->id) != theme)
			continue;
		const size_t at = add(codes, CODE_THEME, theme->id,
				      codebook_name(theme, codes->language), SIZE_MAX);
		if (at != SIZE_MAX)
			codes->item[at].definition = theme->definition;
	}
	for (size_t i = 0; i < codes->count; i++) {
		const struct codebook_theme *theme = codebook_find(codebook, codes->item[i].id);
		const struct span parent = codebook_label(codebook, theme->parent);
		if (!span_equal(parent, theme->id))
			codes->item[i].parent = codes_find(codes, CODE_THEME, parent);
	}
}

void codes_gather(struct codes *out, const struct codebook *codebook, const struct lexicon *lexicon,
		  const char *language, struct arena *arena)
{
	*out = (struct codes){.arena = arena, .language = span_from(language)};
	add_themes(out, codebook);
	if (lexicon_count(lexicon, TARGET_KIND) > 0)
		add_targets(out, lexicon, TARGET_KIND, CODE_KIND,
			    add_fixed(out, CODE_GROUP, FIXED_KINDS, SIZE_MAX));
	if (lexicon_count(lexicon, TARGET_ROLE) > 0)
		add_targets(out, lexicon, TARGET_ROLE, CODE_ROLE,
			    add_fixed(out, CODE_GROUP, FIXED_ROLES, SIZE_MAX));
}

void codes_add_marks(struct codes *codes)
{
	const size_t group = add_fixed(codes, CODE_GROUP, FIXED_MARKS, SIZE_MAX);
	(void)add_fixed(codes, CODE_MARK, FIXED_NO_THEME, group);
	(void)add_fixed(codes, CODE_MARK, FIXED_NO_ANECDOTE, group);
}

size_t codes_find(const struct codes *codes, enum code_kind kind, struct span id)
{
	for (size_t i = 0; i < codes->count; i++)
		if (codes->item[i].kind == kind && span_equal(codes->item[i].id, id))
			return i;
	return SIZE_MAX;
}

void codes_add(struct codes *codes, enum code_kind kind, struct span id)
{
	if (codes_find(codes, kind, id) != SIZE_MAX)
		return;
	size_t group = SIZE_MAX;
	if (kind == CODE_KIND || kind == CODE_ROLE) {
		const size_t which = kind == CODE_KIND ? FIXED_KINDS : FIXED_ROLES;
		group = codes_find(codes, CODE_GROUP, span_from(fixed[which].id));
		if (group == SIZE_MAX)
			group = add_fixed(codes, CODE_GROUP, which, SIZE_MAX);
	}
	const char *copy = arena_copy(codes->arena, id.at, id.len);
	if (copy)
		(void)add(codes, kind, (struct span){copy, id.len}, SPAN(""), group);
	else
		codes->failed = true;
}

static bool is_taken(const struct codes *codes, size_t before, struct span name)
{
	for (size_t i = 0; i < before; i++)
		if (span_equal(codes->item[i].name, name))
			return true;
	return false;
}

/* `Regels`, then `Regels (regels-2)`, then `Regels (regels-2) 2`. */
static int set_apart(struct codes *codes, size_t at)
{
	struct code *code = &codes->item[at];
	const size_t size = code->name.len + code->id.len + 32;
	char *name = arena_alloc(codes->arena, size);
	if (!name)
		return -1;
	int len = snprintf(name, size, "%.*s (%.*s)", (int)code->name.len, code->name.at,
			   (int)code->id.len, code->id.at);
	const int bare = len;
	for (unsigned n = 2; is_taken(codes, at, (struct span){name, (size_t)len}); n++)
		len = bare + snprintf(name + bare, size - (size_t)bare, " %u", n);
	code->name = (struct span){name, (size_t)len};
	return 0;
}

int codes_finish(struct codes *codes, struct error *err)
{
	if (codes->failed)
		return error_memory(err);
	for (size_t i = 0; i < codes->count; i++)
		if (is_taken(codes, i, codes->item[i].name) && set_apart(codes, i) < 0)
			return error_memory(err);
	return 0;
}

static void write_below(struct markup *to, const struct codes *codes, size_t parent);

static void write_code(struct markup *to, const struct codes *codes, size_t at)
{
	const struct code *code = &codes->item[at];
	markup_open(to, "Code");
	markup_attribute(to, "guid", span_from(code->guid.text));
	markup_attribute(to, "name", code->name);
	markup_attribute(to, "isCodable", span_from(code->kind == CODE_GROUP ? "false" : "true"));
	if (code->kind != CODE_GROUP)
		markup_attribute(to, "color", span_from(palette[at % PALETTE]));
	if (code->definition.len > 0)
		markup_element(to, "Description", code->definition);
	write_below(to, codes, at);
	markup_close(to);
}

static void write_below(struct markup *to, const struct codes *codes, size_t parent)
{
	for (size_t i = 0; i < codes->count; i++)
		if (codes->item[i].parent == parent)
			write_code(to, codes, i);
}

void codes_write(struct markup *to, const struct codes *codes)
{
	markup_open(to, "Codes");
	write_below(to, codes, SIZE_MAX);
	markup_close(to);
}
