/* Packs laid over each other: targets joined by id, rules by what they say. */
#include <string.h>

#include "corpus/error.h"
#include "lexicons/lexicon_draft.h"

enum {
	REACH_DEFAULT = 4,       /* words behind `niet`, `geen` that it still negates */
	REACH_AFTER_DEFAULT = 3, /* words before it: `dat werkte niet` */
	CLASS_DEPTH_MOST = 4,    /* a class that takes in a class that … */
};

int draft_fail(struct compiler *c, const struct pack_cue *cue, int code)
{
	error_at(c->err, cue->place.file, cue->place.line, 0);
	return code;
}

static int copy(struct compiler *c, struct span *out, struct span text)
{
	const char *at = arena_copy(&c->lexicon->arena, text.at, text.len);
	if (!at)
		return error_memory(c->err);
	*out = (struct span){at, text.len};
	return 0;
}

/* --- targets --- */

static size_t count_names(const struct pack_name *name)
{
	size_t count = 0;
	for (; name; name = name->next)
		count++;
	return count;
}

static int set_names(struct compiler *c, struct target *out, const struct pack *pack,
		     const struct pack_name *name)
{
	struct target_name *names =
		arena_calloc(&c->lexicon->arena, count_names(name), sizeof *names);
	if (!names)
		return error_memory(c->err);
	out->translation = names;
	out->names = count_names(name);
	out->name = (struct span){NULL, 0};
	for (size_t i = 0; name; name = name->next, i++) {
		const struct span language = name->language.len ? name->language : pack->language;
		if (copy(c, &names[i].language, language) < 0 ||
		    copy(c, &names[i].name, name->text) < 0)
			return ERROR_MEMORY;
		if (out->name.len == 0 || span_equal(language, pack->language))
			out->name = names[i].name;
	}
	return 0;
}

static int set_examples(struct compiler *c, struct target *out, const struct pack_text *text)
{
	size_t count = 0;
	for (const struct pack_text *t = text; t; t = t->next)
		count++;
	struct span *example = arena_calloc(&c->lexicon->arena, count, sizeof *example);
	if (!example)
		return error_memory(c->err);
	out->example = example;
	out->examples = count;
	for (size_t i = 0; text; text = text->next, i++)
		if (copy(c, &example[i], text->text) < 0)
			return ERROR_MEMORY;
	return 0;
}

/* What a later pack says takes the place of what an earlier one said. */
static int set_target(struct compiler *c, struct target *out, const struct pack *pack,
		      const struct pack_target *from)
{
	int status = 0;
	if (from->name)
		status = set_names(c, out, pack, from->name);
	if (status == 0 && from->definition.len)
		status = copy(c, &out->definition, from->definition);
	if (status == 0 && from->example)
		status = set_examples(c, out, from->example);
	if (status == 0 && out->name.len == 0)
		out->name = out->id;
	return status;
}

static int gather_target(struct compiler *c, enum target_kind kind, const struct pack *pack,
			 const struct pack_target *from)
{
	struct lexicon *lexicon = c->lexicon;
	const uint16_t known = lexicon_find(lexicon, kind, from->id);
	if (known != UINT16_MAX)
		return set_target(c, &lexicon->target[kind][known], pack, from);
	struct target *out = &lexicon->target[kind][lexicon->targets[kind]++];
	out->parent = UINT16_MAX;
	if (copy(c, &out->id, from->id) < 0)
		return ERROR_MEMORY;
	return set_target(c, out, pack, from);
}

static int gather_targets(struct compiler *c, enum target_kind kind, const struct pack *const *pack,
			  size_t packs)
{
	struct lexicon *lexicon = c->lexicon;
	size_t most = 0;
	for (size_t i = 0; i < packs; i++)
		for (const struct pack_target *t = pack[i]->target[kind]; t; t = t->next)
			most++;
	if (most >= UINT16_MAX)
		return error_set(c->err, ERROR_CONFIG, "the section has too many entries", "%s",
				 pack_section(kind));
	lexicon->target[kind] = arena_calloc(&lexicon->arena, most, sizeof(struct target));
	if (!lexicon->target[kind])
		return error_memory(c->err);
	for (size_t i = 0; i < packs; i++)
		for (const struct pack_target *t = pack[i]->target[kind]; t; t = t->next)
			if (gather_target(c, kind, pack[i], t) < 0)
				return ERROR_MEMORY;
	return 0;
}

static bool is_above(const struct target *target, uint16_t above, uint16_t below)
{
	for (size_t steps = 0; above != UINT16_MAX && steps <= UINT16_MAX; steps++) {
		if (above == below)
			return true;
		above = target[above].parent;
	}
	return false;
}

static int set_parent(struct compiler *c, enum target_kind kind, const struct pack_target *from)
{
	struct lexicon *lexicon = c->lexicon;
	if (from->parent.len == 0)
		return 0;
	const uint16_t self = lexicon_find(lexicon, kind, from->id);
	const uint16_t parent = lexicon_find(lexicon, kind, from->parent);
	if (parent != UINT16_MAX && !is_above(lexicon->target[kind], parent, self)) {
		lexicon->target[kind][self].parent = parent;
		return 0;
	}
	const int code = error_set(c->err, ERROR_CONFIG,
				   parent == UINT16_MAX ? "the parent is not an id of this section"
							: "a theme can't stand above itself",
				   "%.*s", (int)from->parent.len, from->parent.at);
	error_at(c->err, from->place.file, from->place.line, 0);
	return code;
}

/* --- rules --- */

static int append(struct compiler *c, struct draft_list *list, struct draft_rule rule)
{
	if (arena_grow(&c->scratch, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(c->err);
	list->item[list->count++] = rule;
	return 0;
}

static int append_unless(struct compiler *c, struct draft_rule *rule)
{
	rule->first_unless = (uint32_t)c->hidden.count;
	for (const struct pack_cue *cue = rule->cue->unless; cue; cue = cue->next) {
		if (append(c, &c->hidden, (struct draft_rule){.cue = cue, .role = ROLE_UNLESS}) < 0)
			return ERROR_MEMORY;
		rule->unlesses++;
	}
	return 0;
}

static int gather_cues(struct compiler *c, enum target_kind kind, const struct pack_target *from)
{
	const uint16_t target = lexicon_find(c->lexicon, kind, from->id);
	for (const struct pack_cue *cue = from->cue; cue; cue = cue->next) {
		struct draft_rule rule = {.cue = cue,
					  .weight = cue->weight,
					  .target_kind = (uint8_t)kind,
					  .target = target,
					  .role = cue->exclusion ? ROLE_EXCLUSION : ROLE_TARGET};
		int status = append_unless(c, &rule);
		if (status == 0)
			status = append(c, cue->exclusion ? &c->hidden : &c->shown, rule);
		if (status < 0)
			return status;
	}
	return 0;
}

static int gather_negation(struct compiler *c, const struct pack_negation *negation)
{
	static const uint8_t roles[NEGATION_LISTS] = {ROLE_NEGATE_BEFORE, ROLE_NEGATE_AFTER,
						      ROLE_NEGATE_STOP, ROLE_NEGATE_EXCEPTION};
	for (size_t i = 0; i < NEGATION_LISTS; i++)
		for (const struct pack_cue *cue = negation->list[i]; cue; cue = cue->next)
			if (append(c, &c->hidden,
				   (struct draft_rule){.cue = cue, .role = roles[i]}) < 0)
				return ERROR_MEMORY;
	if (negation->reach)
		c->lexicon->reach = negation->reach;
	if (negation->reach_after)
		c->lexicon->reach_after = negation->reach_after;
	return 0;
}

static int gather_applies(struct compiler *c, const struct pack *pack)
{
	for (const struct pack_text *t = pack->negation.applies; t; t = t->next) {
		bool known = false;
		for (size_t kind = 0; kind < TARGET_KINDS; kind++) {
			if (!span_equal(t->text, span_from(pack_section((enum target_kind)kind))))
				continue;
			c->negatable_kind[kind] = known = true;
		}
		const uint16_t index = lexicon_find(c->lexicon, TARGET_CLASS, t->text);
		if (index != UINT16_MAX)
			c->negatable_class[index] = known = true;
		if (known)
			continue;
		const int code = error_set(c->err, ERROR_CONFIG,
					   "negation applies to sections and classes of the pack",
					   "%.*s", (int)t->text.len, t->text.at);
		error_at(c->err, t->place.file, t->place.line, 0);
		return code;
	}
	return 0;
}

/* --- the same rule twice: the later one stands --- */

static uint64_t rule_hash(const struct draft_rule *rule)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	const uint32_t numbers[3] = {rule->target_kind, rule->target, rule->cue->form};
	char head[sizeof numbers];
	memcpy(head, numbers, sizeof head);
	const struct span piece[3] = {{head, sizeof head}, rule->cue->text, rule->cue->name};
	for (size_t p = 0; p < 3; p++)
		for (size_t i = 0; i < piece[p].len; i++)
			hash = (hash ^ (unsigned char)piece[p].at[i]) * UINT64_C(1099511628211);
	return hash;
}

/* A pattern is known by its name, a cue by its text. */
static bool same_rule(const struct draft_rule *a, const struct draft_rule *b)
{
	if (a->target_kind != b->target_kind || a->target != b->target)
		return false;
	if (a->cue->name.len || b->cue->name.len)
		return span_equal(a->cue->name, b->cue->name) && a->cue->form == b->cue->form &&
		       span_equal(a->cue->text, b->cue->text);
	return span_equal(a->cue->text, b->cue->text);
}

static int drop_doubles(struct compiler *c)
{
	struct draft_list *list = &c->shown;
	size_t slots = 64;
	while (slots < list->count * 2)
		slots *= 2;
	uint32_t *slot = arena_calloc(&c->scratch, slots, sizeof *slot);
	if (!slot)
		return error_memory(c->err);
	for (size_t i = 0; i < list->count; i++) {
		const uint64_t hash = rule_hash(&list->item[i]);
		size_t at = (size_t)(hash ^ hash >> 32) & (slots - 1);
		while (slot[at] && !same_rule(&list->item[slot[at] - 1], &list->item[i]))
			at = (at + 1) & (slots - 1);
		if (slot[at])
			list->item[slot[at] - 1].dropped = true;
		slot[at] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < list->count; i++)
		list->item[i].dropped |= list->item[i].weight == 0;
	return 0;
}

/* --- a term that is nothing but @class takes over all that the class has --- */

static bool names_class(const struct pack_cue *cue, struct span *name)
{
	if (cue->form == PACK_REGEX || cue->text.len < 2 || cue->text.at[0] != '@' ||
	    memchr(cue->text.at, ' ', cue->text.len) || memchr(cue->text.at, '|', cue->text.len))
		return false;
	*name = (struct span){cue->text.at + 1, cue->text.len - 1};
	return true;
}

static int take_class(struct compiler *c, const struct draft_rule *into, uint16_t class_index,
		      size_t before, unsigned depth)
{
	if (depth > CLASS_DEPTH_MOST)
		return error_set(c->err, ERROR_CONFIG, "classes take each other in too deeply",
				 "%.*s", (int)into->cue->text.len, into->cue->text.at);
	for (size_t i = 0; i < before; i++) {
		const struct draft_rule *from = &c->shown.item[i];
		struct span name;
		if (from->target_kind != TARGET_CLASS || from->target != class_index)
			continue;
		if (names_class(from->cue, &name)) {
			const uint16_t inner = lexicon_find(c->lexicon, TARGET_CLASS, name);
			const int status = inner == UINT16_MAX
						   ? 0
						   : take_class(c, into, inner, before, depth + 1);
			if (status < 0)
				return status;
			continue;
		}
		struct draft_rule rule = *into;
		rule.cue = from->cue;
		rule.first_unless = from->first_unless;
		rule.unlesses = from->unlesses;
		if (append(c, &c->shown, rule) < 0)
			return ERROR_MEMORY;
	}
	return 0;
}

static int take_classes(struct compiler *c)
{
	const size_t before = c->shown.count;
	for (size_t i = 0; i < before; i++) {
		const struct draft_rule rule = c->shown.item[i];
		struct span name;
		if (!names_class(rule.cue, &name))
			continue;
		const uint16_t index = lexicon_find(c->lexicon, TARGET_CLASS, name);
		if (index == UINT16_MAX)
			return draft_fail(c, rule.cue,
					  error_set(c->err, ERROR_CONFIG,
						    "there is no class of that name", "%.*s",
						    (int)name.len, name.at));
		c->shown.item[i].dropped = true;
		const int status = take_class(c, &rule, index, before, 0);
		if (status < 0)
			return draft_fail(c, rule.cue, status);
	}
	return 0;
}

static int gather_pack(struct compiler *c, const struct pack *pack)
{
	for (size_t kind = 0; kind < TARGET_KINDS; kind++) {
		for (const struct pack_target *t = pack->target[kind]; t; t = t->next) {
			int status = set_parent(c, (enum target_kind)kind, t);
			if (status == 0)
				status = gather_cues(c, (enum target_kind)kind, t);
			if (status < 0)
				return status;
		}
	}
	const int status = gather_negation(c, &pack->negation);
	return status < 0 ? status : gather_applies(c, pack);
}

int draft_gather(struct compiler *c, const struct pack *const *pack, size_t packs)
{
	int status = 0;
	c->lexicon->reach = REACH_DEFAULT;
	c->lexicon->reach_after = REACH_AFTER_DEFAULT;
	for (size_t kind = 0; kind < TARGET_KINDS && status == 0; kind++)
		status = gather_targets(c, (enum target_kind)kind, pack, packs);
	const size_t classes = c->lexicon->targets[TARGET_CLASS];
	c->negatable_class = arena_calloc(&c->scratch, classes, sizeof *c->negatable_class);
	if (!c->negatable_class)
		return error_memory(c->err);
	for (size_t i = 0; i < packs && status == 0; i++)
		status = gather_pack(c, pack[i]);
	if (status == 0)
		status = take_classes(c);
	return status < 0 ? status : drop_doubles(c);
}
