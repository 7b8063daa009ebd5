#include "pipeline/emit.h"

#include <math.h>
#include <string.h>

#include "corpus/arena.h"

void emit_init(struct emitter *to, struct arena *arena)
{
	*to = (struct emitter){.arena = arena};
}

void emit_clear(struct emitter *to)
{
	to->len = 0;
	to->comma = false;
}

struct span emit_text(const struct emitter *to)
{
	return (struct span){to->at ? to->at : "", to->len};
}

static char *room(struct emitter *to, size_t more)
{
	if (to->len + more <= to->capacity)
		return to->at + to->len;
	if (to->failed ||
	    arena_grow(to->arena, &to->at, &to->capacity, to->len, to->len + more, 1) < 0) {
		to->failed = true;
		return NULL;
	}
	return to->at + to->len;
}

static void put(struct emitter *to, const char *bytes, size_t len)
{
	char *at = room(to, len);
	if (!at)
		return;
	memcpy(at, bytes, len);
	to->len += len;
}

static void before_value(struct emitter *to)
{
	if (to->comma)
		put(to, ",", 1);
	to->comma = true;
}

void emit_open(struct emitter *to, char bracket)
{
	before_value(to);
	put(to, &bracket, 1);
	to->comma = false;
}

void emit_close(struct emitter *to, char bracket)
{
	put(to, &bracket, 1);
	to->comma = true;
}

void emit_key(struct emitter *to, const char *key)
{
	emit_string(to, key);
	put(to, ":", 1);
	to->comma = false;
}

static size_t escape(char out[static 6], unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
	const char *at = memchr(from, c, sizeof from - 1);
	out[0] = '\\';
	if (at) {
		out[1] = to[at - from];
		return 2;
	}
	memcpy(out + 1, "u00", 3);
	out[4] = hex[c >> 4];
	out[5] = hex[c & 15];
	return 6;
}

/* In pieces, so that the worst case of a long text need not be set aside. */
static void put_escaped(struct emitter *to, struct span piece)
{
	char *at = room(to, piece.len * 6);
	if (!at)
		return;
	size_t n = 0;
	for (size_t i = 0; i < piece.len; i++) {
		const unsigned char c = (unsigned char)piece.at[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			at[n++] = (char)c;
		else
			n += escape(at + n, c);
	}
	to->len += n;
}

void emit_span(struct emitter *to, struct span value)
{
	enum { PIECE = 4096 };
	before_value(to);
	put(to, "\"", 1);
	for (size_t i = 0; i < value.len; i += PIECE) {
		const size_t len = value.len - i < PIECE ? value.len - i : PIECE;
		put_escaped(to, (struct span){value.at + i, len});
	}
	put(to, "\"", 1);
}

void emit_string(struct emitter *to, const char *value)
{
	if (value)
		emit_span(to, span_from(value));
	else
		emit_null(to);
}

/* The decimal digits of the value, at least `least` of them; returns how many. A run writes tens of
 * these per sentence, and printf takes ten times as long. */
static size_t put_digits(char *out, uint64_t value, int least)
{
	char reversed[24];
	size_t n = 0;
	for (; value > 0 || n < (size_t)least; value /= 10)
		reversed[n++] = (char)('0' + value % 10);
	for (size_t i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	return n;
}

void emit_number(struct emitter *to, int64_t value)
{
	char text[24] = "-";
	const bool negative = value < 0;
	const uint64_t size = negative ? 0 - (uint64_t)value : (uint64_t)value;
	const size_t len = negative + put_digits(text + negative, size, 1);
	before_value(to);
	put(to, text, len);
}

size_t real_text(char out[static REAL_TEXT], double value, int decimals)
{
	static const int64_t power[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
	const double most = 9e11;
	if (!isfinite(value))
		value = 0;
	value = fmax(-most, fmin(most, value));
	const int64_t scaled = (int64_t)llround(value * (double)power[decimals]);
	const uint64_t size = (uint64_t)(scaled < 0 ? -scaled : scaled);
	const uint64_t unit = (uint64_t)power[decimals];
	size_t len = 0;
	if (scaled < 0)
		out[len++] = '-';
	len += put_digits(out + len, size / unit, 1);
	if (decimals > 0) {
		out[len++] = '.';
		len += put_digits(out + len, size % unit, decimals);
	}
	out[len] = '\0';
	return len;
}

void emit_real(struct emitter *to, double value, int decimals)
{
	char text[REAL_TEXT];
	const size_t len = real_text(text, value, decimals);
	before_value(to);
	put(to, text, len);
}

void emit_flag(struct emitter *to, bool value)
{
	before_value(to);
	if (value)
		put(to, "true", 4);
	else
		put(to, "false", 5);
}

void emit_null(struct emitter *to)
{
	before_value(to);
	put(to, "null", 4);
}

void emit_raw(struct emitter *to, struct span value)
{
	before_value(to);
	put(to, value.at, value.len);
}

void emit_newline(struct emitter *to)
{
	put(to, "\n", 1);
	to->comma = false;
}

void emit_field(struct emitter *to, const char *key, struct span value)
{
	emit_key(to, key);
	emit_span(to, value);
}

void emit_field_number(struct emitter *to, const char *key, int64_t value)
{
	emit_key(to, key);
	emit_number(to, value);
}

void emit_field_open(struct emitter *to, const char *key, char bracket)
{
	emit_key(to, key);
	emit_open(to, bracket);
}
