#include "lexicons/check.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "lexicons/compiled.h"

enum {
	AFFIX_LEAST = 3, /* letters before a *: with fewer a term is found in any text */
	NESTING_MOST = 64,
};

struct checker {
	struct warning_list *out;
	const struct lexicon *lexicon;
	struct arena *keep;
	struct arena *scratch;
	struct error *err;
};

static int warn(struct checker *c, const char *why, struct span detail, struct span other,
		struct pack_place place)
{
	struct warning_list *list = c->out;
	if (arena_grow(c->keep, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(c->err);
	list->item[list->count++] =
		(struct warning){.why = why, .detail = detail, .other = other, .place = place};
	return 0;
}

static int warn_rule(struct checker *c, const char *why, const struct compiled_rule *rule)
{
	return warn(c, why, rule->text, SPAN(""), rule->place);
}

/* --- words --- */

/* Signs at which the tokeniser always cuts: a word of a cue that holds one is found nowhere. */
static bool is_never_a_word(struct span word)
{
	size_t len;
	for (size_t at = 0; at < word.len; at += len) {
		const uint32_t code = utf8_decode(word, at, &len);
		if (code < 0x80 && strchr("/\\()[]{}!?;,\"+=~^#", (int)code))
			return true;
	}
	return false;
}

static bool is_too_short(const struct symbol *symbol)
{
	if (symbol->kind != SYMBOL_PREFIX && symbol->kind != SYMBOL_SUFFIX &&
	    symbol->kind != SYMBOL_INFIX)
		return false;
	return utf8_count(symbol->text) < AFFIX_LEAST;
}

static int check_words(struct checker *c, const struct compiled_rule *rule)
{
	const struct lexicon *lexicon = c->lexicon;
	for (size_t i = 0; i < rule->elements; i++) {
		const struct element *element = &lexicon->element[rule->first_element + i];
		if (element->symbol == SYMBOL_NONE)
			continue;
		const struct symbol *symbol = &lexicon->symbols.item[element->symbol];
		if (is_never_a_word(symbol->text))
			return warn_rule(c, "a term that no text can hold as a word", rule);
		if (rule->elements == 1 && is_too_short(symbol))
			return warn_rule(c, "a term so short that it is found everywhere", rule);
	}
	return 0;
}

/* --- patterns --- */

static bool is_repeat(char c)
{
	return c == '+' || c == '*';
}

/* A repeated group that holds a repeat itself, such as (a+)+, can take exponential time. */
static bool may_explode(struct span regex)
{
	bool repeats[NESTING_MOST] = {false};
	size_t depth = 0;
	for (size_t i = 0; i < regex.len; i++) {
		const char c = regex.at[i];
		if (c == '\\') {
			i++;
		} else if (c == '[') {
			while (i + 1 < regex.len && regex.at[i] != ']')
				i += regex.at[i] == '\\' ? 2 : 1;
		} else if (c == '(' && depth + 1 < NESTING_MOST) {
			repeats[++depth] = false;
		} else if (c == ')' && depth > 0) {
			const char next = i + 1 < regex.len ? regex.at[i + 1] : '\0';
			if (repeats[depth] && (is_repeat(next) || next == '{'))
				return true;
			depth--;
			repeats[depth] |= repeats[depth + 1];
		} else if (is_repeat(c)) {
			repeats[depth] = true;
		}
	}
	return false;
}

static int check_patterns(struct checker *c)
{
	const struct lexicon *lexicon = c->lexicon;
	int status = 0;
	for (size_t i = 0; i < lexicon->always_count && status == 0; i++)
		status = warn_rule(
			c, "a pattern without letters to look for first runs in every sentence",
			&lexicon->rule[lexicon->always[i]]);
	for (size_t i = 0; i < lexicon->rules && status == 0; i++)
		if (lexicon->rule[i].shown.kind == RULE_PATTERN &&
		    may_explode(lexicon->rule[i].text))
			status = warn_rule(c, "a pattern that repeats a repeat can take very long",
					   &lexicon->rule[i]);
	return status;
}

/* --- two themes, one term --- */

static int compare_text(const void *a, const void *b)
{
	const struct compiled_rule *f = *(const struct compiled_rule *const *)a;
	const struct compiled_rule *g = *(const struct compiled_rule *const *)b;
	const int order = span_compare(f->text, g->text);
	return order ? order
		     : (f->shown.target > g->shown.target) - (f->shown.target < g->shown.target);
}

static int check_shared(struct checker *c)
{
	const struct lexicon *lexicon = c->lexicon;
	const struct compiled_rule **rule =
		arena_calloc(c->scratch, lexicon->shown_rules, sizeof(struct compiled_rule *));
	if (!rule)
		return error_memory(c->err);
	size_t count = 0;
	for (size_t i = 0; i < lexicon->shown_rules; i++)
		if (lexicon->rule[i].shown.target_kind == TARGET_THEME &&
		    lexicon->rule[i].shown.weight > 0)
			rule[count++] = &lexicon->rule[i];
	qsort(rule, count, sizeof *rule, compare_text);
	int status = 0;
	for (size_t i = 1; i < count && status == 0; i++) {
		if (!span_equal(rule[i]->text, rule[i - 1]->text) ||
		    rule[i]->shown.target == rule[i - 1]->shown.target)
			continue;
		const struct target *themes = lexicon->target[TARGET_THEME];
		status = warn(c, "two themes have the same term", rule[i]->text,
			      themes[rule[i - 1]->shown.target].id, rule[i]->place);
	}
	return status;
}

/* --- targets --- */

static int check_targets(struct checker *c)
{
	const struct lexicon *lexicon = c->lexicon;
	const struct pack_place nowhere = {NULL, 0};
	bool *has_rule = arena_calloc(c->scratch, lexicon->targets[TARGET_CLASS], sizeof *has_rule);
	if (!has_rule)
		return error_memory(c->err);
	for (size_t i = 0; i < lexicon->shown_rules; i++)
		if (lexicon->rule[i].shown.target_kind == TARGET_CLASS)
			has_rule[lexicon->rule[i].shown.target] = true;
	int status = 0;
	for (size_t i = 0; i < lexicon->targets[TARGET_THEME] && status == 0; i++)
		if (lexicon->target[TARGET_THEME][i].definition.len == 0)
			status = warn(c, "a theme without a definition",
				      lexicon->target[TARGET_THEME][i].id, SPAN(""), nowhere);
	for (size_t i = 0; i < lexicon->targets[TARGET_CLASS] && status == 0; i++)
		if (!has_rule[i])
			status = warn(c, "a class without words",
				      lexicon->target[TARGET_CLASS][i].id, SPAN(""), nowhere);
	return status;
}

int check_run(struct warning_list *out, const struct lexicon *lexicon, struct arena *keep,
	      struct arena *scratch, struct error *err)
{
	struct checker c = {out, lexicon, keep, scratch, err};
	*out = (struct warning_list){NULL, 0, 0};
	int status = check_targets(&c);
	for (size_t i = 0; i < lexicon->rules && status == 0; i++)
		status = check_words(&c, &lexicon->rule[i]);
	if (status == 0)
		status = check_shared(&c);
	return status < 0 ? status : check_patterns(&c);
}
