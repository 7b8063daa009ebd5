#include "corpus/lines.h"

#include "corpus/builder.h"

enum {
	HEADING_MOST = 100,    /* bytes; a longer line is a sentence */
	CAPITALS_MOST = 80,    /* bytes of a heading in capitals */
	TOPLINE_MOST = 70,     /* bytes of a heading right on top of its paragraph */
	ALONE_MOST = 50,       /* bytes of a heading without a mark, between empty lines */
	LABEL_MOST = 80,       /* bytes of a speaker's label with what stands in brackets */
	LABEL_WORDS_MOST = 4,  /* `Van der Berg (inwoner):` and the like */
	GOES_ON_LEAST = 25,    /* bytes of a line that the next goes on with, in small letters */
	WRAP_LEAST = 40,       /* narrower text is a poem or a list */
	WRAP_MOST = 120,       /* longer lines come from an editor that does not wrap */
	RULE_LEAST = 3,        /* signs that make an underline */
	MARKER_DIGITS_MOST = 3 /* `2019. ` begins a sentence, not an item */
};

static bool blank_byte(char c)
{
	return c == ' ' || c == '\t';
}

static bool digit_byte(char c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_blanks(struct span text, size_t at)
{
	while (at < text.len && blank_byte(text.at[at]))
		at++;
	return at;
}

/* --- forms at the beginning of a line ------------------------------------------------------ */

static size_t digits(struct span text, size_t at)
{
	size_t n = 0;
	while (at + n < text.len && n < 4 && digit_byte(text.at[at + n]))
		n++;
	return n;
}

static size_t number_marker(struct span line)
{
	size_t at = digits(line, 0);
	if (at == 0 && line.len > 0 && line.at[0] >= 'a' && line.at[0] <= 'z')
		at = line.len > 1 && line.at[1] == ')' ? 1 : 0;
	if (at == 0 || at > MARKER_DIGITS_MOST || at >= line.len)
		return 0;
	return line.at[at] == '.' || line.at[at] == ')' ? at + 1 : 0;
}

static size_t bullet_marker(struct span line)
{
	static const char *const bullets[] = {"-", "*", "•", "–", "·",  "◦",
					      "▪", "‣", "●", "○", "o\t"};
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		const struct span bullet = span_from(bullets[i]);
		if (span_starts(line, bullet))
			return bullet.at[0] == 'o' ? 1 : bullet.len;
	}
	return 0;
}

size_t lines_marker(struct span line)
{
	size_t at = bullet_marker(line);
	if (at == 0)
		at = number_marker(line);
	if (at == 0 || at >= line.len || !blank_byte(line.at[at]))
		return 0;
	const size_t words = skip_blanks(line, at);
	return words < line.len ? words : 0;
}

/* `12:41` or `1:12:41` with an optional fraction; how many parts it has goes into *parts. */
static size_t clock(struct span line, size_t at, int64_t *time_ms, int *parts)
{
	const size_t begin = at;
	int64_t seconds = 0;
	for (*parts = 0; *parts < 3; ++*parts) {
		if (*parts > 0 && (at >= line.len || line.at[at] != ':'))
			break;
		const size_t first = *parts > 0 ? at + 1 : at;
		const size_t n = digits(line, first);
		if (n == 0 || n > 3)
			break;
		int64_t value = 0;
		for (size_t i = 0; i < n; i++)
			value = value * 10 + (line.at[first + i] - '0');
		seconds = seconds * 60 + value;
		at = first + n;
	}
	if (*parts < 2)
		return 0;
	*time_ms = seconds * 1000;
	if (at < line.len && (line.at[at] == '.' || line.at[at] == ',' || line.at[at] == '-')) {
		const size_t n = digits(line, at + 1);
		int64_t unit = 100;
		for (size_t i = 0; i < n; i++, unit /= 10)
			*time_ms += unit * (line.at[at + 1 + i] - '0');
		at = n > 0 ? at + 1 + n : at;
	}
	return at - begin;
}

size_t lines_time(struct span line, int64_t *time_ms)
{
	static const char opening[] = "[(#<";
	static const char closing[] = "])#>";
	int parts;
	if (line.len < 4)
		return 0;
	for (size_t i = 0; opening[i]; i++) {
		if (line.at[0] != opening[i])
			continue;
		const size_t at = skip_blanks(line, 1);
		const size_t n = clock(line, at, time_ms, &parts);
		const size_t end = skip_blanks(line, at + n);
		return n > 0 && end < line.len && line.at[end] == closing[i] ? end + 1 : 0;
	}
	const size_t n = clock(line, 0, time_ms, &parts);
	const bool ends = n == line.len || (n > 0 && blank_byte(line.at[n]));
	return parts == 3 && ends ? n : 0;
}

static size_t bracketed(struct span line, size_t at)
{
	size_t end = at;
	while (end < line.len && line.at[end] != ')' && line.at[end] != '\n')
		end++;
	return end < line.len && line.at[end] == ')' ? end + 1 - at : 0;
}

/* What may stand in a name outside brackets. */
static bool name_code(uint32_t code)
{
	return code_is_letter(code) || code_is_digit(code) || code == ' ' || code == '.' ||
	       code == '-' || code == '\'' || code == 0x2019 || code == '&' || code == '/' ||
	       code == '_';
}

static bool label_fits(struct span name, size_t words)
{
	size_t len;
	if (name.len == 0 || words == 0)
		return false;
	const uint32_t first = utf8_decode(name, 0, &len);
	if (code_is_upper(first))
		return words <= LABEL_WORDS_MOST;
	return code_is_letter(first) && words <= 2;
}

size_t lines_label(struct span line)
{
	int64_t time;
	const size_t begin = skip_blanks(line, lines_time(line, &time));
	size_t words = 0;
	size_t len;
	bool inside = false;
	const size_t most = line.len < begin + LABEL_MOST ? line.len : begin + LABEL_MOST;
	for (size_t at = begin; at < most; at += len) {
		const uint32_t code = utf8_decode(line, at, &len);
		if (code == ':') {
			const bool open = at + 1 < line.len && !blank_byte(line.at[at + 1]);
			const struct span name = {line.at + begin, at - begin};
			return !open && label_fits(name, words) ? at + 1 : 0;
		}
		if (code == '(' && words > 0) {
			len = bracketed(line, at);
			inside = false;
			if (len == 0)
				return 0;
			continue;
		}
		if (!name_code(code))
			return 0;
		if (code != ' ' && !inside)
			words++;
		inside = code != ' ';
	}
	return 0;
}

/* --- lines and their surroundings ---------------------------------------------------------- */

struct line {
	struct span text; /* without white space at its ends; empty for an empty line */
	size_t indent;    /* blanks before it */
};

struct cutter {
	struct builder *builder;
	const char *base;
	size_t end;
	bool soft;          /* line ends mean nothing by themselves */
	size_t width;       /* at which the text was wrapped; 0: it was not */
	struct line before; /* the line above, empty at the beginning */
	struct block *open; /* a block that the next line may continue, or NULL */
};

/* The line at `at`; *next is where the one after it begins. */
static struct line line_at(const struct cutter *cutter, size_t at, size_t *next)
{
	size_t end = at;
	while (end < cutter->end && cutter->base[end] != '\n')
		end++;
	*next = end < cutter->end ? end + 1 : end;
	const struct span whole = {cutter->base + at, end - at};
	struct line line = {.text = span_trim(whole)};
	if (line.text.len > 0)
		line.indent = (size_t)(line.text.at - whole.at);
	return line;
}

/* The first line at or behind `at` that is not empty. */
static struct line line_after(const struct cutter *cutter, size_t at)
{
	struct line line = {.indent = 0};
	while (at < cutter->end && line.text.len == 0)
		line = line_at(cutter, at, &at);
	return line;
}

static size_t wrap_width(const struct cutter *cutter, size_t start)
{
	size_t longest = 0;
	size_t next;
	for (size_t at = start; at < cutter->end; at = next) {
		const size_t len = line_at(cutter, at, &next).text.len;
		if (len > longest)
			longest = len;
		if (len > WRAP_MOST)
			return 0;
	}
	if (longest < WRAP_LEAST)
		return 0;
	size_t lines = 0;
	size_t nearly_full = 0;
	for (size_t at = start; at < cutter->end; at = next) {
		const size_t len = line_at(cutter, at, &next).text.len;
		lines += len > 0;
		nearly_full += len * 4 >= longest * 3;
	}
	return nearly_full >= 2 && nearly_full * 10 >= lines * 3 ? longest : 0;
}

static uint32_t first_code(struct span text)
{
	size_t len;
	return text.len > 0 ? utf8_decode(text, 0, &len) : 0;
}

static bool starts_lower(struct span text)
{
	const uint32_t code = first_code(text);
	return code_is_letter(code) && !code_is_upper(code);
}

static bool ends_sentence(struct span text)
{
	static const char *const ends[] = {".", "!", "?", "…", ":", ";", "\"",
					   "”", "’", "'", "»", ")", "]"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(text, span_from(ends[i])))
			return true;
	return false;
}

/* Whether the line above ended because the next word no longer fitted. */
static bool was_full(const struct cutter *cutter, struct span next)
{
	size_t word = 0;
	while (word < next.len && !blank_byte(next.at[word]))
		word++;
	return cutter->width > 0 && cutter->before.text.len + 1 + word > cutter->width;
}

/* --- headings ------------------------------------------------------------------------------ */

static size_t count_words(struct span text)
{
	size_t words = 0;
	for (size_t i = 0; i < text.len; i++)
		words += !blank_byte(text.at[i]) && (i == 0 || blank_byte(text.at[i - 1]));
	return words;
}

/* A line of nothing but the same sign: 0, or that sign. */
static char rule_sign(struct span line)
{
	if (line.len < RULE_LEAST)
		return 0;
	const char sign = line.at[0];
	if (sign != '=' && sign != '-' && sign != '_' && sign != '*' && sign != '~')
		return 0;
	for (size_t i = 1; i < line.len; i++)
		if (line.at[i] != sign && line.at[i] != ' ')
			return 0;
	return sign;
}

/* `2.1 ` or `3. ` before a title: its length, and in *depth how many numbers. */
static size_t section_number(struct span line, unsigned *depth)
{
	size_t at = 0;
	*depth = 0;
	while (*depth < 4) {
		const size_t n = digits(line, at);
		if (n == 0 || n > 2)
			break;
		at += n;
		++*depth;
		if (at >= line.len || line.at[at] != '.')
			break;
		at++;
	}
	const bool marked = *depth > 1 || (*depth == 1 && line.at[at - 1] == '.');
	if (!marked || at >= line.len || !blank_byte(line.at[at]))
		return 0;
	return skip_blanks(line, at);
}

size_t lines_section(struct span heading)
{
	unsigned depth;
	return section_number(heading, &depth);
}

static bool in_capitals(struct span line)
{
	size_t letters = 0;
	size_t len;
	bool brackets = false;
	if (line.len > CAPITALS_MOST || span_ends(line, SPAN(".")))
		return false;
	for (size_t at = 0; at < line.len; at += len) {
		const uint32_t code = utf8_decode(line, at, &len);
		brackets = code == '(' || (brackets && code != ')');
		if (brackets || !code_is_letter(code))
			continue;
		if (!code_is_upper(code))
			return false;
		letters++;
	}
	return letters >= 4;
}

static bool title_like(struct span line, size_t bytes, size_t words)
{
	const uint32_t first = first_code(line);
	return line.len <= bytes && count_words(line) <= words &&
	       (code_is_upper(first) || code_is_digit(first)) && !ends_sentence(line) &&
	       !span_ends(line, SPAN(",")) && lines_label(line) == 0;
}

/* What stands around a line decides whether it is a heading. */
struct around {
	bool top;         /* empty above */
	bool gap;         /* empty below */
	struct span next; /* the next line that is not empty */
};

static bool heads_paragraph(struct span line, const struct around *around)
{
	if (!around->top || around->next.len == 0)
		return false;
	if (around->gap)
		return title_like(line, ALONE_MOST, 6) && around->next.len > line.len &&
		       lines_label(around->next) == 0;
	return title_like(line, TOPLINE_MOST, 9) &&
	       (around->next.len >= 2 * line.len || lines_marker(around->next) > 0);
}

/* Heading level, or 0; *content is raised by what stands before the words. */
static unsigned heading_level(struct span line, const struct around *around, size_t *content)
{
	size_t hashes = 0;
	while (hashes < line.len && hashes < 6 && line.at[hashes] == '#')
		hashes++;
	if (hashes > 0 && hashes < line.len && blank_byte(line.at[hashes])) {
		*content = skip_blanks(line, hashes);
		return (unsigned)hashes;
	}
	if (line.len > HEADING_MOST || rule_sign(line))
		return 0;
	const char under = around->gap ? 0 : rule_sign(around->next);
	if (under == '=' || (under == '-' && !ends_sentence(line)))
		return under == '=' ? 1 : 2;
	unsigned depth;
	const size_t number = section_number(line, &depth);
	if (number > 0 && around->top && !span_ends(line, SPAN(".")) &&
	    !span_ends(line, SPAN(",")) && (around->gap || number_marker(around->next) == 0)) {
		*content = number;
		return depth + 1;
	}
	if (in_capitals(line) && lines_label(line) == 0 && (around->top || around->gap))
		return 2;
	return heads_paragraph(line, around) ? 3 : 0;
}

/* --- cutting ------------------------------------------------------------------------------- */

static struct block *add(struct cutter *cutter, struct span text, enum block_kind kind)
{
	const size_t start = (size_t)(text.at - cutter->base);
	cutter->open = NULL;
	return builder_block(cutter->builder, start, start + text.len, kind, 0);
}

/* Whether the line goes on with what the line above began. */
static bool continues(const struct cutter *cutter, const struct line *line, size_t marker)
{
	const struct span above = cutter->before.text;
	if (above.len == 0)
		return false;
	const bool full = was_full(cutter, line->text);
	if (marker > 0 || lines_label(line->text) > 0)
		return full && !ends_sentence(above) && !span_ends(above, SPAN(","));
	if (cutter->open->kind == BLOCK_LIST_ITEM && line->indent > cutter->before.indent)
		return true;
	return cutter->soft || full ||
	       (starts_lower(line->text) && above.len >= GOES_ON_LEAST && !ends_sentence(above));
}

static bool cut_special(struct cutter *cutter, const struct line *line, const struct around *around)
{
	int64_t time;
	size_t content = 0;
	if (rule_sign(line->text)) {
		add(cutter, line->text, BLOCK_FURNITURE);
	} else if (lines_time(line->text, &time) == line->text.len) {
		struct block *block = add(cutter, line->text, BLOCK_PARAGRAPH);
		if (block) {
			block->content_start = block->end;
			block->time_ms = time;
		}
	} else {
		const unsigned level = heading_level(line->text, around, &content);
		if (level == 0)
			return false;
		struct block *block = add(cutter, line->text, BLOCK_HEADING);
		if (block) {
			block->level = (uint8_t)level;
			block->content_start += (uint32_t)content;
		}
	}
	cutter->open = NULL;
	return true;
}

static void cut_line(struct cutter *cutter, const struct line *line, const struct around *around)
{
	const size_t marker = lines_marker(line->text);
	if (cutter->open && continues(cutter, line, marker)) {
		cutter->open->end = (uint32_t)(line->text.at + line->text.len - cutter->base);
		return;
	}
	if (cut_special(cutter, line, around))
		return;
	struct block *block = add(cutter, line->text, marker ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH);
	if (block && marker) {
		block->content_start += (uint32_t)marker;
		block->level = (uint8_t)(1 + (line->indent > 16 ? 16 : line->indent) / 4);
	}
	cutter->open = block;
}

void lines_cut(struct builder *builder, size_t start, size_t end, bool soft)
{
	struct cutter cutter = {
		.builder = builder, .base = builder->text, .end = end, .soft = soft};
	cutter.width = wrap_width(&cutter, start);
	size_t next;
	for (size_t at = start; at < end && builder->status == 0; at = next) {
		const struct line line = line_at(&cutter, at, &next);
		if (line.text.len > 0) {
			struct around around = {.top = cutter.before.text.len == 0, .gap = true};
			if (soft) {
				around.gap = next >= end;
			} else if (line.text.len <= HEADING_MOST) {
				size_t ignored;
				around.gap = next >= end ||
					     line_at(&cutter, next, &ignored).text.len == 0;
				around.next = line_after(&cutter, next).text;
			}
			cut_line(&cutter, &line, &around);
		} else {
			cutter.open = NULL;
		}
		cutter.before = line;
	}
}
