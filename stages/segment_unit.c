#include "stages/segment_unit.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "stages/scan.h"
#include "stages/vocabulary.h"

enum {
	WINDOW = 3,        /* units back in which words and names count as known */
	SEEN_SLOTS = 512,  /* a power of two above the words of WINDOW units as a rule */
	NAME_SLOTS = 1024, /* a later name takes the place of an earlier one */
	NAME_LEAST = 2,    /* bytes */
	SINCE_MOST = 9,
	SHARE_TALK = 40, /* per cent of blocks */
	SHARE_NOTES = 40,
	SHARE_UNPUNCTUATED = 50, /* per cent of units */
	SECTION_WORDS_MOST = 12, /* of a heading that are looked at */
};

struct maker {
	const struct reading *reading;
	struct arena *scratch;
	struct unit_list *list;
	/* Hashes of content words and names, with the unit in which each was last seen + 1. */
	struct {
		uint64_t hash;
		size_t unit;
	} seen[SEEN_SLOTS];
	uint32_t names[NAME_SLOTS]; /* words with a capital inside a sentence */
	bool in_quote;
	uint8_t section;
	uint8_t since;
};

static bool takes_part(const struct block *block)
{
	return block->kind != BLOCK_FURNITURE && block->kind != BLOCK_CAPTION &&
	       block->kind != BLOCK_STORY;
}

static void add_one(uint8_t *count)
{
	if (*count < UINT8_MAX)
		++*count;
}

/* Whether the word was used in the window; from now on it was. A full row forgets the oldest. */
static bool known(struct maker *maker, uint64_t hash, size_t unit)
{
	size_t slot = (size_t)(hash ^ (hash >> 32)) & (SEEN_SLOTS - 1);
	const bool same = maker->seen[slot].hash == hash;
	const bool near = maker->seen[slot].unit + WINDOW > unit && maker->seen[slot].unit > 0;
	const bool earlier = maker->seen[slot].unit < unit + 1;
	maker->seen[slot].hash = hash;
	maker->seen[slot].unit = unit + 1;
	return same && near && earlier;
}

static void measure_word(struct maker *maker, struct unit *unit, const struct token *token,
			 bool first)
{
	const struct reading *reading = maker->reading;
	const size_t index = maker->list->count;
	if (unit->words < UINT16_MAX)
		unit->words++;
	if (token->type == VOCABULARY_NONE)
		return;
	const struct word_type *type = vocabulary_type(reading->vocabulary, token->type);
	const uint64_t classes = type->classes;
	if (first) {
		unit->opens_with_content = classes == 0 && type->roles == 0;
		unit->first_classes = classes;
		unit->first_word = (uint32_t)type->hash;
	}
	if ((classes != 0 || type->roles != 0) && unit->plain_words < UNIT_PLAIN_MOST)
		unit->plain[unit->plain_words++] = (uint32_t)type->hash;
	for (uint64_t rest = classes; rest != 0; rest &= rest - 1)
		add_one(&unit->count[__builtin_ctzll(rest)]);
	const bool name = !first && (token->flags & TOKEN_CAPITAL) && token->len >= NAME_LEAST &&
			  classes == 0;
	if (classes == 0 && type->roles == 0 && unit->contents < UNIT_CONTENT_MOST) {
		unit->content[unit->contents++] = (uint32_t)type->stem_hash;
		unit->content_bits |= unit_bit((uint32_t)type->stem_hash);
	}
	if (name) {
		unit->signs |= UNIT_NAME;
		if (unit->name == 0)
			unit->name = (uint32_t)type->stem_hash;
		maker->names[type->stem_hash & (NAME_SLOTS - 1)] = (uint32_t)type->stem_hash;
		add_one(known(maker, type->stem_hash, index) ? &unit->old_names : &unit->new_names);
	} else if (classes == 0 && type->roles == 0 && known(maker, type->stem_hash, index)) {
		add_one(&unit->shared);
	}
}

static bool is_quote(uint32_t code)
{
	return code == '"' || (code >= 0x2018 && code <= 0x201F && code != 0x2019) ||
	       code == 0xAB || code == 0xBB;
}

/* Whether a quotation is open behind this mark. An apostrophe closes only what is open. */
static void follow_quote(struct maker *maker, uint32_t code)
{
	if (code == 0x201C || code == 0x2018 || code == 0x201E || code == 0xAB)
		maker->in_quote = true;
	else if (code == 0x201D || code == 0x2019 || code == 0xBB)
		maker->in_quote = false;
	else if (code == '"')
		maker->in_quote = !maker->in_quote;
}

static void measure_sign(struct maker *maker, struct unit *unit, const struct token *token)
{
	size_t len;
	const uint32_t code = utf8_decode(maker->reading->document->text, token->start, &len);
	if (is_quote(code)) {
		unit->signs |= UNIT_QUOTES;
		if (unit->words == 0)
			unit->signs |= UNIT_OPENS;
	}
	follow_quote(maker, code);
	if (code == ':')
		unit->signs |= UNIT_COLON;
	if (code == 0x2026 || (code == '.' && token->len > 1))
		unit->signs |= UNIT_ELLIPSIS;
}

static void measure_end(struct unit *unit, struct span text)
{
	const uint32_t last = scan_last_sign(text);
	if (last == '?')
		unit->signs |= UNIT_ASKS | UNIT_STOPS;
	else if (last == '!')
		unit->signs |= UNIT_EXCLAIMS | UNIT_STOPS;
	else if (last == '.' || last == 0x2026)
		unit->signs |= UNIT_STOPS;
}

static void measure(struct maker *maker, struct unit *unit, const struct sentence *sentence)
{
	const struct token *token = maker->reading->tokens->item;
	*unit = (struct unit){.first = sentence->first, .last = sentence->last};
	if (maker->in_quote)
		unit->signs |= UNIT_INSIDE;
	for (uint32_t i = sentence->first; i < sentence->last; i++) {
		const bool first = unit->words == 0;
		switch (token[i].kind) {
		case TOKEN_WORD:
			if (first && !(token[i].flags & TOKEN_CAPITAL))
				unit->signs |= UNIT_LOWER;
			measure_word(maker, unit, &token[i], first);
			break;
		case TOKEN_NUMBER:
			unit->signs |= UNIT_NUMBER;
			unit->words++;
			break;
		case TOKEN_ADDRESS:
			unit->signs |= UNIT_ADDRESS;
			break;
		case TOKEN_ASIDE:
			break;
		default:
			measure_sign(maker, unit, &token[i]);
		}
	}
	const struct range range = {token[sentence->first].start,
				    token[sentence->last - 1].start +
					    token[sentence->last - 1].len};
	measure_end(unit, span_of(maker->reading->document->text, range));
}

/* What a heading or question announces. */
static uint8_t section_of(const struct maker *maker, const struct block *block)
{
	const struct span text = span_of(maker->reading->document->text,
					 (struct range){block->content_start, block->end});
	size_t at = 0;
	uint64_t classes = 0;
	struct span word;
	for (size_t i = 0; i < SECTION_WORDS_MOST && scan_word(&word, text, &at); i++)
		classes |= scan_classes(maker->reading->words, word, maker->scratch);
	if (classes & WORD_BIT(WORD_ADVICE))
		return SECTION_ADVICE;
	if (block->kind == BLOCK_QUESTION)
		return SECTION_QUESTION;
	return classes & WORD_BIT(WORD_ADMINISTRATION) ? SECTION_FACTS : SECTION_PLAIN;
}

static bool has_gap(struct span text, const struct block *before, const struct block *block)
{
	size_t lines = 0;
	for (uint32_t at = before ? before->end : 0; at < block->start; at++)
		lines += text.at[at] == '\n';
	return !before || lines > 1;
}

static void begin_block(struct maker *maker, size_t index)
{
	const struct structure *structure = maker->reading->structure;
	const struct block *block = &structure->block[index];
	const uint16_t speaker = structure->block_speaker[index];
	struct unit_block *out = &maker->list->block[maker->list->blocks];
	*out = (struct unit_block){.index = (uint32_t)index,
				   .first = (uint32_t)maker->list->count,
				   .last = (uint32_t)maker->list->count,
				   .speaker = speaker,
				   .kind = block->kind};
	out->asker = speaker != SPEAKER_NONE && structure->speaker[speaker].interviewer;
	out->gap = has_gap(maker->reading->document->text, index > 0 ? block - 1 : NULL, block);
	const struct span text = span_of(maker->reading->document->text,
					 (struct range){block->content_start, block->end});
	const uint32_t last = scan_last_sign(text);
	out->asks = last == '?';
	out->open = last != '.' && last != '!' && last != '?' && last != 0x2026;
	out->quoted = scan_opens_quote(text);
	maker->in_quote = false;
	if (block->kind == BLOCK_HEADING || block->kind == BLOCK_QUESTION) {
		maker->section = section_of(maker, block);
		maker->since = 0;
	}
	out->section = maker->section;
	out->since = maker->since;
	if (maker->since < SINCE_MOST)
		maker->since++;
}

static void add_unit(struct maker *maker, const struct sentence *sentence)
{
	struct unit_list *list = maker->list;
	struct unit *unit = &list->item[list->count];
	struct unit_block *block = &list->block[list->blocks];
	measure(maker, unit, sentence);
	unit->block = (uint32_t)list->blocks;
	block->words += unit->words;
	for (size_t i = 0; i < WORD_CLASSES; i++)
		block->count[i] += unit->count[i];
	list->words_before[list->count + 1] = list->words_before[list->count] + unit->words;
	block->last = (uint32_t)++list->count;
}

static bool has_content(const struct unit *unit, uint32_t hash)
{
	for (size_t i = 0; i < unit->contents; i++)
		if (unit->content[i] == hash)
			return true;
	return false;
}

/* Whether one of the units [from, to) has the word. */
static bool have_content(const struct unit_list *list, size_t from, size_t to, uint32_t hash)
{
	while (from < to && !has_content(&list->item[from], hash))
		from++;
	return from < to;
}

/* Lexical cohesion at the gap before unit i (Hearst 1997), over WINDOW units on both sides. */
static uint8_t bridge_at(const struct unit_list *list, size_t i)
{
	const size_t from = i > WINDOW ? i - WINDOW : 0;
	const size_t to = i + WINDOW < list->count ? i + WINDOW : list->count;
	uint64_t bits = 0;
	uint8_t shared = 0;
	for (size_t a = from; a < i; a++)
		bits |= list->item[a].content_bits;
	for (size_t b = i; b < to; b++)
		for (size_t c = 0; c < list->item[b].contents; c++) {
			const uint32_t hash = list->item[b].content[c];
			if ((bits & unit_bit(hash)) && have_content(list, from, i, hash))
				add_one(&shared);
		}
	return shared;
}

/* A first word has its capital from there; it is a name if it has one elsewhere too. */
static void find_openings(const struct maker *maker)
{
	struct unit_list *list = maker->list;
	uint32_t last = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct unit *unit = &list->item[i];
		const uint32_t first = unit->contents > 0 ? unit->content[0] : 0;
		const bool opens = unit->first_classes == 0 && unit->opens_with_content &&
				   !(unit->signs & UNIT_LOWER) && first != 0 &&
				   maker->names[first & (NAME_SLOTS - 1)] == first;
		if (opens)
			unit->opening = last == 0       ? OPENING_NEW_NAME
					: first == last ? OPENING_SAME_NAME
							: OPENING_OTHER_NAME;
		if (opens)
			last = first;
		else if (unit->name != 0)
			last = unit->name;
		unit->bridge = bridge_at(list, i);
	}
}

static void tell_style(struct unit_list *list)
{
	size_t talk = 0;
	size_t notes = 0;
	size_t unstopped = 0;
	for (size_t i = 0; i < list->blocks; i++) {
		const uint8_t kind = list->block[i].kind;
		talk += list->block[i].speaker != SPEAKER_NONE && kind != BLOCK_LIST_ITEM;
		notes += kind == BLOCK_LIST_ITEM;
	}
	for (size_t i = 0; i < list->count; i++)
		unstopped += !(list->item[i].signs & UNIT_STOPS);
	if (talk * 100 >= list->blocks * SHARE_TALK)
		list->style = STYLE_TALK;
	else if (notes * 100 >= list->blocks * SHARE_NOTES)
		list->style = STYLE_NOTES;
	list->unpunctuated = unstopped * 100 >= list->count * SHARE_UNPUNCTUATED;
}

int unit_list_make(struct unit_list *out, const struct reading *reading, struct arena *scratch)
{
	const struct token_list *tokens = reading->tokens;
	const struct structure *structure = reading->structure;
	*out = (struct unit_list){.style = STYLE_PROSE};
	struct maker *maker = arena_calloc(scratch, 1, sizeof(*maker));
	out->item = arena_alloc(scratch, tokens->sentences * sizeof(*out->item));
	out->block = arena_alloc(scratch, structure->blocks * sizeof(*out->block));
	out->words_before =
		arena_calloc(scratch, tokens->sentences + 1, sizeof(*out->words_before));
	if (!maker || !out->item || !out->block || !out->words_before)
		return -1;
	*maker = (struct maker){.reading = reading, .scratch = scratch, .list = out};
	for (size_t i = 0; i < tokens->sentences;) {
		const uint32_t block = tokens->sentence[i].block;
		const bool part = takes_part(&structure->block[block]);
		if (part)
			begin_block(maker, block);
		for (; i < tokens->sentences && tokens->sentence[i].block == block; i++)
			if (part)
				add_unit(maker, &tokens->sentence[i]);
		out->blocks += part;
	}
	find_openings(maker);
	tell_style(out);
	return 0;
}
