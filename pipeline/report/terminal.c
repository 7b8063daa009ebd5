#include "pipeline/report/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "pipeline/emit.h"
#include "pipeline/report/number.h"

/* Nothing that steers a terminal gets through. */
static uint32_t shown_code(struct span text, size_t at, size_t *len)
{
	const uint32_t code = utf8_decode(text, at, len);
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFD ? '?' : code;
}

static size_t columns_of(uint32_t code)
{
	const int columns = utf8proc_charwidth((utf8proc_int32_t)code);
	return columns > 0 ? (size_t)columns : 0;
}

size_t terminal_columns(struct span text)
{
	size_t columns = 0, len;
	for (size_t at = 0; at < text.len; at += len)
		columns += columns_of(shown_code(text, at, &len));
	return columns;
}

static void put_code(FILE *to, uint32_t code)
{
	char bytes[4];
	(void)fwrite(bytes, 1, utf8_encode(code, bytes), to);
}

void terminal_spaces(FILE *to, size_t count)
{
	while (count-- > 0)
		(void)fputc(' ', to);
}

void terminal_cut(FILE *to, struct span text, size_t width)
{
	const bool cut = terminal_columns(text) > width;
	size_t room = cut ? width - 1 : width, len;
	for (size_t at = 0; at < text.len; at += len) {
		const uint32_t code = shown_code(text, at, &len);
		if (columns_of(code) > room)
			break;
		room -= columns_of(code);
		put_code(to, code);
	}
	if (cut)
		put_code(to, 0x2026);
	terminal_spaces(to, room);
}

void terminal_right(FILE *to, struct span text, size_t width)
{
	const size_t columns = terminal_columns(text);
	if (columns >= width) {
		(void)fputc(' ', to);
		terminal_cut(to, text, width - 1);
		return;
	}
	terminal_spaces(to, width - columns);
	terminal_cut(to, text, columns);
}

void terminal_head(FILE *to, struct span text, size_t width)
{
	size_t fits = 0, columns = 0, len;
	while (fits < text.len) {
		columns += columns_of(shown_code(text, fits, &len));
		if (columns >= width)
			break;
		fits += len;
	}
	terminal_right(to, (struct span){text.at, fits}, width);
}

void terminal_number(FILE *to, uint64_t value, size_t width)
{
	(void)fprintf(to, "%*llu", (int)width, (unsigned long long)value);
}

void terminal_real(FILE *to, double value, int decimals, size_t width)
{
	char text[REAL_TEXT];
	terminal_right(to, number_text(text, value, decimals), width);
}

void terminal_wrapped(FILE *to, struct span text, size_t indent, size_t width)
{
	size_t column = 0, len;
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.at[end] != ' ')
			end++;
		const struct span word = {text.at + at, end - at};
		const size_t columns = terminal_columns(word);
		if (column == 0 || column + 1 + columns > width) {
			(void)fputs(column > 0 ? "\n" : "", to);
			terminal_spaces(to, indent);
			column = indent;
		} else {
			(void)fputc(' ', to);
			column++;
		}
		for (size_t i = 0; i < word.len; i += len)
			put_code(to, shown_code(word, i, &len));
		column += columns;
		at = end + (end < text.len);
	}
	(void)fputc('\n', to);
}

enum { WIDTH_USUAL = 80, WIDTH_MOST = 200 }; /* a wider table has rows nobody can follow */

size_t terminal_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0)
		return WIDTH_USUAL;
	return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
}
