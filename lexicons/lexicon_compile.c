/* Drafts become rules: cues parsed, words turned into symbols, postings laid out. */
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/hash.h"
#include "lexicons/lexicon_draft.h"
#include "lexicons/stem_key.h"

static const enum symbol_kind symbol_kind_of[] = {
	[CUE_EXACT] = SYMBOL_EXACT,
	[CUE_PREFIX] = SYMBOL_PREFIX,
	[CUE_SUFFIX] = SYMBOL_SUFFIX,
	[CUE_INFIX] = SYMBOL_INFIX,
};

/* Cues use the same words over and over, and stemming is what costs most. A later word takes the
 * place of an earlier one. */
enum { STEMMED = 1 << 14 };

struct stemmed {
	struct span word; /* empty: free */
	uint32_t symbol;
};

static struct stemmed *stemmed_of(struct compiler *c, struct span word)
{
	if (!c->stemmed)
		c->stemmed = arena_calloc(&c->scratch, STEMMED, sizeof *c->stemmed);
	return c->stemmed ? &c->stemmed[hash_bytes(word) % STEMMED] : NULL;
}

/* A word in any form is known by the key of its stem, or, where it has none, by its form. */
static int stem_symbol(struct compiler *c, const struct cue_word *word, uint32_t *out)
{
	struct stemmed *known = stemmed_of(c, word->text);
	if (known && known->word.len > 0 && span_equal(known->word, word->text)) {
		*out = known->symbol;
		return 0;
	}
	struct span stem = word->text;
	if (c->stemmer) {
		stem.at = (const char *)sb_stemmer_stem(
			c->stemmer, (const sb_symbol *)word->text.at, (int)word->text.len);
		if (!stem.at)
			return error_memory(c->err);
		stem.len = (size_t)sb_stemmer_length(c->stemmer);
	}
	char buffer[STEM_KEY_SIZE];
	const struct span key = stem_key(buffer, word->text, stem);
	*out = key.len ? symbols_add(&c->lexicon->symbols, SYMBOL_STEM, key)
		       : symbols_add(&c->lexicon->symbols, SYMBOL_EXACT, word->text);
	const char *copy = arena_copy(&c->scratch, word->text.at, word->text.len);
	if (!known || !copy || *out == SYMBOL_NONE)
		return error_memory(c->err);
	*known = (struct stemmed){{copy, word->text.len}, *out};
	return 0;
}

static int symbol_of_word(struct compiler *c, const struct cue_word *word, uint32_t *out)
{
	if (word->match == CUE_STEM)
		return stem_symbol(c, word, out);
	*out = symbols_add(&c->lexicon->symbols, symbol_kind_of[word->match], word->text);
	return *out == SYMBOL_NONE ? error_memory(c->err) : 0;
}

static int find_class(struct compiler *c, struct span name, uint16_t *out)
{
	*out = lexicon_find(c->lexicon, TARGET_CLASS, name);
	if (*out != UINT16_MAX)
		return 0;
	return error_set(c->err, ERROR_CONFIG, "there is no class of that name", "%.*s",
			 (int)name.len, name.at);
}

/* The group of all single words of a class; its members join when their rules are compiled. */
static int class_symbol(struct compiler *c, uint16_t index, uint32_t *out)
{
	if (c->class_symbol[index] == SYMBOL_NONE)
		c->class_symbol[index] = symbols_group(&c->lexicon->symbols);
	*out = c->class_symbol[index];
	return *out == SYMBOL_NONE ? error_memory(c->err) : 0;
}

static int element_word(struct compiler *c, struct element *element, const struct cue_word *word,
			uint32_t *symbol)
{
	*symbol = SYMBOL_NONE;
	switch ((enum cue_match)word->match) {
	case CUE_CLASS:
		element->match |= ELEMENT_CLASS;
		if (find_class(c, word->text, &element->class_index) < 0)
			return ERROR_CONFIG;
		return class_symbol(c, element->class_index, symbol);
	case CUE_NUMBER:
		element->match |= ELEMENT_NUMBER;
		return c->number_class == UINT16_MAX ? 0 : class_symbol(c, c->number_class, symbol);
	case CUE_ANY:
		element->match |= ELEMENT_ANY;
		return 0;
	case CUE_NAME:
		element->match |= ELEMENT_NAME;
		return 0;
	default:
		element->match |= ELEMENT_SYMBOL;
		return symbol_of_word(c, word, symbol);
	}
}

static int join(struct compiler *c, uint32_t group, uint32_t member)
{
	return symbols_join(&c->lexicon->symbols, group, member) < 0 ? error_memory(c->err) : 0;
}

static int compile_element(struct compiler *c, struct element *out, const struct cue_element *from)
{
	*out = (struct element){
		.symbol = SYMBOL_NONE, .gap = from->gap, .optional = from->optional};
	out->capital = true;
	const bool many = from->words > 1;
	if (many && (out->symbol = symbols_group(&c->lexicon->symbols)) == SYMBOL_NONE)
		return error_memory(c->err);
	size_t classes = 0;
	for (size_t i = 0; i < from->words; i++) {
		uint32_t symbol;
		int status = element_word(c, out, &from->word[i], &symbol);
		if (status == 0 && many && symbol != SYMBOL_NONE)
			status = join(c, out->symbol, symbol);
		if (status < 0)
			return status;
		if (!many)
			out->symbol = symbol;
		out->capital &= from->word[i].capital;
		classes += from->word[i].match == CUE_CLASS;
	}
	if (classes > 1)
		return error_set(c->err, ERROR_CONFIG, "one class is allowed among alternatives",
				 "%s", "");
	return 0;
}

static int count_use(struct compiler *c, uint32_t symbol)
{
	if (symbol == SYMBOL_NONE)
		return 0;
	const size_t count = c->lexicon->symbols.count;
	const size_t old = c->use_capacity;
	if (arena_grow(&c->scratch, &c->uses, &c->use_capacity, old, count, sizeof *c->uses) < 0)
		return error_memory(c->err);
	if (c->use_capacity > old)
		memset(c->uses + old, 0, (c->use_capacity - old) * sizeof *c->uses);
	c->uses[symbol]++;
	return 0;
}

static uint16_t specificity_of(const struct cue *cue)
{
	size_t bytes = 0;
	for (size_t i = 0; i < cue->elements; i++)
		bytes += cue->element[i].word[0].text.len;
	/* Of two that are as long, the one without a star says more. */
	const uint8_t match = cue->element[0].word[0].match;
	return (uint16_t)(bytes * 4 + (match == CUE_EXACT ? 3 : match == CUE_STEM ? 2 : 1));
}

static bool is_plain(const struct element *element, size_t elements)
{
	for (size_t i = 0; i < elements; i++)
		if (element[i].match != ELEMENT_SYMBOL || element[i].gap || element[i].optional)
			return false;
	return true;
}

static int compile_elements(struct compiler *c, struct compiled_rule *rule, const struct cue *cue)
{
	struct lexicon *lexicon = c->lexicon;
	rule->first_element = (uint32_t)lexicon->elements;
	rule->elements = (uint8_t)cue->elements;
	bool anchored = false;
	for (size_t i = 0; i < cue->elements; i++) {
		struct element *element = &lexicon->element[lexicon->elements++];
		int status = compile_element(c, element, &cue->element[i]);
		if (status == 0)
			status = count_use(c, element->symbol);
		if (status < 0)
			return status;
		rule->class_phrase |= (element->match & ELEMENT_CLASS) != 0;
		anchored |= !element->optional &&
			    (element->match & ~(ELEMENT_SYMBOL | ELEMENT_CLASS)) == 0;
	}
	if (!anchored)
		return error_set(c->err, ERROR_CONFIG,
				 "a cue needs at least one word that is not optional", "%s", "");
	rule->plain = is_plain(&lexicon->element[rule->first_element], rule->elements);
	rule->specificity = specificity_of(cue);
	return 0;
}

/* The name of the file in the lexicon: once for all rules that stand in a row. */
static const char *keep_file(struct compiler *c, const char *file)
{
	if (file != c->file_given) {
		c->file = arena_copy(&c->lexicon->arena, file, strlen(file));
		c->file_given = c->file ? file : NULL;
	}
	return c->file;
}

/* `term:vergunning*`. In the lexicon, as is the text, which most names end with. */
static int set_name(struct compiler *c, struct compiled_rule *rule, const struct pack_cue *cue)
{
	static const char *const prefix[] = {"term:", "phrase:", "pattern:", "tokens:"};
	const struct span head = span_from(prefix[rule->shown.kind]);
	const struct span body = cue->name.len ? cue->name : cue->text;
	char *name = arena_alloc(&c->lexicon->arena, head.len + body.len + 1);
	const char *text = !cue->name.len && name
				   ? name + head.len
				   : arena_copy(&c->lexicon->arena, cue->text.at, cue->text.len);
	const char *file = keep_file(c, cue->place.file);
	if (!name || !text || !file)
		return error_memory(c->err);
	memcpy(name, head.at, head.len);
	memcpy(name + head.len, body.at, body.len);
	name[head.len + body.len] = '\0';
	rule->shown.name = (struct span){name, head.len + body.len};
	rule->text = (struct span){text, cue->text.len};
	rule->place = (struct pack_place){file, cue->place.line};
	return 0;
}

static bool is_negatable(const struct compiler *c, const struct draft_rule *draft)
{
	if (draft->role != ROLE_TARGET)
		return false;
	return c->negatable_kind[draft->target_kind] ||
	       (draft->target_kind == TARGET_CLASS && c->negatable_class[draft->target]);
}

/* A word that is no phrase joins its class's group, if some rule asks for @class. */
static int join_class(struct compiler *c, const struct compiled_rule *rule)
{
	if (rule->role != ROLE_TARGET || rule->shown.target_kind != TARGET_CLASS ||
	    rule->elements != 1)
		return 0;
	const uint32_t group = c->class_symbol[rule->shown.target];
	const struct element *element = &c->lexicon->element[rule->first_element];
	if (group == SYMBOL_NONE || element->symbol == SYMBOL_NONE || element->symbol == group)
		return 0;
	return join(c, group, element->symbol);
}

static int compile_cue(struct compiler *c, struct compiled_rule *rule,
		       const struct draft_rule *draft)
{
	struct cue cue;
	arena_reset(&c->parsed);
	int status = cue_parse(&cue, draft->cue->text, &c->parsed, c->err);
	if (status == 0) {
		rule->shown.kind = cue.tokens || draft->cue->form == PACK_TOKENS ? RULE_TOKENS
				   : cue.elements == 1                           ? RULE_TERM
										 : RULE_PHRASE;
		status = compile_elements(c, rule, &cue);
	}
	return status;
}

static int compile_rule(struct compiler *c, const struct draft_rule *draft, size_t hidden_base,
			struct pattern_wake *wake)
{
	struct compiled_rule *rule = &c->lexicon->rule[c->lexicon->rules++];
	*wake = (struct pattern_wake){SYMBOL_NONE, SYMBOL_NONE};
	rule->shown = (struct rule){.target_kind = draft->target_kind,
				    .target = draft->target,
				    .weight = draft->weight};
	rule->role = draft->role;
	rule->negatable = is_negatable(c, draft);
	rule->first_unless = (uint32_t)(hidden_base + draft->first_unless);
	rule->unlesses = draft->unlesses;
	int status;
	if (draft->cue->form == PACK_REGEX) {
		rule->shown.kind = RULE_PATTERN;
		status = compile_pattern(c, rule, draft->cue, wake);
	} else {
		status = compile_cue(c, rule, draft);
	}
	if (status == 0)
		status = set_name(c, rule, draft->cue);
	return status < 0 ? draft_fail(c, draft->cue, status) : 0;
}

/* --- postings --- */

struct layout {
	struct pattern_wake *wake; /* per rule: of a pattern */
	uint32_t *part; /* per rule: the same stem as a part of a compound, or SYMBOL_NONE */
};

static unsigned rank(const struct compiler *c, const struct element *element)
{
	if (element->optional || (element->match & ~(ELEMENT_SYMBOL | ELEMENT_CLASS)) != 0)
		return UINT32_MAX;
	/* A class is the last resort: its phrases have to be found first. */
	const unsigned uses =
		element->match & ELEMENT_CLASS ? UINT32_MAX / 2 : c->uses[element->symbol];
	return uses;
}

static void choose_anchor(const struct compiler *c, struct compiled_rule *rule)
{
	const struct element *element = &c->lexicon->element[rule->first_element];
	unsigned best = UINT32_MAX;
	for (uint8_t i = 0; i < rule->elements; i++) {
		const unsigned uses = rank(c, &element[i]);
		if (uses < best) {
			best = uses;
			rule->anchor = i;
		}
	}
}

/* Terms are also found as parts of compounds: the stem has a second symbol for that. */
static int add_part(struct compiler *c, const struct compiled_rule *rule, uint32_t *out)
{
	*out = SYMBOL_NONE;
	if (rule->shown.kind != RULE_TERM || rule->elements != 1)
		return 0;
	const struct element *element = &c->lexicon->element[rule->first_element];
	const struct symbol *symbol = &c->lexicon->symbols.item[element->symbol];
	if (symbol->kind != SYMBOL_STEM || element->capital)
		return 0;
	*out = symbols_add(&c->lexicon->symbols, SYMBOL_PART, symbol->text);
	return *out == SYMBOL_NONE ? error_memory(c->err) : 0;
}

/* Most attempts fail at the very next word: it is asked for before the rule is looked at. */
static void set_beside(const struct lexicon *lexicon, const struct compiled_rule *rule,
		       struct posting *posting)
{
	posting->beside = SYMBOL_NONE;
	if (rule->elements < 2)
		return;
	const struct element *anchor = &lexicon->element[rule->first_element + rule->anchor];
	const struct element *next = rule->anchor + 1 < rule->elements ? anchor + 1 : NULL;
	const struct element *before = rule->anchor > 0 ? anchor - 1 : NULL;
	if (next && !next->gap && !next->optional && next->match == ELEMENT_SYMBOL) {
		posting->beside = next->symbol;
		posting->offset = 1;
	} else if (before && !anchor->gap && !before->optional && before->match == ELEMENT_SYMBOL) {
		posting->beside = before->symbol;
		posting->offset = -1;
	}
}

/* Of the other elements that must be there the one that fewest rules ask for: where the words do
 * not stand side by side, most attempts fail because it is nowhere in the sentence. */
static uint32_t needed_symbol(const struct compiler *c, const struct compiled_rule *rule,
			      const struct posting *posting)
{
	const struct element *element = &c->lexicon->element[rule->first_element];
	uint32_t needed = SYMBOL_NONE;
	for (uint8_t i = 0; i < rule->elements; i++) {
		const uint32_t symbol = element[i].symbol;
		if (i == rule->anchor || element[i].optional ||
		    element[i].match != ELEMENT_SYMBOL || symbol == posting->beside)
			continue;
		if (needed == SYMBOL_NONE || c->uses[symbol] < c->uses[needed])
			needed = symbol;
	}
	return needed;
}

static enum posting_does what_to_do(const struct lexicon *lexicon, const struct compiled_rule *rule)
{
	if (rule->elements == 0)
		return POSTING_PATTERN;
	if (rule->class_phrase)
		return POSTING_CLASS;
	if (rule->elements > 1)
		return POSTING_SEQUENCE;
	return lexicon->element[rule->first_element].capital ? POSTING_CAPITAL : POSTING_TERM;
}

/* Counting first and filling second, both by this walk: `posting` NULL only counts. */
static void post(const struct compiler *c, const struct layout *layout, uint32_t *next,
		 struct posting *posting)
{
	const struct lexicon *lexicon = c->lexicon;
	for (size_t i = 0; i < lexicon->rules; i++) {
		const struct compiled_rule *rule = &lexicon->rule[i];
		const uint32_t symbol =
			rule->elements ? lexicon->element[rule->first_element + rule->anchor].symbol
				       : layout->wake[i].by;
		const uint32_t both[2] = {symbol, layout->part[i]};
		for (size_t part = 0; part < 2; part++) {
			if (both[part] == SYMBOL_NONE)
				continue;
			const uint32_t at = next[both[part]]++;
			if (!posting)
				continue;
			/* A whole word says more than a part of it. */
			const unsigned specificity =
				part ? rule->specificity / 4u * 4u : rule->specificity;
			posting[at] = (struct posting){.rule = (uint32_t)i,
						       .element = rule->anchor,
						       .specificity = (uint16_t)specificity,
						       .does = (uint8_t)what_to_do(lexicon, rule)};
			set_beside(lexicon, rule, &posting[at]);
			posting[at].needs = rule->elements ? needed_symbol(c, rule, &posting[at])
							   : layout->wake[i].needs;
		}
	}
}

static void post_classes(const struct lexicon *lexicon, uint32_t *next, struct posting *posting)
{
	for (size_t i = 0; i < lexicon->rules; i++) {
		const struct compiled_rule *rule = &lexicon->rule[i];
		if (!rule->elements)
			continue;
		const struct element *element =
			&lexicon->element[rule->first_element + rule->anchor];
		if (!(element->match & ELEMENT_CLASS))
			continue;
		const uint32_t at = next[element->class_index]++;
		if (posting)
			posting[at] = (struct posting){.rule = (uint32_t)i,
						       .element = rule->anchor,
						       .beside = SYMBOL_NONE,
						       .needs = SYMBOL_NONE};
	}
}

/* Turns counts into first positions; returns their sum, which also ends the table. */
static uint32_t sum_up(uint32_t *count, size_t n)
{
	uint32_t sum = 0;
	for (size_t i = 0; i <= n; i++) {
		const uint32_t here = count[i];
		count[i] = sum;
		sum += here;
	}
	return sum;
}

static int lay_out(struct compiler *c, const struct layout *layout)
{
	struct lexicon *lexicon = c->lexicon;
	const size_t symbols = lexicon->symbols.count;
	const size_t classes = lexicon->targets[TARGET_CLASS];
	uint32_t *next = arena_calloc(&c->scratch, symbols + classes + 2, sizeof *next);
	lexicon->first_posting = arena_calloc(&lexicon->arena, symbols + 1, sizeof *next);
	lexicon->first_class_posting = arena_calloc(&lexicon->arena, classes + 1, sizeof *next);
	if (!next || !lexicon->first_posting || !lexicon->first_class_posting)
		return error_memory(c->err);
	post(c, layout, lexicon->first_posting, NULL);
	post_classes(lexicon, lexicon->first_class_posting, NULL);
	const uint32_t postings = sum_up(lexicon->first_posting, symbols);
	const uint32_t class_postings = sum_up(lexicon->first_class_posting, classes);
	lexicon->posting = arena_calloc(&lexicon->arena, postings, sizeof(struct posting));
	lexicon->class_posting =
		arena_calloc(&lexicon->arena, class_postings, sizeof(struct posting));
	lexicon->needed = arena_calloc(&lexicon->arena, symbols, sizeof *lexicon->needed);
	if (!lexicon->posting || !lexicon->class_posting || !lexicon->needed)
		return error_memory(c->err);
	memcpy(next, lexicon->first_posting, symbols * sizeof *next);
	post(c, layout, next, lexicon->posting);
	for (uint32_t i = 0; i < postings; i++)
		if (lexicon->posting[i].needs != SYMBOL_NONE)
			lexicon->needed[lexicon->posting[i].needs] = true;
	memcpy(next, lexicon->first_class_posting, classes * sizeof *next);
	post_classes(lexicon, next, lexicon->class_posting);
	return 0;
}

static int list_always(struct compiler *c, const struct layout *layout)
{
	struct lexicon *lexicon = c->lexicon;
	size_t capacity = 0;
	for (size_t i = 0; i < lexicon->rules; i++) {
		if (lexicon->rule[i].elements || layout->wake[i].by != SYMBOL_NONE)
			continue;
		if (arena_grow(&lexicon->arena, &lexicon->always, &capacity, lexicon->always_count,
			       lexicon->always_count + 1, sizeof *lexicon->always) < 0)
			return error_memory(c->err);
		lexicon->always[lexicon->always_count++] = (uint32_t)i;
	}
	return 0;
}

/* Models know rules and targets by these; a run meets a rule far more often than there are rules.
 */
static void set_hashes(struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->shown_rules; i++) {
		struct rule *rule = &lexicon->rule[i].shown;
		rule->name_hash = hash_bytes(rule->name);
		rule->target_hash = hash_bytes(lexicon->target[rule->target_kind][rule->target].id);
	}
}

static int make_briefs(struct compiler *c)
{
	struct lexicon *lexicon = c->lexicon;
	lexicon->brief = arena_calloc(&lexicon->arena, lexicon->rules, sizeof *lexicon->brief);
	if (!lexicon->brief)
		return error_memory(c->err);
	for (size_t i = 0; i < lexicon->rules; i++) {
		const struct compiled_rule *rule = &lexicon->rule[i];
		const struct rule *shown = &rule->shown;
		/* Classes say different things of the same words and leave each other alone. */
		const uint32_t group = shown->target_kind == TARGET_CLASS
					       ? TARGET_KINDS + (uint32_t)shown->target
					       : shown->target_kind;
		lexicon->brief[i] = (struct rule_brief){.group = group,
							.target = shown->target,
							.role = rule->role,
							.negatable = rule->negatable};
	}
	return 0;
}

static int finish(struct compiler *c, struct layout *layout)
{
	struct lexicon *lexicon = c->lexicon;
	if (make_briefs(c) < 0)
		return ERROR_MEMORY;
	for (size_t i = 0; i < lexicon->rules; i++) {
		if (join_class(c, &lexicon->rule[i]) < 0 ||
		    add_part(c, &lexicon->rule[i], &layout->part[i]) < 0)
			return ERROR_MEMORY;
		choose_anchor(c, &lexicon->rule[i]);
	}
	const int status = lay_out(c, layout);
	return status < 0 ? status : list_always(c, layout);
}

static size_t count_kept(const struct draft_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		kept += !list->item[i].dropped;
	return kept;
}

static size_t count_words(const struct draft_list *list)
{
	size_t words = 0;
	for (size_t i = 0; i < list->count; i++)
		words += list->item[i].cue->text.len / 2 + 1;
	return words;
}

static int start(struct compiler *c, struct layout *layout, size_t rules)
{
	struct lexicon *lexicon = c->lexicon;
	const size_t classes = lexicon->targets[TARGET_CLASS];
	/* A cue has at most a word for every second byte; keep_elements() takes what there are. */
	const size_t elements = count_words(&c->shown) + count_words(&c->hidden);
	lexicon->rule = arena_calloc(&lexicon->arena, rules, sizeof *lexicon->rule);
	lexicon->element = arena_alloc(&c->scratch, elements * sizeof *lexicon->element);
	layout->wake = arena_calloc(&c->scratch, rules, sizeof *layout->wake);
	layout->part = arena_calloc(&c->scratch, rules, sizeof *layout->part);
	c->class_symbol = arena_calloc(&c->scratch, classes, sizeof *c->class_symbol);
	if (!lexicon->rule || !lexicon->element || !layout->wake || !layout->part ||
	    !c->class_symbol)
		return error_memory(c->err);
	for (size_t i = 0; i < classes; i++)
		c->class_symbol[i] = SYMBOL_NONE;
	c->number_class = lexicon_find(lexicon, TARGET_CLASS, SPAN("number"));
	return 0;
}

static int keep_elements(struct compiler *c)
{
	struct lexicon *lexicon = c->lexicon;
	const size_t bytes = lexicon->elements * sizeof *lexicon->element;
	struct element *kept = arena_alloc(&lexicon->arena, bytes);
	if (!kept)
		return error_memory(c->err);
	memcpy(kept, lexicon->element, bytes);
	lexicon->element = kept;
	return 0;
}

int compile_rules(struct compiler *c)
{
	struct lexicon *lexicon = c->lexicon;
	const size_t shown = count_kept(&c->shown);
	struct layout layout = {NULL, NULL};
	int status = start(c, &layout, shown + c->hidden.count);
	for (size_t i = 0; i < c->shown.count && status == 0; i++)
		if (!c->shown.item[i].dropped)
			status = compile_rule(c, &c->shown.item[i], shown,
					      &layout.wake[lexicon->rules]);
	lexicon->shown_rules = lexicon->rules;
	if (status == 0)
		set_hashes(lexicon);
	for (size_t i = 0; i < c->hidden.count && status == 0; i++)
		status = compile_rule(c, &c->hidden.item[i], shown, &layout.wake[lexicon->rules]);
	if (status == 0)
		status = keep_elements(c);
	return status < 0 ? status : finish(c, &layout);
}
