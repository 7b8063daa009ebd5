#include "corpus/pdf_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/lines.h"

enum {
	SIZES = 400,       /* half points; larger letters count as the largest */
	HEADING_LINES = 3, /* of a heading, at most */
	HEADING_BYTES = 200,
	WORD_MOST = 80, /* bytes of a word with a hyphen in it */
};

static const double HEADING_RATIO = 1.12; /* a heading's letters to those of the text */
static const double GAP_RATIO = 1.35;     /* a paragraph's distance to that of lines */

static size_t slot(double size)
{
	const double half = size * 2 + 0.5;
	return half < 0 ? 0 : half >= SIZES ? SIZES - 1 : (size_t)half;
}

/* --- what the running text looks like ------------------------------------------------------ */

static void measure_sizes(struct pdf_style *style, const struct pdf_lines *lines)
{
	size_t letters[SIZES] = {0};
	size_t bold = 0;
	size_t best = 0;
	for (size_t i = 0; i < lines->count; i++)
		if (!lines->line[i].furniture)
			letters[slot(lines->line[i].size)] += lines->line[i].text.len;
	for (size_t i = 1; i < SIZES; i++)
		if (letters[i] > letters[best])
			best = i;
	style->size = (double)best / 2;
	for (size_t i = 0; i < lines->count; i++)
		if (slot(lines->line[i].size) == best && lines->line[i].bold)
			bold += lines->line[i].text.len;
	style->bold = bold * 2 > letters[best];
	size_t headings = 0;
	for (size_t i = SIZES - 1; i > best && headings < PDF_HEADINGS_MOST; i--)
		if (letters[i] > 0 && (double)i / 2 >= style->size * HEADING_RATIO)
			style->heading[headings++] = (double)i / 2;
}

static int by_value(const void *left, const void *right)
{
	const double a = *(const double *)left;
	const double b = *(const double *)right;
	return (a > b) - (a < b);
}

/* The distance between lines is small and comes often; a low quantile finds it. */
static int measure_pitch(struct pdf_style *style, const struct pdf_lines *lines,
			 struct arena *arena)
{
	double *distance = arena_alloc(arena, (lines->count + 1) * sizeof *distance);
	size_t count = 0;
	if (!distance)
		return ERROR_MEMORY;
	for (size_t i = 1; i < lines->count; i++) {
		const struct pdf_line *above = &lines->line[i - 1];
		const struct pdf_line *line = &lines->line[i];
		const double step = line->bottom - above->bottom;
		if (line->page == above->page && slot(line->size) == slot(style->size) &&
		    slot(above->size) == slot(style->size) && step > 0.5 * style->size &&
		    step < 4 * style->size)
			distance[count++] = step;
	}
	qsort(distance, count, sizeof *distance, by_value);
	style->pitch = count > 0 ? distance[count * 3 / 10] : 1.3 * style->size;
	return 0;
}

static int gather_text(struct pdf_style *style, const struct pdf_lines *lines, struct arena *arena)
{
	size_t bytes = 0;
	for (size_t i = 0; i < lines->count; i++)
		bytes += lines->line[i].text.len + 1;
	char *all = arena_alloc(arena, bytes);
	if (!all)
		return ERROR_MEMORY;
	style->all = (struct span){all, bytes};
	for (size_t i = 0; i < lines->count; i++) {
		memcpy(all, lines->line[i].text.at, lines->line[i].text.len);
		all += lines->line[i].text.len;
		*all++ = '\n';
	}
	return 0;
}

int pdf_style_measure(struct pdf_style *style, const struct pdf_lines *lines, struct arena *arena)
{
	measure_sizes(style, lines);
	if (measure_pitch(style, lines, arena) != 0)
		return ERROR_MEMORY;
	return gather_text(style, lines, arena);
}

bool pdf_gap(const struct pdf_style *style, const struct pdf_line *above,
	     const struct pdf_line *line)
{
	const double step = line->bottom - above->bottom;
	const double usual =
		style->size > 0 ? style->pitch * line->size / style->size : style->pitch;
	return step > usual * GAP_RATIO;
}

unsigned pdf_heading_level(const struct pdf_style *style, double size, bool bold, size_t lines,
			   size_t bytes, struct span text)
{
	text = span_trim(text);
	if (lines > HEADING_LINES || bytes > HEADING_BYTES || lines_marker(text) > bytes)
		return 0;
	if (size >= style->size * HEADING_RATIO) {
		unsigned level = 1;
		for (int i = 0; i < PDF_HEADINGS_MOST && style->heading[i] > size + 0.3; i++)
			level++;
		return level > 6 ? 6 : level;
	}
	const bool alone = bold && !style->bold && lines <= 2 && size >= style->size * 0.95;
	return alone && !span_ends(text, SPAN(".")) && !span_ends(text, SPAN(",")) &&
			       lines_label(text) == 0
		       ? 3
		       : 0;
}

/* --- joining lines ------------------------------------------------------------------------- */

static size_t hyphen_length(struct span text)
{
	if (span_ends(text, SPAN("-")))
		return 1;
	if (span_ends(text, SPAN("\xE2\x80\x90")))
		return 3;
	return span_ends(text, SPAN("\xC2\xAD")) ? 2 : 0;
}

static size_t first_word(struct span text)
{
	size_t len = 0;
	while (len < text.len && (unsigned char)text.at[len] > ' ')
		len++;
	return len;
}

/* `in- en uitgang`: the hyphen stands for what follows later. */
static bool is_suspended(struct span next)
{
	static const char *const words[] = {"en", "of", "and", "or", "noch", "tot", "dan", "als"};
	const struct span word = {next.at, first_word(next)};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equal(word, span_from(words[i])))
			return true;
	return false;
}

/* Whether the two halves with a hyphen between them stand somewhere within a line. */
static bool has_hyphen_elsewhere(const struct pdf_style *style, struct span left, struct span right)
{
	char word[WORD_MOST];
	if (left.len + 1 + right.len > sizeof word)
		return false;
	memcpy(word, left.at, left.len);
	word[left.len] = '-';
	memcpy(word + left.len + 1, right.at, right.len);
	return memmem(style->all.at, style->all.len, word, left.len + 1 + right.len) != NULL;
}

static bool breaks_word(const struct pdf_style *style, struct span before, size_t hyphen,
			struct span next)
{
	size_t len;
	const struct span stem = {before.at, before.len - hyphen};
	size_t start = stem.len;
	while (start > 0 && (unsigned char)stem.at[start - 1] > ' ')
		start--;
	const struct span left = {stem.at + start, stem.len - start};
	const uint32_t first = utf8_decode(next, 0, &len);
	if (left.len < 2 || !code_is_letter(first) || code_is_upper(first))
		return false;
	size_t letters = 0;
	while (letters < next.len) {
		if (!code_is_letter(utf8_decode(next, letters, &len)))
			break;
		letters += len;
	}
	const char last = left.at[left.len - 1];
	if ((last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z'))
		return false;
	return !has_hyphen_elsewhere(style, left, (struct span){next.at, letters});
}

/* Ligatures are signs of a font and not letters; bullets become what they are elsewhere. */
static void add_signs(struct builder *builder, bool first, struct span line)
{
	static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
	static const char *const bullets[] = {"•",           "●", "▪", "◦", "○", "\xEF\x82\xB7",
					      "\xEF\x82\xA7"};
	size_t from = 0;
	for (size_t i = 0; first && i < sizeof bullets / sizeof *bullets; i++) {
		const struct span bullet = span_from(bullets[i]);
		if (!span_starts(line, bullet))
			continue;
		builder_add(builder, SPAN("- "));
		line = span_trim((struct span){line.at + bullet.len, line.len - bullet.len});
		break;
	}
	for (size_t at = 0; at + 2 < line.len; at++) {
		if (memcmp(line.at + at, "\xEF\xAC", 2) != 0 ||
		    (unsigned char)line.at[at + 2] > 0x86)
			continue;
		builder_add(builder, (struct span){line.at + from, at - from});
		builder_add(builder, span_from(ligatures[(unsigned char)line.at[at + 2] - 0x80]));
		from = at + 3;
	}
	builder_add(builder, (struct span){line.at + from, line.len - from});
}

void pdf_join(struct builder *builder, const struct pdf_style *style, bool first, struct span line)
{
	const struct span before = {builder->text + builder->piece, builder->len - builder->piece};
	if (!first && builder->status == 0 && before.len > 0) {
		const size_t hyphen = hyphen_length(before);
		const bool suspended = hyphen > 0 && is_suspended(line);
		if (hyphen > 0 && !suspended && breaks_word(style, before, hyphen, line))
			builder->len -= hyphen;
		else if (hyphen == 0 || suspended || before.len < 2 ||
			 before.at[before.len - hyphen - 1] == ' ')
			builder_add(builder, SPAN(" "));
	}
	add_signs(builder, first, line);
}
