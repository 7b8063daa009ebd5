#include "corpus/plausible.h"

#include "corpus/text.h"

/* Points per character; the first range that holds it counts. Nothing below: IMPLAUSIBLE. */
enum { IMPLAUSIBLE = -20 };

static const struct {
	uint32_t first;
	uint32_t last;
	int points;
} values[] = {
	{0x0080, 0x009F, 8}, /* half of a deeper layer */
	{0x00A0, 0x00A0, 10},
	{0x00A1, 0x00BF, 12},
	{0x00C5, 0x00C6, 10}, /* Å Æ: Scandinavian, rare in our text */
	{0x00D0, 0x00D0, 6},
	{0x00D7, 0x00D7, 12},
	{0x00D8, 0x00D8, 10},
	{0x00DD, 0x00DE, 6},
	{0x00E5, 0x00E6, 10},
	{0x00F0, 0x00F0, 6},
	{0x00F7, 0x00F7, 6},
	{0x00F8, 0x00F8, 10},
	{0x00FD, 0x00FF, 10},
	{0x00C0, 0x00FF, 20}, /* the accented letters of Western Europe */
	{0x0108, 0x010B, 2},  /* Esperanto, Maltese, Sami, Welsh and dead letters */
	{0x011C, 0x011D, 2},
	{0x0120, 0x0121, 2},
	{0x0124, 0x0129, 2},
	{0x0132, 0x0135, 10},
	{0x0138, 0x0138, IMPLAUSIBLE},
	{0x013F, 0x0140, 2},
	{0x0149, 0x014B, 2},
	{0x0166, 0x0169, 2},
	{0x0174, 0x0177, 2},
	{0x017F, 0x017F, IMPLAUSIBLE},
	{0x0100, 0x017F, 15}, /* Central Europe, the Baltic, Turkey */
	{0x01A0, 0x01A1, 10},
	{0x01AF, 0x01B0, 10},
	{0x0218, 0x021B, 15},
	{0x02C6, 0x02DD, 4},
	{0x0300, 0x036F, 6},
	{0x0386, 0x03CE, 12}, /* Greek */
	{0x0401, 0x045F, 12}, /* Cyrillic */
	{0x05D0, 0x05EA, 12}, /* Hebrew */
	{0x060C, 0x060C, 12},
	{0x061F, 0x0652, 12}, /* Arabic */
	{0x0900, 0x0DFF, 15}, /* the scripts of India */
	{0x0E01, 0x0E5B, 15}, /* Thai */
	{0x1EA0, 0x1EF9, 15}, /* Vietnamese */
	{0x2002, 0x2044, 20}, /* dashes, quotation marks, ellipsis */
	{0x20AC, 0x20AC, 20},
	{0x2116, 0x2122, 20},
	{0x2190, 0x27BF, 15}, /* arrows, mathematics, boxes, dingbats */
	{0x2800, 0x2800, 10},
	{0x2B05, 0x2B55, 12},
	{0x3000, 0x30FF, 15},
	{0x4E00, 0x9FFF, 15},
	{0xAC00, 0xD7A3, 15},
	{0xFB00, 0xFB04, 15},
	{0xFE0F, 0xFE0F, 12},
	{0xFF01, 0xFF5E, 15},
	{0xFFFD, 0xFFFD, 20},
	{0x1F000, 0x1FAFF, 20},
};

static int value(uint32_t code)
{
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (code >= values[i].first && code <= values[i].last)
			return values[i].points;
	return IMPLAUSIBLE;
}

bool plausible_in_runs(uint32_t code)
{
	return (code >= 0x0400 && code < 0x0700) || (code >= 0x0900 && code < 0x0E60);
}

bool plausible_typographic(uint32_t code)
{
	return code >= 0x2010 && code <= 0x2044;
}

/* What is lost when the characters that stand there go: letters and closing signs may be right. */
static int worth(const struct plausible_context *context)
{
	const uint32_t last = context->codes[context->count - 1];
	if (last == 0xA0)
		return 6;
	if (last == 0x2026 || last == 0x2019 || last == 0x201D || last == 0xAE || last == 0x2122)
		return context->count > 2 ? 2 : 8;
	size_t letters = 0;
	for (size_t i = 0; i < context->count; i++)
		letters += code_is_letter(context->codes[i]);
	if (letters == context->count)
		return context->count == 2 ? 8 : 24;
	return 0;
}

/* A sign that is no letter in the middle of a word, or standing all by itself. */
static int out_of_place(const struct plausible_context *context)
{
	const bool before = code_is_letter(context->before);
	const bool after = code_is_letter(context->after);
	if (code_is_letter(context->codes[0]))
		return before ? 3 : 0;
	if (before || after || context->after >= 0x80 || context->before >= 0x80)
		return 10;
	return context->count == 2 ? -10 : 0;
}

/* A small letter amid capitals: `MģM` is written by nobody. */
static int case_break(uint32_t code, const struct plausible_context *context)
{
	if (!code_is_letter(code) || code >= 0x250 || code_is_upper(code))
		return 0;
	return code_is_upper(context->before) && code_is_upper(context->after) ? -10 : 0;
}

int plausible_gain(uint32_t code, const struct plausible_context *context)
{
	int points = value(code);
	if (code < 0xA0 && !context->controls)
		points = IMPLAUSIBLE;
	if (points < 0)
		return points;
	points += context->count > 2 ? 8 : 0;
	return points + out_of_place(context) + case_break(code, context) - worth(context);
}
