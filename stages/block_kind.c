#include "stages/block_kind.h"

#include <string.h>

#include "lexicons/word_class.h"
#include "stages/aside.h"
#include "stages/label.h"
#include "stages/scan.h"

enum {
	QUESTION_WORDS_MOST = 45, /* a longer paragraph that ends in a question tells something */
	HEADING_WORDS_MOST = 10,
	FURNITURE_WORDS_MOST = 16,
	LEAD_WORDS_MOST = 4,       /* `adviezen`, right above a list */
	QUESTION_BYTES_MOST = 400, /* bytes of as many words and more: spare the counting */
	HEADING_BYTES_MOST = 140,
	FURNITURE_BYTES_MOST = 200,
	CRUMBS_LEAST = 2, /* signs between the parts of a menu in one line */
};

static struct span content_of(const struct block_context *context, const struct block *block)
{
	return span_of(context->text, (struct range){block->content_start, block->end});
}

static bool asks(const struct block_context *context, size_t i)
{
	const struct block *block = &context->block[i];
	struct span text = content_of(context, block);
	uint16_t who = context->block_speaker[i];
	if (scan_last_sign(text) != '?' || scan_count(text) > QUESTION_WORDS_MOST)
		return false;
	if (who != SPEAKER_NONE)
		return context->speaker[who].interviewer;
	return !scan_opens_quote(text);
}

/* `Vraag 1. Hoe kennen jullie elkaar`: a label of questions and a number. */
static bool numbered_question(const struct block_context *context, struct span text)
{
	size_t at = 0;
	struct span word;
	size_t len;
	if (text.len > QUESTION_BYTES_MOST || !scan_word(&word, text, &at) ||
	    !(scan_classes(context->words, word, context->scratch) & WORD_BIT(WORD_QUESTION)))
		return false;
	return scan_word(&word, text, &at) && code_is_digit(utf8_decode(word, 0, &len)) &&
	       scan_count(text) <= QUESTION_WORDS_MOST;
}

static bool all_upper(struct span text)
{
	size_t letters = 0;
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(text, at, &len);
		if (!code_is_letter(code))
			continue;
		if (!code_is_upper(code))
			return false;
		letters++;
	}
	return letters > 1;
}

/* A short line without a full stop that stands above something longer. */
static bool heads(const struct block_context *context, size_t i)
{
	const struct block *block = &context->block[i];
	struct span text = content_of(context, block);
	if (text.len > HEADING_BYTES_MOST)
		return false;
	const size_t count = scan_count(text);
	size_t len;
	if (count == 0 || count > HEADING_WORDS_MOST || i + 1 >= context->blocks ||
	    memchr(text.at, '\n', text.len))
		return false;
	if (all_upper(text))
		return true;
	const uint32_t first = utf8_decode(text, 0, &len);
	const uint32_t last = scan_last_sign(text);
	const struct block *next = &context->block[i + 1];
	if (count <= LEAD_WORDS_MOST && next->kind == BLOCK_LIST_ITEM && last != '.' && last != '?')
		return true;
	if (!code_is_upper(first) && !code_is_digit(first))
		return false;
	if (last == '.' || last == '!' || last == '?' || last == 0x2026 || last == ',' ||
	    last == ';')
		return false;
	return next->kind != BLOCK_HEADING &&
	       (last == ':' || next->end - next->start > 2 * (block->end - block->start) ||
		next->kind == BLOCK_LIST_ITEM || next->kind == BLOCK_TURN);
}

static bool is_crumb(uint32_t code)
{
	return code == '|' || code == '>' || code == 0x203A || code == 0xBB || code == 0xB7 ||
	       code == 0x2022 || code == '/';
}

/* A menu in one line (`Home > Nieuws > Wijken`), a cookie line, a row of buttons. */
static bool furnishes(const struct block_context *context, struct span text)
{
	size_t at = 0;
	size_t words = 0;
	size_t known = 0;
	struct span word;
	if (text.len > FURNITURE_BYTES_MOST)
		return false;
	while (words <= FURNITURE_WORDS_MOST && scan_word(&word, text, &at)) {
		words++;
		known += (scan_classes(context->words, word, context->scratch) &
			  WORD_BIT(WORD_FURNITURE)) != 0;
	}
	if (words > FURNITURE_WORDS_MOST)
		return false;
	size_t crumbs = 0;
	size_t len;
	for (at = 0; at < text.len; at += len)
		crumbs += is_crumb(utf8_decode(text, at, &len)) && at > 0 && text.at[at - 1] == ' ';
	const uint32_t last = scan_last_sign(text);
	const bool sentence = last == '.' || last == '!';
	return words == 0 || (crumbs >= CRUMBS_LEAST && !sentence) || known * 2 > words ||
	       (!sentence && known * 2 == words);
}

/* Nothing but asides: `(gelach)`, `[00:12:41]`. */
static bool only_aside(const struct block_context *context, const struct block *block)
{
	uint32_t at = block->content_start;
	while (at < block->end) {
		struct span rest = span_of(context->text, (struct range){at, block->end});
		struct span trimmed = span_trim(rest);
		size_t len = aside_length(trimmed, context->words, context->scratch);
		if (trimmed.len > 0 && len == 0)
			return false;
		at += (uint32_t)(rest.len - trimmed.len + len);
	}
	return true;
}

static bool captions(const struct block_context *context, const struct block *block)
{
	static const char *const begin[] = {"Foto:", "Foto ",
					    "Beeld:", "Fotografie:", "Illustratie:"};
	struct span text = content_of(context, block);
	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++)
		if (span_starts(text, span_from(begin[i])))
			return scan_count(text) <= HEADING_WORDS_MOST * 2;
	return false;
}

/* A line of legends: `W = Wim, E = Esra`. */
static bool explains(struct span text)
{
	size_t at = 0;
	struct legend legend;
	return text.len <= QUESTION_BYTES_MOST && label_legend(&legend, text, &at) &&
	       legend.code.at == text.at;
}

static uint8_t kind_of(const struct block_context *context, size_t i)
{
	const struct block *block = &context->block[i];
	struct span text = content_of(context, block);
	if (block->kind == BLOCK_METADATA || block->kind == BLOCK_STORY ||
	    block->kind == BLOCK_FURNITURE || block->kind == BLOCK_CAPTION)
		return block->kind;
	if (only_aside(context, block))
		return BLOCK_FURNITURE;
	if (asks(context, i) || numbered_question(context, text))
		return BLOCK_QUESTION;
	if (block->kind == BLOCK_TURN || context->block_speaker[i] != SPEAKER_NONE)
		return block->kind;
	if (furnishes(context, text))
		return BLOCK_FURNITURE;
	if (block->kind != BLOCK_PARAGRAPH)
		return block->kind;
	if (captions(context, block))
		return BLOCK_CAPTION;
	if (explains(text))
		return BLOCK_METADATA;
	return heads(context, i) ? BLOCK_HEADING : block->kind;
}

void block_kinds(const struct block_context *context)
{
	for (size_t i = 0; i < context->blocks; i++)
		context->block[i].kind = kind_of(context, i);
}
