/* The sections of a pack: its head, the lists of targets, the classes, negation. */
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/pack_reader.h"
#include "lexicons/tree.h"

enum { NEAREST_MOST = 3, WORD_MOST = 32 }; /* a key that differs by more is no slip of the pen */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein distance of two short words, in bytes. */
static size_t edit_distance(struct span a, struct span b)
{
	size_t row[WORD_MOST + 1];
	if (a.len > WORD_MOST || b.len > WORD_MOST)
		return WORD_MOST;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			const size_t change = corner + (a.at[i - 1] != b.at[j - 1]);
			corner = row[j];
			row[j] = least(change, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[b.len];
}

int pack_key(struct pack_reader *r, const struct tree *entry, const char *const *names)
{
	const char *nearest = NULL;
	size_t best = NEAREST_MOST + 1;
	for (int i = 0; names[i]; i++) {
		if (span_equal(entry->key, span_from(names[i])))
			return i;
		const size_t distance = edit_distance(entry->key, span_from(names[i]));
		if (distance < best) {
			best = distance;
			nearest = names[i];
		}
	}
	const int shown = entry->key.len > 60 ? 60 : (int)entry->key.len;
	const int code = error_set(r->err, ERROR_CONFIG, "this key is not known here",
				   nearest ? "%.*s (%s?)" : "%.*s", shown, entry->key.at, nearest);
	error_at(r->err, r->file, entry->key_line, 0);
	return code;
}

int pack_expect(struct pack_reader *r, const struct tree *node, int kind)
{
	static const char *const why[] = {"a text is expected here", "a list is expected here",
					  "a map is expected here"};
	if (node->kind == (enum tree_kind)kind)
		return 0;
	return pack_fail(r, node->line, node->column, why[kind], node->key);
}

static int read_text(struct pack_reader *r, const struct tree *node, struct span *out)
{
	const int status = pack_expect(r, node, TREE_SCALAR);
	return status < 0 ? status : pack_copy(r, out, span_trim(node->scalar));
}

static int read_texts(struct pack_reader *r, const struct tree *node, struct pack_text **out)
{
	if (node->kind == TREE_SCALAR && node->scalar.len == 0)
		return 0;
	int status = pack_expect(r, node, TREE_LIST);
	while (*out)
		out = &(*out)->next;
	for (const struct tree *child = node->first; child && status == 0; child = child->next) {
		*out = arena_calloc(r->keep, 1, sizeof **out);
		if (!*out)
			return error_memory(r->err);
		(*out)->place = (struct pack_place){r->file, child->line};
		status = read_text(r, child, &(*out)->text);
		out = &(*out)->next;
	}
	return status;
}

static int add_name(struct pack_reader *r, struct pack_name **out, struct span language,
		    const struct tree *node)
{
	struct pack_name *name = arena_calloc(r->keep, 1, sizeof *name);
	if (!name)
		return error_memory(r->err);
	int status = read_text(r, node, &name->text);
	if (status == 0)
		status = pack_copy(r, &name->language, language);
	name->next = *out;
	*out = name;
	return status;
}

/* `name: Regels` or `name: {nl: Regels, en: Rules}` */
static int read_name(struct pack_reader *r, const struct tree *node, struct pack_name **out)
{
	*out = NULL;
	if (node->kind == TREE_SCALAR)
		return add_name(r, out, SPAN(""), node);
	int status = pack_expect(r, node, TREE_MAP);
	for (const struct tree *child = node->first; child && status == 0; child = child->next)
		status = add_name(r, out, child->key, child);
	return status;
}

struct pack_target *pack_target_at(struct pack_reader *r, enum target_kind kind, struct span id,
				   unsigned line)
{
	struct pack *pack = r->pack;
	/* Tables come sorted by theme: the one used last is most often the one wanted. */
	struct pack_target *last = pack->last_target[kind];
	if (last && span_equal(last->id, id))
		return last;
	size_t count = 0;
	for (struct pack_target *target = pack->target[kind]; target; target = target->next) {
		if (span_equal(target->id, id))
			return target;
		count++;
	}
	if (count >= PACK_TARGETS_MOST) {
		pack_fail(r, line, 1, "the section has too many entries", SPAN(""));
		return NULL;
	}
	struct pack_target *target = arena_calloc(r->keep, 1, sizeof *target);
	if (!target) {
		error_memory(r->err);
		return NULL;
	}
	if (pack_copy(r, &target->id, id) < 0)
		return NULL;
	target->place = (struct pack_place){r->file, line};
	if (last)
		last->next = target;
	else
		pack->target[kind] = target;
	pack->last_target[kind] = target;
	return target;
}

static int read_target_key(struct pack_reader *r, struct pack_target *target,
			   const struct tree *entry)
{
	static const char *const keys[] = {"id",    "name",     "definition", "examples", "parent",
					   "terms", "patterns", "exclusions", NULL};
	const struct pack_cue_list list = {&target->cue, &target->last_cue, 1, false};
	const struct pack_cue_list excluding = {&target->cue, &target->last_cue, 0, true};
	switch (pack_key(r, entry, keys)) {
	case 0:
		return 0;
	case 1:
		return read_name(r, entry, &target->name);
	case 2:
		return read_text(r, entry, &target->definition);
	case 3:
		return read_texts(r, entry, &target->example);
	case 4:
		return read_text(r, entry, &target->parent);
	case 5:
		return pack_read_cues(r, entry, list);
	case 6:
		return pack_read_patterns(r, entry, list);
	case 7:
		return pack_read_cues(r, entry, excluding);
	default:
		return ERROR_CONFIG;
	}
}

/* An id is typed in files and on command lines: letters, digits, `.`, `_`, `-`. */
static bool is_id(struct span id)
{
	size_t len;
	for (size_t at = 0; at < id.len; at += len) {
		const uint32_t code = utf8_decode(id, at, &len);
		if (!code_is_letter(code) && !code_is_digit(code) && code != '.' && code != '_' &&
		    code != '-')
			return false;
	}
	return id.len > 0 && id.len <= 100;
}

static int read_target(struct pack_reader *r, enum target_kind kind, const struct tree *map)
{
	int status = pack_expect(r, map, TREE_MAP);
	if (status < 0)
		return status;
	const struct tree *id = tree_get(map, "id");
	if (!id || id->kind != TREE_SCALAR || !is_id(id->scalar))
		return pack_fail(r, map->line, map->column,
				 "an id of letters, digits, . _ and - is expected here",
				 id ? id->scalar : SPAN(""));
	struct pack_target *target = pack_target_at(r, kind, id->scalar, map->line);
	if (!target)
		return ERROR_CONFIG;
	for (const struct tree *entry = map->first; entry && status == 0; entry = entry->next)
		status = read_target_key(r, target, entry);
	return status;
}

static int read_targets(struct pack_reader *r, enum target_kind kind, const struct tree *list)
{
	if (list->kind == TREE_SCALAR && list->scalar.len == 0)
		return 0;
	int status = pack_expect(r, list, TREE_LIST);
	for (const struct tree *child = list->first; child && status == 0; child = child->next)
		status = read_target(r, kind, child);
	return status;
}

static int read_class(struct pack_reader *r, const struct tree *entry)
{
	if (!is_id(entry->key))
		return pack_fail(r, entry->line, entry->column,
				 "an id of letters, digits, . _ and - is expected here",
				 entry->key);
	struct pack_target *target = pack_target_at(r, TARGET_CLASS, entry->key, entry->line);
	if (!target)
		return ERROR_CONFIG;
	const struct pack_cue_list list = {&target->cue, &target->last_cue, 1, false};
	if (entry->kind != TREE_MAP)
		return pack_read_cues(r, entry, list);
	int status = 0;
	for (const struct tree *key = entry->first; key && status == 0; key = key->next)
		status = read_target_key(r, target, key);
	return status;
}

static int read_reach(struct pack_reader *r, const struct tree *node, uint8_t *out)
{
	if (node->kind != TREE_SCALAR || node->scalar.len == 0 || node->scalar.len > 2)
		return pack_fail(r, node->line, node->column,
				 "a reach is a number of words from 1 to 20", node->scalar);
	unsigned reach = 0;
	for (size_t i = 0; i < node->scalar.len; i++)
		reach = reach * 10 + (unsigned)(unsigned char)node->scalar.at[i] - '0';
	if (reach < 1 || reach > 20)
		return pack_fail(r, node->line, node->column,
				 "a reach is a number of words from 1 to 20", node->scalar);
	*out = (uint8_t)reach;
	return 0;
}

int pack_read_negation(struct pack_reader *r, const struct tree *map)
{
	static const char *const keys[] = {"before",  "after", "stops",       "exceptions",
					   "applies", "reach", "reach_after", NULL};
	struct pack_negation *negation = &r->pack->negation;
	int status = pack_expect(r, map, TREE_MAP);
	if (status < 0)
		return status;
	for (const struct tree *entry = map->first; entry && status == 0; entry = entry->next) {
		const int key = pack_key(r, entry, keys);
		if (key < 0)
			return key;
		if (key < NEGATION_LISTS)
			status = pack_read_cues(r, entry,
						(struct pack_cue_list){&negation->list[key],
								       &negation->last[key], 0,
								       true});
		else if (key == NEGATION_LISTS)
			status = read_texts(r, entry, &negation->applies);
		else
			status = read_reach(r, entry,
					    key == NEGATION_LISTS + 1 ? &negation->reach
								      : &negation->reach_after);
	}
	return status;
}

static int read_includes(struct pack_reader *r, const struct tree *list)
{
	int status = pack_expect(r, list, TREE_LIST);
	for (const struct tree *child = list->first; child && status == 0; child = child->next)
		status = pack_include(r, child);
	return status;
}

static int read_classes(struct pack_reader *r, const struct tree *map)
{
	int status = pack_expect(r, map, TREE_MAP);
	for (const struct tree *child = map->first; child && status == 0; child = child->next)
		status = read_class(r, child);
	return status;
}

/* The head of an included file is its own and says nothing of the pack. */
static int read_head(struct pack_reader *r, int key, const struct tree *entry)
{
	struct pack *pack = r->pack;
	struct span *const field[] = {&pack->id, &pack->language, &pack->version, &pack->licence};
	struct span unused;
	struct pack_name *unused_name;
	if (key < 4)
		return read_text(r, entry, r->depth ? &unused : field[key]);
	return read_name(r, entry, r->depth ? &unused_name : &pack->name);
}

int pack_read_map(struct pack_reader *r, const struct tree *root)
{
	static const char *const keys[] = {
		"id",    "language", "version",   "licence",  "name",    "include",  "themes",
		"kinds", "roles",    "audiences", "statuses", "classes", "negation", NULL};
	enum { KEY_INCLUDE = 5, KEY_SECTIONS = 6, KEY_CLASSES = 11 };
	int status = pack_expect(r, root, TREE_MAP);
	if (status < 0)
		return status;
	for (const struct tree *entry = root->first; entry && status == 0; entry = entry->next) {
		const int key = pack_key(r, entry, keys);
		if (key < 0)
			return key;
		if (key < KEY_INCLUDE)
			status = read_head(r, key, entry);
		else if (key == KEY_INCLUDE)
			status = read_includes(r, entry);
		else if (key < KEY_CLASSES)
			status = read_targets(r, (enum target_kind)(key - KEY_SECTIONS), entry);
		else if (key == KEY_CLASSES)
			status = read_classes(r, entry);
		else
			status = pack_read_negation(r, entry);
	}
	return status;
}
