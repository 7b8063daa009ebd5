#include "stages/match.h"

#include <string.h>

#include "corpus/error.h"
#include "lexicons/cue.h"
#include "stages/match_cache.h"
#include "stages/stem.h"
#include "stages/vocabulary.h"

enum {
	/* Backtracking steps and heap of one pattern on one sentence: far above what a sensible
	 * pattern needs, and low enough that a foolish one does not stop a run. */
	PATTERN_STEPS_MOST = 100000,
	PATTERN_DEPTH_MOST = 1000,
	PATTERN_HEAP_MOST = 4096, /* KiB */
	AHEAD = 16,               /* tokens: by then the memory has answered */
};

struct match_cache *match_cache_new(const struct lexicon *lexicon, struct error *err)
{
	struct arena self = ARENA_INIT;
	struct match_cache *cache = arena_calloc(&self, 1, sizeof *cache);
	if (!cache) {
		error_memory(err);
		return NULL;
	}
	cache->self = self;
	cache->lexicon = lexicon;
	cache->match_data = pcre2_match_data_create(1, NULL);
	cache->match_context = pcre2_match_context_create(NULL);
	cache->stemmer = stemmer_new(lexicon->stemmer, err);
	cache->met = arena_calloc(&cache->self, lexicon->symbols.count, sizeof *cache->met);
	if (!cache->met || !cache->match_data || !cache->match_context || !cache->stemmer) {
		error_memory(err);
		match_cache_free(cache);
		return NULL;
	}
	pcre2_set_match_limit(cache->match_context, PATTERN_STEPS_MOST);
	pcre2_set_depth_limit(cache->match_context, PATTERN_DEPTH_MOST);
	pcre2_set_heap_limit(cache->match_context, PATTERN_HEAP_MOST);
	return cache;
}

void match_cache_free(struct match_cache *cache)
{
	if (!cache)
		return;
	pcre2_match_data_free(cache->match_data);
	pcre2_match_context_free(cache->match_context);
	stemmer_free(cache->stemmer);
	arena_release(&cache->types);
	arena_release(&cache->symbol_arena);
	struct arena self = cache->self;
	arena_release(&self);
}

void match_cache_reset(struct match_cache *cache)
{
	cache->info = NULL;
	cache->capacity = 0;
	arena_reset(&cache->types);
}

/* --- types --- */

bool match_find_symbol(const struct type_info *info, uint32_t symbol)
{
	uint32_t low = 0;
	uint32_t high = info->symbols;
	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		if (info->symbol[middle] < symbol)
			low = middle + 1;
		else
			high = middle;
	}
	return low < info->symbols && info->symbol[low] == symbol;
}

/* Adds symbols to the cache's list, keeping it ascending and each once. */
static int merge_symbols(struct match_cache *cache, const struct symbol_list *more)
{
	struct symbol_list *list = &cache->symbols;
	if (arena_grow(&cache->symbol_arena, &list->item, &list->capacity, list->count,
		       list->count + more->count, sizeof *list->item) < 0)
		return -1;
	for (size_t i = 0; i < more->count; i++) {
		size_t at = list->count;
		while (at > 0 && list->item[at - 1] > more->item[i])
			at--;
		if (at > 0 && list->item[at - 1] == more->item[i])
			continue;
		memmove(list->item + at + 1, list->item + at,
			(list->count - at) * sizeof *list->item);
		list->item[at] = more->item[i];
		list->count++;
	}
	return 0;
}

/* Whether case is all that folding took off, as it is with nearly all words. */
static bool differs_in_case(struct span written, struct span folded)
{
	if (written.len != folded.len)
		return false;
	for (size_t i = 0; i < written.len; i++) {
		const char c = written.at[i];
		const char lower = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (lower < 'a' || lower > 'z' || lower != folded.at[i])
			return false;
	}
	return true;
}

static int add_symbols(struct match_cache *cache, const struct word_type *type, struct span written)
{
	const struct symbols *symbols = &cache->lexicon->symbols;
	struct arena *arena = &cache->symbol_arena;
	if (symbols_of(symbols, &cache->symbols, type->folded, type->stem, type->part, type->parts,
		       arena) < 0)
		return -1;
	if (differs_in_case(written, type->folded))
		return 0;
	/* `'t` is looked up as `het`; a pack may have it as it is written, too. */
	struct span folded;
	struct span stem;
	struct symbol_list more = {NULL, 0, 0};
	if (cue_fold(&folded, written, arena) < 0)
		return -1;
	if (span_equal(folded, type->folded))
		return 0;
	if (stemmer_run(&stem, cache->stemmer, folded, arena) < 0 ||
	    symbols_of(symbols, &more, folded, stem, NULL, 0, arena) < 0)
		return -1;
	return merge_symbols(cache, &more);
}

/* Adds the postings of the type's symbols that ask of the word at this offset. */
static void take_postings(const struct lexicon *lexicon, struct type_info *info,
			  struct posting *posting, uint32_t *beside, int8_t offset)
{
	for (size_t i = 0; i < info->symbols; i++) {
		const uint32_t *first = &lexicon->first_posting[info->symbol[i]];
		for (uint32_t p = first[0]; p < first[1]; p++) {
			if (lexicon->posting[p].offset != offset)
				continue;
			posting[info->postings] = lexicon->posting[p];
			beside[info->postings++] = lexicon->posting[p].beside;
		}
	}
}

static int gather_postings(struct match_cache *cache, struct type_info *info)
{
	const struct lexicon *lexicon = cache->lexicon;
	const uint32_t *first = lexicon->first_posting;
	size_t count = 0;
	for (size_t i = 0; i < info->symbols; i++)
		count += first[info->symbol[i] + 1] - first[info->symbol[i]];
	if (count == 0)
		return 0;
	struct posting *posting = arena_alloc(&cache->types, count * sizeof *posting);
	uint32_t *beside = arena_alloc(&cache->types, count * sizeof *beside);
	if (!posting || !beside)
		return -1;
	info->posting = posting;
	info->beside = beside;
	take_postings(lexicon, info, posting, beside, 0);
	info->alone = info->postings;
	take_postings(lexicon, info, posting, beside, 1);
	info->next = info->postings;
	take_postings(lexicon, info, posting, beside, -1);
	return 0;
}

/* Copies the symbols that were found, and those of them that are needed. */
static int keep_symbols(struct match_cache *cache, struct type_info *info)
{
	const struct symbol_list *list = &cache->symbols;
	uint32_t *symbol = arena_alloc(&cache->types, list->count * sizeof *symbol);
	uint32_t *needed = arena_alloc(&cache->types, list->count * sizeof *needed);
	if (!symbol || !needed)
		return -1;
	info->symbol = symbol;
	info->needed = needed;
	info->symbols = (uint32_t)list->count;
	for (size_t i = 0; i < list->count; i++) {
		symbol[i] = list->item[i];
		info->some |= UINT64_C(1) << (symbol[i] % 64);
		if (cache->lexicon->needed[symbol[i]])
			needed[info->needs++] = symbol[i];
	}
	return 0;
}

static const struct type_info *work_out(struct match_cache *cache, const struct word_type *type,
					struct span written)
{
	/* Of most words a lexicon asks nothing: they share what stays in the processor's cache. */
	static const struct type_info nothing = {.symbol = NULL};
	cache->symbols = (struct symbol_list){NULL, 0, 0};
	if (add_symbols(cache, type, written) < 0)
		return NULL;
	if (cache->symbols.count == 0) {
		arena_reset(&cache->symbol_arena);
		return &nothing;
	}
	struct type_info *info = arena_calloc(&cache->types, 1, sizeof *info);
	if (!info || keep_symbols(cache, info) < 0)
		return NULL;
	arena_reset(&cache->symbol_arena);
	return gather_postings(cache, info) < 0 ? NULL : info;
}

static int grow_types(struct match_cache *cache, uint32_t type)
{
	const size_t old = cache->capacity;
	if (arena_grow(&cache->types, &cache->info, &cache->capacity, old, (size_t)type + 1,
		       sizeof(const struct type_info *)) < 0)
		return -1;
	for (size_t i = old; i < cache->capacity; i++)
		cache->info[i] = NULL;
	return 0;
}

const struct type_info *match_type(struct matcher *m, uint32_t token)
{
	struct match_cache *cache = m->cache;
	const struct token *t = &m->tokens->item[token];
	if (t->type >= cache->capacity && grow_types(cache, t->type) < 0)
		return NULL;
	if (!cache->info[t->type])
		cache->info[t->type] = work_out(cache, vocabulary_type(m->vocabulary, t->type),
						(struct span){m->text.at + t->start, t->len});
	return cache->info[t->type];
}

/* --- sentences --- */

static inline bool is_word(const struct token *token)
{
	const unsigned words =
		1U << TOKEN_WORD | 1U << TOKEN_NUMBER | 1U << TOKEN_ADDRESS | 1U << TOKEN_SYMBOL;
	return (words >> token->kind & 1) != 0;
}

/* match_type() without the call for a type that has been met. */
static inline const struct type_info *known_type(struct matcher *m, uint32_t token)
{
	const struct match_cache *cache = m->cache;
	const uint32_t type = m->tokens->item[token].type;
	if (type < cache->capacity && cache->info[type])
		return cache->info[type];
	return match_type(m, token);
}

/* Sentences are numbered, so that nothing need be wiped between them but when the numbers run out.
 */
static void begin_sentence(struct match_cache *cache)
{
	if (++cache->sentence != 0)
		return;
	memset(cache->met, 0, cache->lexicon->symbols.count * sizeof *cache->met);
	cache->sentence = 1;
}

/* Asks the memory for what is known of the type of a word to come: the table is larger than the
 * processor's cache. */
static inline void ask_ahead(const struct matcher *m, size_t token)
{
	const size_t far = token + AHEAD;
	if (far < m->tokens->count && m->tokens->item[far].type < m->cache->capacity)
		__builtin_prefetch(&m->cache->info[m->tokens->item[far].type]);
}

/* Notes which needed symbols the sentence has; tells how many rules the word may wake. */
static inline size_t meet(struct match_cache *cache, const struct type_info *info)
{
	for (uint32_t s = 0; s < info->needs; s++)
		cache->met[info->needed[s]] = cache->sentence;
	return info->postings;
}

/* Fills m->word and says in *postings whether any rule is woken. Every word passes here. */
static int load_sentence(struct matcher *m, const struct sentence *sentence, size_t *postings)
{
	struct match_cache *cache = m->cache;
	m->words = 0;
	*postings = m->lexicon->always_count;
	begin_sentence(cache);
	if (arena_grow(m->scratch, &m->word, &m->word_capacity, 0, sentence->last - sentence->first,
		       sizeof *m->word) < 0)
		return error_memory(m->err);
	struct match_word *word = m->word;
	for (uint32_t i = sentence->first; i < sentence->last; i++) {
		const struct token *token = &m->tokens->item[i];
		ask_ahead(m, i);
		if (!is_word(token))
			continue;
		const struct type_info *info = known_type(m, i);
		if (!info)
			return error_memory(m->err);
		/* Signs such as € are words only where a pack knows them. */
		if (token->kind == TOKEN_SYMBOL && info->symbols == 0)
			continue;
		*word++ = (struct match_word){.token = i, .info = info};
		if (info->symbols != 0)
			*postings += meet(cache, info);
	}
	m->words = (size_t)(word - m->word);
	return 0;
}

int match_add(struct matcher *m, struct found found)
{
	const struct rule_brief *rule = &m->lexicon->brief[found.rule];
	found.length = (uint16_t)__builtin_popcountll(found.mask);
	found.status = HIT_COUNTS;
	found.next = -1;
	found.role = rule->role;
	found.target = rule->target;
	found.group = rule->group;
	m->roles |= 1u << rule->role;
	m->negatable |= rule->negatable;
	m->phrases |= rule->group >= TARGET_KINDS && found.length > 1;
	if (m->founds == m->found_capacity &&
	    arena_grow(m->scratch, &m->found, &m->found_capacity, m->founds, m->founds + 1,
		       sizeof *m->found) < 0)
		return error_memory(m->err);
	m->found[m->founds++] = found;
	return 0;
}

static int wake_pattern(struct matcher *m, uint32_t rule)
{
	for (size_t i = 0; i < m->patterns; i++)
		if (m->pattern[i] == rule)
			return 0;
	if (arena_grow(m->scratch, &m->pattern, &m->pattern_capacity, m->patterns, m->patterns + 1,
		       sizeof *m->pattern) < 0)
		return error_memory(m->err);
	m->pattern[m->patterns++] = rule;
	return 0;
}

static int put_off(struct matcher *m, const struct posting *posting, uint32_t at)
{
	if (arena_grow(m->scratch, &m->woken, &m->woken_capacity, m->wokens, m->wokens + 1,
		       sizeof *m->woken) < 0 ||
	    arena_grow(m->scratch, &m->woken_at, &m->woken_at_capacity, m->wokens, m->wokens + 1,
		       sizeof *m->woken_at) < 0)
		return error_memory(m->err);
	m->woken[m->wokens] = *posting;
	m->woken_at[m->wokens++] = at;
	return 0;
}

static int try_sequence(struct matcher *m, const struct posting *posting, size_t at)
{
	const struct compiled_rule *rule = &m->lexicon->rule[posting->rule];
	struct found found;
	if (!match_sequence(m, rule, posting->element, at, &found))
		return 0;
	found.rule = posting->rule;
	found.specificity = rule->specificity;
	return match_add(m, found);
}

static int try_term(struct matcher *m, const struct posting *posting, size_t at)
{
	if (posting->does == POSTING_CAPITAL &&
	    !(m->tokens->item[m->word[at].token].flags & TOKEN_CAPITAL))
		return 0;
	return match_add(m, (struct found){.mask = 1,
					   .first = (uint32_t)at,
					   .last = (uint32_t)at + 1,
					   .rule = posting->rule,
					   .specificity = posting->specificity});
}

static int try_posting(struct matcher *m, const struct posting *posting, size_t at)
{
	if (posting->needs != SYMBOL_NONE && m->cache->met[posting->needs] != m->cache->sentence)
		return 0;
	switch ((enum posting_does)posting->does) {
	case POSTING_TERM:
	case POSTING_CAPITAL:
		return try_term(m, posting, at);
	case POSTING_SEQUENCE:
		return try_sequence(m, posting, at);
	case POSTING_CLASS:
		return put_off(m, posting, (uint32_t)at);
	case POSTING_PATTERN:
		break;
	}
	return wake_pattern(m, posting->rule);
}

/* The postings [first, last) of the word at `at`, as far as the word beside it has what they ask.
 */
static int try_beside(struct matcher *m, size_t at, const struct type_info *beside, uint32_t first,
		      uint32_t last)
{
	const struct type_info *info = m->word[at].info;
	int status = 0;
	for (uint32_t p = first; p < last && status == 0; p++)
		if (match_has_symbol(beside, info->beside[p]))
			status = try_posting(m, &info->posting[p], at);
	return status;
}

static int try_word(struct matcher *m, size_t at)
{
	const struct type_info *info = m->word[at].info;
	int status = 0;
	for (uint32_t p = 0; p < info->alone && status == 0; p++)
		status = try_posting(m, &info->posting[p], at);
	if (status == 0 && at + 1 < m->words)
		status = try_beside(m, at, m->word[at + 1].info, info->alone, info->next);
	if (status == 0 && at > 0)
		status = try_beside(m, at, m->word[at - 1].info, info->next, info->postings);
	return status;
}

/* Chains the phrases of classes by the word they begin at. */
static int index_class_phrases(struct matcher *m)
{
	if (arena_grow(m->scratch, &m->class_at, &m->class_at_capacity, 0, m->words,
		       sizeof *m->class_at) < 0)
		return error_memory(m->err);
	for (size_t i = 0; i < m->words; i++)
		m->class_at[i] = -1;
	for (size_t i = 0; i < m->founds; i++) {
		struct found *found = &m->found[i];
		if (found->group < TARGET_KINDS || found->length < 2)
			continue;
		found->next = m->class_at[found->first];
		m->class_at[found->first] = (int32_t)i;
	}
	return 0;
}

/* Rules with @class wait until all phrases are found: those woken by a word, and those woken by a
 * phrase of the class itself. */
static int try_classes(struct matcher *m)
{
	const struct lexicon *lexicon = m->lexicon;
	if (m->wokens == 0 && !m->phrases)
		return 0;
	int status = index_class_phrases(m);
	for (size_t i = 0; i < m->wokens && status == 0; i++)
		status = try_sequence(m, &m->woken[i], m->woken_at[i]);
	const size_t phrases = m->founds;
	for (size_t i = 0; i < phrases && status == 0; i++) {
		if (m->found[i].group < TARGET_KINDS || m->found[i].length < 2)
			continue;
		const uint32_t class_index = m->found[i].group - TARGET_KINDS;
		const uint32_t *first = &lexicon->first_class_posting[class_index];
		for (uint32_t p = first[0]; p < first[1] && status == 0; p++)
			status = try_sequence(m, &lexicon->class_posting[p], m->found[i].first);
	}
	return status;
}

static int match_sentence(struct matcher *m, const struct sentence *sentence)
{
	size_t postings;
	m->founds = m->wokens = m->patterns = 0;
	m->roles = 0;
	m->negatable = m->phrases = false;
	int status = load_sentence(m, sentence, &postings);
	if (status < 0 || postings == 0)
		return status;
	for (size_t at = 0; at < m->words && status == 0; at++)
		if (m->word[at].info->postings != 0)
			status = try_word(m, at);
	if (status == 0)
		status = try_classes(m);
	if (status == 0)
		status = match_patterns(m, sentence);
	return status < 0 ? status : match_resolve(m);
}

int match_run(struct hit_list *out, struct match_cache *cache, const struct lexicon *lexicon,
	      const struct vocabulary *vocabulary, struct span text,
	      const struct token_list *tokens, struct arena *keep, struct arena *scratch,
	      struct error *err)
{
	struct matcher m = {.cache = cache,
			    .lexicon = lexicon,
			    .vocabulary = vocabulary,
			    .text = text,
			    .tokens = tokens,
			    .keep = keep,
			    .scratch = scratch,
			    .err = err};
	*out = (struct hit_list){NULL, 0};
	for (size_t i = 0; i < tokens->sentences; i++) {
		const int status = match_sentence(&m, &tokens->sentence[i]);
		if (status < 0)
			return status;
	}
	struct hit *hit = arena_alloc(keep, m.hits * sizeof *hit);
	if (!hit)
		return error_memory(err);
	if (m.hits)
		memcpy(hit, m.hit, m.hits * sizeof *hit);
	*out = (struct hit_list){hit, m.hits};
	return 0;
}

size_t hit_list_from(const struct hit_list *hits, uint32_t first)
{
	size_t low = 0, high = hits->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (hits->item[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
