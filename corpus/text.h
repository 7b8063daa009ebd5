/*
 * text.h - pieces of UTF-8 text.
 *
 * A span is a view: pointer and length in bytes, not NUL-terminated, owned by
 * whoever owns the bytes. A range is a half-open pair of byte offsets into a
 * text. Text inside the program is always valid UTF-8 in NFC with LF line
 * ends (encoding.h makes it so); functions that accept other bytes say so.
 */
#ifndef CORPUS_TEXT_H
#define CORPUS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct span {
	const char *at;
	size_t len;
};

struct range {
	uint32_t start;
	uint32_t end;
};

/* A text is at most this long, so that an offset fits 32 bits. Longer files are cut into parts. */
#define TEXT_LIMIT ((size_t)UINT32_MAX - 1)

#define SPAN(literal) ((struct span){.at = (literal), .len = sizeof(literal) - 1})

static inline struct span span_of(struct span text, struct range range)
{
	return (struct span){.at = text.at + range.start, .len = range.end - range.start};
}

struct span span_from(const char *nul_terminated); /* NULL gives an empty span */
bool span_equal(struct span a, struct span b);
bool span_starts(struct span text, struct span prefix);
bool span_ends(struct span text, struct span suffix);
/* Order of bytes, which for UTF-8 is the order of code points; as strcmp. */
int span_compare(struct span a, struct span b);
/* The same bytes in the arena, with a NUL behind them; `out` may be where `text` stands. Returns 0,
 * or -1 with an empty span when memory is out. */
int span_keep(struct span *out, struct span text, struct arena *keep);
/* Without white space (Unicode White_Space) at both ends. */
struct span span_trim(struct span text);

/*
 * The code point at byte `at` of valid UTF-8, and in *len its bytes (1 to 4).
 * On a malformed sequence: U+FFFD with *len 1, so that any bytes can be walked.
 * `at` must be less than text.len.
 */
uint32_t utf8_decode(struct span text, size_t at, size_t *len);

/* Writes 1 to 4 bytes; returns how many. `code` is a Unicode scalar value. */
size_t utf8_encode(uint32_t code, char out[4]);

/* The first byte at or behind `at` that is not ASCII, or text.len. */
size_t utf8_skip_ascii(struct span text, size_t at);

/* Whether all of it is valid UTF-8 (RFC 3629: no surrogates, nothing overlong). */
bool utf8_valid(struct span text);

/* Number of code points in valid UTF-8. */
size_t utf8_count(struct span text);

/* NFC of valid UTF-8, in `keep` where it differs, else the text itself.
 * Returns 0, or a negative number when memory is out. */
int text_nfc(struct span *out, struct span text, struct arena *keep);

/*
 * Full case folding with accents taken off, for look-up: `Één` gives `een`,
 * `Coördinator` gives `coordinator`, `ĳ` gives `ij`. In `keep`. -1: no memory.
 */
int text_fold(struct span *out, struct span text, struct arena *keep);

bool code_is_space(uint32_t code); /* Unicode White_Space */
bool code_is_letter(uint32_t code);
bool code_is_upper(uint32_t code);
bool code_is_digit(uint32_t code); /* Nd */

#endif
