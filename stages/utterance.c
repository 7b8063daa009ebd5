#include "stages/utterance.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "lexicons/lexicon.h"
#include "stages/scan.h"
#include "stages/utterance_word.h"
#include "stages/vocabulary.h"

enum {
	LABEL_TOKENS_MOST = 9, /* `J. Kramer, gemeente:` */
	LABEL_WORDS_MOST = 5,
	NAME_LEAST = 2, /* bytes of a first name that is looked for */
};

struct maker {
	const struct reading *reading;
	struct arena *scratch;
	struct utterance_list *list;
	size_t hit;
	uint32_t announcer;
	uint32_t announced;
	size_t announced_at; /* utterance */
};

static bool takes_part(const struct block *block)
{
	return block->kind != BLOCK_FURNITURE && block->kind != BLOCK_CAPTION &&
	       block->kind != BLOCK_METADATA;
}

static bool is_word(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
}

static uint32_t sign_at(const struct maker *maker, const struct token *token)
{
	size_t len;
	return token->kind == TOKEN_PUNCTUATION
		       ? utf8_decode(maker->reading->document->text, token->start, &len)
		       : 0;
}

static bool is_quote(uint32_t code)
{
	return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
	       code == 0xBB;
}

static bool has_word(const struct maker *maker, uint32_t first, uint32_t last)
{
	while (first < last && !is_word(&maker->reading->tokens->item[first]))
		first++;
	return first < last;
}

/* The token behind the label at the head of tokens [first, last); `first` if there is none. A label
 * ends in a colon, or is in brackets. */
static uint32_t skip_label(const struct maker *maker, uint32_t first, uint32_t last)
{
	const struct token *token = maker->reading->tokens->item;
	const bool bracket = first < last && sign_at(maker, &token[first]) == '(';
	size_t words = 0;
	for (uint32_t i = first; i < last && i < first + LABEL_TOKENS_MOST; i++) {
		const uint32_t sign = sign_at(maker, &token[i]);
		if (is_quote(sign) || sign == '?' || sign == '!')
			break;
		words += is_word(&token[i]);
		if (words > LABEL_WORDS_MOST)
			break;
		if ((sign == ':' || (bracket && sign == ')')) && words > 0 &&
		    has_word(maker, i + 1, last))
			return i + 1;
	}
	return first;
}

static bool equal_name(const struct maker *maker, struct span name, struct span said)
{
	size_t at = 0;
	struct span word;
	if (said.len < NAME_LEAST)
		return false;
	while (scan_word(&word, name, &at))
		if (word.len == said.len && scan_equal(word, said, maker->scratch))
			return true;
	return false;
}

/* Who a label or the block names. */
static uint16_t speaker_of(const struct maker *maker, uint32_t label, uint32_t first,
			   uint32_t block)
{
	const struct structure *structure = maker->reading->structure;
	const struct span text = maker->reading->document->text;
	for (uint32_t i = label; i < first; i++) {
		const struct token *token = &maker->reading->tokens->item[i];
		const struct span said = {text.at + token->start, token->len};
		for (size_t s = 0; token->kind == TOKEN_WORD && s < structure->speakers; s++)
			if ((structure->speaker[s].code.len > 0 &&
			     span_equal(structure->speaker[s].code, said)) ||
			    ((token->flags & TOKEN_CAPITAL) &&
			     equal_name(maker, structure->speaker[s].name, said)))
				return (uint16_t)s;
	}
	return structure->block_speaker ? structure->block_speaker[block] : SPEAKER_NONE;
}

static void read_signs(const struct maker *maker, struct utterance *u)
{
	const struct token *token = maker->reading->tokens->item;
	for (uint32_t i = u->first; i < u->last; i++) {
		const uint32_t sign = sign_at(maker, &token[i]);
		if (u->words == 0 && is_quote(sign))
			u->signs |= UTTERANCE_OPENS;
		if (u->words > 0 && sign == ':' && i + 1 < u->last)
			u->signs |= UTTERANCE_COLON;
		if (is_word(&token[i]) && u->words++ == 0 && !(token[i].flags & TOKEN_CAPITAL))
			u->signs |= UTTERANCE_LOWER;
	}
	const uint32_t end = scan_last_sign(span_of(maker->reading->document->text, u->range));
	u->signs |= end == '?'   ? UTTERANCE_ASKS
		    : end == '!' ? UTTERANCE_EXCLAIMS
		    : end == '.' ? UTTERANCE_STOPS
		    : end == ':' ? UTTERANCE_ANNOUNCES
				 : 0;
	if (is_quote(sign_at(maker, &token[u->last - 1])))
		u->signs |= UTTERANCE_CLOSES;
}

/* Takes the hits that begin in the tokens; those before are passed over. */
static void take_hits(struct maker *maker, struct utterance *u)
{
	const struct hit_list *hits = maker->reading->hits;
	while (maker->hit < hits->count && hits->item[maker->hit].first < u->first)
		maker->hit++;
	u->hit = (uint32_t)maker->hit;
	while (maker->hit < hits->count && hits->item[maker->hit].first < u->last)
		maker->hit++;
	u->hits = (uint32_t)maker->hit;
}

/* What its neighbours see of its words too. */
static void take_words(const struct reading *reading, struct utterance *u)
{
	const struct word_type *types = vocabulary_types(reading->vocabulary);
	size_t n = 0;
	for (uint32_t t = u->first; t < u->last; t++) {
		const struct token *token = &reading->tokens->item[t];
		if (!is_word(token))
			continue;
		u->classes |= types[token->type].classes;
		if (n < 2)
			u->shape[n] = utterance_shape(reading, u, t, n == 0);
		n++;
	}
}

static void announce(struct maker *maker, uint32_t first, uint32_t last, size_t at)
{
	maker->announcer = first;
	maker->announced = last;
	maker->announced_at = at;
}

static bool announces(const struct block *block, const struct utterance *u)
{
	return block->kind == BLOCK_HEADING || block->kind == BLOCK_QUESTION ||
	       (u->signs & UTTERANCE_ANNOUNCES) ||
	       ((u->signs & UTTERANCE_ASKS) && (u->signs & UTTERANCE_HEADS)) ||
	       ((u->signs & UTTERANCE_ASKER) && (u->signs & UTTERANCE_TAILS));
}

static void add(struct maker *maker, const struct sentence *sentence, bool head, bool tail)
{
	const struct reading *reading = maker->reading;
	const struct token *token = reading->tokens->item;
	uint32_t first = sentence->first, last = sentence->last;
	while (first < last && token[first].kind == TOKEN_ASIDE)
		first++;
	while (first < last && token[last - 1].kind == TOKEN_ASIDE)
		last--;
	if (!has_word(maker, first, last))
		return;
	struct utterance *u = &maker->list->item[maker->list->count];
	const uint32_t begin = skip_label(maker, first, last);
	*u = (struct utterance){
		.first = begin,
		.last = last,
		.label = first,
		.block = sentence->block,
		.range = {token[begin].start, token[last - 1].start + token[last - 1].len}};
	u->speaker = speaker_of(maker, first, begin, sentence->block);
	if (u->speaker != SPEAKER_NONE && reading->structure->speaker[u->speaker].interviewer)
		u->signs |= UTTERANCE_ASKER;
	u->signs |= (head ? UTTERANCE_HEADS : 0) | (tail ? UTTERANCE_TAILS : 0) |
		    (begin > first ? UTTERANCE_LABELLED : 0);
	read_signs(maker, u);
	take_hits(maker, u);
	take_words(reading, u);
	/* `Adviezen: vraag …` announces itself. */
	if (begin > first && u->speaker == SPEAKER_NONE)
		announce(maker, first, begin, maker->list->count);
	u->announcer = maker->announcer;
	u->announced = maker->announced;
	u->since = (uint32_t)(maker->list->count - maker->announced_at);
	if (announces(&reading->structure->block[u->block], u))
		announce(maker, u->first, u->last, maker->list->count);
	maker->list->count++;
}

static void count_audiences(struct utterance_list *list, const struct reading *reading)
{
	for (size_t i = 0; i < reading->hits->count; i++) {
		const struct rule *rule =
			lexicon_rule(reading->lexicon, reading->hits->item[i].rule);
		if (rule->target_kind == TARGET_AUDIENCE && rule->target < UTTERANCE_AUDIENCES &&
		    reading->hits->item[i].status == HIT_COUNTS)
			list->audience[rule->target]++;
	}
}

int utterance_list_make(struct utterance_list *out, const struct reading *reading,
			struct arena *keep, struct arena *scratch)
{
	const struct token_list *tokens = reading->tokens;
	struct maker maker = {.reading = reading, .scratch = scratch, .list = out};
	*out = (struct utterance_list){
		.item = arena_alloc(keep, tokens->sentences * sizeof(*out->item))};
	if (!out->item)
		return -1;
	count_audiences(out, reading);
	for (size_t i = 0; i < tokens->sentences; i++) {
		const struct sentence *sentence = &tokens->sentence[i];
		if (!takes_part(&reading->structure->block[sentence->block]))
			continue;
		const bool head = i == 0 || tokens->sentence[i - 1].block != sentence->block;
		const bool tail = i + 1 == tokens->sentences ||
				  tokens->sentence[i + 1].block != sentence->block;
		add(&maker, sentence, head, tail);
	}
	return 0;
}
