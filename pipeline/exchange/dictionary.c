#include "pipeline/exchange/dictionary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/cue.h"
#include "lexicons/tree.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"

static bool ends(const char *name, const char *ending)
{
	const size_t len = strlen(name), end = strlen(ending);
	return len > end && strcasecmp(name + len - end, ending) == 0;
}

bool dictionary_fits(struct span bytes, const char *name)
{
	(void)bytes;
	return ends(name, ".yml") || ends(name, ".yaml") || ends(name, ".dic");
}

/* --- patterns ------------------------------------------------------------------------------ */

/* What a word of a cue can hold; a star only at its ends. */
static bool is_word(struct span word)
{
	bool letter = false;
	size_t len;
	for (size_t at = 0; at < word.len; at += len) {
		const uint32_t code = utf8_decode(word, at, &len);
		const bool edge = at == 0 || at + len == word.len;
		letter = letter || code_is_letter(code) || code_is_digit(code);
		if (!code_is_letter(code) && !code_is_digit(code) && code != '\'' &&
		    code != 0x2019 && code != '-' && !(code == '*' && edge))
			return false;
	}
	return letter;
}

static bool has_capital(struct span text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at += len)
		if (code_is_upper(utf8_decode(text, at, &len)))
			return true;
	return false;
}

/* `=climate =chang*`: without the sign of exactness where a star stands. */
static bool put_words(char *out, size_t *len, struct span pattern)
{
	size_t at = 0;
	*len = 0;
	while (at < pattern.len) {
		size_t end = at;
		while (end < pattern.len && pattern.at[end] != ' ')
			end++;
		const struct span word = {pattern.at + at, end - at};
		at = end + 1;
		if (word.len == 0)
			continue;
		if (!is_word(word))
			return false;
		if (*len > 0)
			out[(*len)++] = ' ';
		if (!memchr(word.at, '*', word.len))
			out[(*len)++] = '=';
		memcpy(out + *len, word.at, word.len);
		*len += word.len;
	}
	return *len > 0;
}

int dictionary_cue(struct span *out, struct span pattern, struct arena *arena)
{
	struct cue cue;
	struct error wrong = ERROR_INIT;
	size_t len;
	*out = SPAN("");
	pattern = span_trim(pattern);
	if (has_capital(pattern) && text_fold(&pattern, pattern, arena) < 0)
		return -1;
	char *text = arena_alloc(arena, pattern.len * 2 + 2);
	if (!text)
		return -1;
	if (!put_words(text, &len, pattern))
		return 0;
	const int status = cue_parse(&cue, (struct span){text, len}, arena, &wrong);
	if (status == ERROR_MEMORY)
		return -1;
	if (status == 0)
		*out = (struct span){text, len};
	return 0;
}

static int add_pattern(struct draft *draft, size_t theme, struct import_summary *out,
		       struct span pattern, struct error *err)
{
	struct span cue;
	if (span_trim(pattern).len == 0)
		return 0;
	if (dictionary_cue(&cue, pattern, draft->arena) < 0)
		return error_memory(err);
	if (cue.len == 0) {
		import_note(out, "patterns that a cue can't say were left out", pattern, 1, true);
		return 0;
	}
	return draft_term(draft, theme, cue) < 0 ? error_memory(err) : 0;
}

/* --- quanteda ------------------------------------------------------------------------------ */

struct yaml {
	struct draft *draft;
	struct import_summary *out;
	struct error *err;
};

/* Categories inside a category are themes below it; how deep is bound by tree.h. */
static int read_node(struct yaml *y, const struct tree *node, size_t theme)
{
	int status = 0;
	if (node->kind == TREE_SCALAR)
		return theme == SIZE_MAX
			       ? 0
			       : add_pattern(y->draft, theme, y->out, node->scalar, y->err);
	for (const struct tree *child = node->first; child && status == 0; child = child->next) {
		size_t below = theme;
		if (node->kind == TREE_MAP) {
			below = draft_theme(y->draft, SPAN(""), child->key);
			if (below == SIZE_MAX)
				return error_memory(y->err);
			y->draft->theme[below].parent = theme;
		}
		status = read_node(y, child, below);
	}
	return status;
}

int dictionary_read_yaml(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err)
{
	struct yaml y = {draft, out, err};
	struct tree *root;
	const int status = tree_read(&root, text, draft->arena, err);
	if (status < 0)
		return status;
	if (!root || root->kind != TREE_MAP)
		return error_set(err, ERROR_INPUT, "this is no dictionary of categories with words",
				 "%s", "quanteda");
	return read_node(&y, root, SIZE_MAX);
}

/* --- LIWC ---------------------------------------------------------------------------------- */

struct category {
	struct span number;
	size_t theme;
};

struct liwc {
	struct draft *draft;
	struct import_summary *out;
	struct category *category;
	size_t categories;
	size_t capacity;
	struct error *err;
};

static struct span next_line(struct span text, size_t *at)
{
	const size_t from = *at;
	size_t end = from;
	while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
		end++;
	*at = end + 1;
	return (struct span){text.at + from, end - from};
}

/* The piece of a line up to the next of the signs. */
static struct span next_piece(struct span line, size_t *at, const char *signs)
{
	while (*at < line.len && strchr(signs, line.at[*at]))
		(*at)++;
	const size_t from = *at;
	while (*at < line.len && !strchr(signs, line.at[*at]))
		(*at)++;
	return (struct span){line.at + from, *at - from};
}

static size_t find_category(const struct liwc *l, struct span number)
{
	for (size_t i = 0; i < l->categories; i++)
		if (span_equal(l->category[i].number, number))
			return l->category[i].theme;
	return SIZE_MAX;
}

/* `1	function (Function Words)` */
static int read_category(struct liwc *l, struct span line)
{
	size_t at = 0;
	const struct span number = next_piece(line, &at, " \t");
	const struct span name = span_trim((struct span){line.at + at, line.len - at});
	if (number.len == 0)
		return 0;
	const size_t theme = draft_theme(l->draft, SPAN(""), name.len > 0 ? name : number);
	if (theme == SIZE_MAX ||
	    arena_grow(l->draft->arena, &l->category, &l->capacity, l->categories,
		       l->categories + 1, sizeof *l->category) < 0)
		return error_memory(l->err);
	l->category[l->categories++] = (struct category){number, theme};
	return 0;
}

/* `tax*	1	2`; a word of more than one part is parted from the numbers by a tab. */
static int read_word(struct liwc *l, struct span line)
{
	const bool tabs = memchr(line.at, '\t', line.len) != NULL;
	size_t at = 0;
	const struct span word = next_piece(line, &at, tabs ? "\t" : " ");
	int status = 0;
	while (at < line.len && status == 0) {
		const struct span number = next_piece(line, &at, " \t");
		const size_t theme = find_category(l, number);
		if (number.len == 0)
			continue;
		if (theme == SIZE_MAX)
			import_note(l->out, "words of a category that is not there were left out",
				    word, 1, true);
		else
			status = add_pattern(l->draft, theme, l->out, word, l->err);
	}
	return status;
}

int dictionary_read_liwc(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err)
{
	struct liwc l = {.draft = draft, .out = out, .err = err};
	unsigned bars = 0;
	int status = 0;
	for (size_t at = 0; at < text.len && status == 0;) {
		const struct span line = span_trim(next_line(text, &at));
		if (line.len == 0)
			continue;
		if (line.at[0] == '%')
			bars++;
		else if (bars == 1)
			status = read_category(&l, line);
		else if (bars == 2)
			status = read_word(&l, line);
		else
			break;
	}
	if (status == 0 && (bars != 2 || l.categories == 0))
		status = error_set(err, ERROR_INPUT,
				   "this is no dictionary of categories with words", "%s",
				   "LIWC: %, 1 name, %, word 1");
	return status;
}
