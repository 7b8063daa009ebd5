/* The lists of cues and patterns of a pack, in all the ways they may be written. */
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/pack_reader.h"
#include "lexicons/tree.h"

bool pack_weight_parse(struct span text, float *out)
{
	double value = 0;
	double unit = 1;
	bool point = false;
	size_t digits = 0;
	const bool minus = text.len > 0 && text.at[0] == '-';
	size_t at = minus || (text.len > 0 && text.at[0] == '+') ? 1 : 0;
	if (text.len > 12)
		return false;
	for (; at < text.len; at++) {
		const char c = text.at[at];
		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		digits++;
		value = value * 10 + (c - '0');
		unit *= point ? 10 : 1;
	}
	value = (minus ? -value : value) / unit;
	*out = (float)value;
	return digits > 0 && value <= PACK_WEIGHT_MOST && value >= -PACK_WEIGHT_MOST;
}

int pack_read_weight(struct pack_reader *r, const struct tree *node, struct span text, float *out)
{
	if (pack_weight_parse(span_trim(text), out))
		return 0;
	return pack_fail(r, node->line, node->column, "a weight is a number from -10 to 10", text);
}

struct pack_cue *pack_cue_add(struct pack_reader *r, struct pack_cue_list list, struct span text,
			      unsigned line)
{
	struct pack_cue *cue = arena_calloc(r->keep, 1, sizeof *cue);
	if (!cue) {
		error_memory(r->err);
		return NULL;
	}
	if (r->pack->cues++ >= PACK_CUES_MOST) {
		pack_fail(r, line, 1, "the pack has too many cues", SPAN(""));
		return NULL;
	}
	if (pack_copy(r, &cue->text, span_trim(text)) < 0)
		return NULL;
	cue->weight = list.weight;
	cue->exclusion = list.exclusion;
	cue->place = (struct pack_place){r->file, line};
	if (*list.last)
		(*list.last)->next = cue;
	else
		*list.first = cue;
	*list.last = cue;
	return cue;
}

static int code_of(const struct pack_reader *r)
{
	return r->err && r->err->code == ERROR_MEMORY ? ERROR_MEMORY : ERROR_CONFIG;
}

static int read_unless(struct pack_reader *r, const struct tree *node, struct pack_cue *cue)
{
	struct pack_cue *first = NULL;
	struct pack_cue *last = NULL;
	const int status = pack_read_cues(r, node, (struct pack_cue_list){&first, &last, 1, true});
	cue->unless = first;
	return status;
}

/* {term: …, weight: …, not: […]} */
static int read_long_cue(struct pack_reader *r, const struct tree *map, struct pack_cue_list list)
{
	static const char *const keys[] = {"term", "weight", "not", NULL};
	const struct tree *term = tree_get(map, "term");
	if (!term)
		return pack_fail(r, map->line, map->column,
				 "a term is a text, `text: weight`, or a map with the key term",
				 map->first ? map->first->key : SPAN(""));
	if (pack_expect(r, term, TREE_SCALAR) < 0)
		return ERROR_CONFIG;
	struct pack_cue *cue = pack_cue_add(r, list, term->scalar, term->line);
	if (!cue)
		return code_of(r);
	for (const struct tree *entry = map->first; entry; entry = entry->next) {
		const int key = pack_key(r, entry, keys);
		int status = key < 0 ? key : 0;
		if (key == 1)
			status = pack_read_weight(r, entry, entry->scalar, &cue->weight);
		if (key == 2)
			status = read_unless(r, entry, cue);
		if (status < 0)
			return status;
	}
	return 0;
}

static int read_cue(struct pack_reader *r, const struct tree *node, struct pack_cue_list list)
{
	if (node->kind == TREE_SCALAR)
		return pack_cue_add(r, list, node->scalar, node->line) ? 0 : code_of(r);
	if (node->kind != TREE_MAP)
		return pack_expect(r, node, TREE_SCALAR);
	/* `vergunning*: 5` is a map with one key */
	if (node->children != 1 || span_equal(node->first->key, SPAN("term")))
		return read_long_cue(r, node, list);
	const int status = pack_read_weight(r, node->first, node->first->scalar, &list.weight);
	if (status < 0)
		return status;
	return pack_cue_add(r, list, node->first->key, node->line) ? 0 : code_of(r);
}

int pack_read_cues(struct pack_reader *r, const struct tree *node, struct pack_cue_list list)
{
	int status = 0;
	if (node->kind == TREE_SCALAR && node->scalar.len == 0)
		return 0; /* `terms:` with nothing behind it */
	if (node->kind == TREE_SCALAR)
		return pack_expect(r, node, TREE_LIST);
	for (const struct tree *child = node->first; child && status == 0; child = child->next) {
		if (node->kind == TREE_LIST) {
			status = read_cue(r, child, list);
			continue;
		}
		status = pack_read_weight(r, child, child->key, &list.weight);
		if (status == 0)
			status = pack_expect(r, child, TREE_LIST);
		if (status == 0)
			status = pack_read_cues(r, child, list);
	}
	return status;
}

static int read_pattern(struct pack_reader *r, const struct tree *map, struct pack_cue_list list)
{
	static const char *const keys[] = {"name", "regex", "tokens", "weight", "not", NULL};
	if (pack_expect(r, map, TREE_MAP) < 0)
		return ERROR_CONFIG;
	const struct tree *name = tree_get(map, "name");
	const struct tree *regex = tree_get(map, "regex");
	const struct tree *tokens = tree_get(map, "tokens");
	if (!name || name->scalar.len == 0 || !regex == !tokens)
		return pack_fail(r, map->line, map->column,
				 "a pattern has a name and either regex or tokens",
				 name ? name->scalar : SPAN(""));
	struct pack_cue *cue =
		pack_cue_add(r, list, regex ? regex->scalar : tokens->scalar, map->line);
	if (!cue || pack_copy(r, &cue->name, name->scalar) < 0)
		return code_of(r);
	cue->form = regex ? PACK_REGEX : PACK_TOKENS;
	for (const struct tree *entry = map->first; entry; entry = entry->next) {
		const int key = pack_key(r, entry, keys);
		int status = key < 0 ? key : 0;
		if (key == 3)
			status = pack_read_weight(r, entry, entry->scalar, &cue->weight);
		if (key == 4)
			status = read_unless(r, entry, cue);
		if (key >= 0 && key < 3)
			status = pack_expect(r, entry, TREE_SCALAR);
		if (status < 0)
			return status;
	}
	return 0;
}

int pack_read_patterns(struct pack_reader *r, const struct tree *node, struct pack_cue_list list)
{
	if (node->kind == TREE_SCALAR && node->scalar.len == 0)
		return 0;
	int status = pack_expect(r, node, TREE_LIST);
	for (const struct tree *child = node->first; child && status == 0; child = child->next)
		status = read_pattern(r, child, list);
	return status;
}
