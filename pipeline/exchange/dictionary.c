#include "pipeline/exchange/dictionary.h"

#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/cue.h"
#include "lexicons/tree.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"

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

int dictionary_pattern(struct draft *draft, size_t theme, struct import_summary *out,
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
			       : dictionary_pattern(y->draft, theme, y->out, node->scalar, y->err);
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
