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

/* Words with any of the literals share a symbol, so that the pattern waits for one thing alone. */
static int literal_symbol(struct compiler *c, struct span regex, uint32_t *out)
{
	struct symbols *symbols = &c->lexicon->symbols;
	struct pattern_literals literals;
	pattern_literals(&literals, regex);
	*out = SYMBOL_NONE;
	if (literals.count == 0)
		return 0;
	*out = literals.count == 1 ? symbol_of(c, literals.item[0]) : symbols_group(symbols);
	if (*out == SYMBOL_NONE)
		return error_memory(c->err);
	for (size_t i = 0; literals.count > 1 && i < literals.count; i++) {
		const uint32_t symbol = symbol_of(c, literals.item[i]);
		if (symbol == SYMBOL_NONE || symbols_join(symbols, *out, symbol) < 0)
			return error_memory(c->err);
	}
	return 0;
}

int compile_pattern(struct compiler *c, struct compiled_rule *rule, const struct pack_cue *cue,
		    uint32_t *literal)
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
	return literal_symbol(c, cue->text, literal);
}
