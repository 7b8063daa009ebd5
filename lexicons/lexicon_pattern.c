/* PCRE2 patterns, and the literals that let most sentences pass without running them. */
#include "corpus/error.h"
#include "lexicons/lexicon_draft.h"
#include "lexicons/pattern_literal.h"

enum { PATTERN_BYTES_MOST = 2000 };

static int wrong_pattern(struct compiler *c, int number, size_t offset)
{
	PCRE2_UCHAR8 message[120];
	if (pcre2_get_error_message(number, message, sizeof message) < 0)
		message[0] = '\0';
	return error_set(c->err, ERROR_CONFIG, "the regular expression is wrong", "%s, at byte %zu",
			 (const char *)message, offset);
}

static uint32_t symbol_of(struct compiler *c, struct span literal)
{
	struct span folded;
	if (text_fold(&folded, literal, &c->scratch) < 0)
		return SYMBOL_NONE;
	return symbols_add(&c->lexicon->symbols, SYMBOL_INFIX, folded);
}

/* Words with any of the literals share a symbol, so that there is one thing alone to wait for. */
static uint32_t symbol_of_set(struct compiler *c, const struct literal_set *set)
{
	struct symbols *symbols = &c->lexicon->symbols;
	if (set->count == 1)
		return symbol_of(c, set->item[0]);
	const uint32_t group = symbols_group(symbols);
	for (size_t i = 0; group != SYMBOL_NONE && i < set->count; i++) {
		const uint32_t symbol = symbol_of(c, set->item[i]);
		if (symbol == SYMBOL_NONE || symbols_join(symbols, group, symbol) < 0)
			return SYMBOL_NONE;
	}
	return group;
}

static int take_set(struct compiler *c, const struct literal_set *set, uint32_t *out)
{
	if (set->count == 0)
		return 0;
	*out = symbol_of_set(c, set);
	return *out == SYMBOL_NONE ? error_memory(c->err) : 0;
}

static int find_wake(struct compiler *c, struct span regex, struct pattern_wake *out)
{
	struct pattern_literals literals;
	pattern_literals(&literals, regex);
	if (literals.digit) {
		out->needs = symbols_add(&c->lexicon->symbols, SYMBOL_DIGIT, SPAN(""));
		if (out->needs == SYMBOL_NONE)
			return error_memory(c->err);
	} else if (take_set(c, &literals.also, &out->needs) < 0) {
		return ERROR_MEMORY;
	}
	if (literals.best.count > 0)
		return take_set(c, &literals.best, &out->by);
	*out = (struct pattern_wake){.by = out->needs, .needs = SYMBOL_NONE};
	return 0;
}

int compile_pattern(struct compiler *c, struct compiled_rule *rule, const struct pack_cue *cue,
		    struct pattern_wake *wake)
{
	if (cue->text.len == 0 || cue->text.len > PATTERN_BYTES_MOST)
		return error_set(c->err, ERROR_CONFIG, "a regular expression has 1 to 2000 bytes",
				 "%s", "");
	int number;
	PCRE2_SIZE offset;
	/* \C would cut characters; a callout or a newline setting has no place in a pack. */
	rule->code = pcre2_compile((PCRE2_SPTR)cue->text.at, cue->text.len,
				   PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
				   &number, &offset, NULL);
	if (!rule->code)
		return wrong_pattern(c, number, offset);
	/* Where the machine has no JIT the interpreter does the same more slowly. */
	(void)pcre2_jit_compile(rule->code, PCRE2_JIT_COMPLETE);
	return find_wake(c, cue->text, wake);
}
