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

static char *grow(struct emitter *to, size_t more)
{
	if (to->failed ||
	    arena_grow(to->arena, &to->at, &to->capacity, to->len, to->len + more, 1) < 0) {
		to->failed = true;
		return NULL;
	}
	return to->at + to->len;
}

/* Where so many bytes can be written; NULL: no memory. */
static inline char *room(struct emitter *to, size_t more)
{
	return to->len + more <= to->capacity ? to->at + to->len : grow(to, more);
}

/* As a value has what comes before it: room for a comma more. */
static inline char *room_for_value(struct emitter *to, size_t more)
{
	char *at = room(to, more + 1);
	if (at && to->comma) {
		*at++ = ',';
		to->len++;
	}
	to->comma = true;
	return at;
}

static inline void put(struct emitter *to, const char *bytes, size_t len)
{
	char *at = room(to, len);
	if (!at)
		return;
	memcpy(at, bytes, len);
	to->len += len;
}

static inline void put_value(struct emitter *to, const char *bytes, size_t len)
{
	char *at = room_for_value(to, len);
	if (!at)
		return;
	memcpy(at, bytes, len);
	to->len += len;
}

void emit_open(struct emitter *to, char bracket)
{
	put_value(to, &bracket, 1);
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

static bool is_plain(char byte)
{
	const unsigned char c = (unsigned char)byte;
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* The same of eight bytes at a time: a byte with the highest bit in `under` that has none in the
 * word itself was below what was taken away, one of the others was zero. */
static bool are_plain(const char bytes[static 8])
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	const uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
	const uint64_t delete = word ^ ones * 0x7F;
	const uint64_t under = ((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) |
			       ((slash - ones) & ~slash) | ((delete - ones) & ~delete);
	return (under & ones * 0x80) == 0;
}

/* In pieces, so that the worst case of a long text need not be set aside. */
static void put_escaped(struct emitter *to, struct span piece)
{
	char *at = room(to, piece.len * 6);
	if (!at)
		return;
	size_t n = 0;
	for (size_t i = 0; i < piece.len;) {
		if (piece.len - i >= 8 && are_plain(piece.at + i)) {
			memcpy(at + n, piece.at + i, 8);
			n += 8;
			i += 8;
		} else if (is_plain(piece.at[i])) {
			at[n++] = piece.at[i++];
		} else {
			n += escape(at + n, (unsigned char)piece.at[i++]);
		}
	}
	to->len += n;
}

void emit_span(struct emitter *to, struct span value)
{
	enum { PIECE = 4096 };
	put_value(to, "\"", 1);
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

/* Writes the decimal digits of the value, at least `least` of them, so that they end at `end`;
 * returns where they begin. A run writes tens of these per sentence, and printf takes ten times as
 * long. */
static char *digits_before(char *end, uint64_t value, int least)
{
	char *at = end;
	for (; value > UINT32_MAX; value /= 10)
		*--at = (char)('0' + value % 10);
	for (uint32_t rest = (uint32_t)value; rest > 0 || end - at < least; rest /= 10)
		*--at = (char)('0' + rest % 10);
	return at;
}

void emit_number(struct emitter *to, int64_t value)
{
	char text[24];
	char *const end = text + sizeof text;
	const bool negative = value < 0;
	char *at = digits_before(end, negative ? 0 - (uint64_t)value : (uint64_t)value, 1);
	if (negative)
		*--at = '-';
	put_value(to, at, (size_t)(end - at));
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
	char text[REAL_TEXT];
	char *const end = text + sizeof text;
	char *at = end;
	if (decimals > 0) {
		at = digits_before(at, size % unit, decimals);
		*--at = '.';
	}
	at = digits_before(at, size / unit, 1);
	if (scaled < 0)
		*--at = '-';
	const size_t len = (size_t)(end - at);
	memcpy(out, at, len);
	out[len] = '\0';
	return len;
}

void emit_real(struct emitter *to, double value, int decimals)
{
	char text[REAL_TEXT];
	put_value(to, text, real_text(text, value, decimals));
}

void emit_flag(struct emitter *to, bool value)
{
	if (value)
		put_value(to, "true", 4);
	else
		put_value(to, "false", 5);
}

void emit_null(struct emitter *to)
{
	put_value(to, "null", 4);
}

void emit_raw(struct emitter *to, struct span value)
{
	put_value(to, value.at, value.len);
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
