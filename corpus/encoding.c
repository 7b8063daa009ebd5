#include "corpus/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/codepage.h"
#include "corpus/error.h"

enum {
	REPLACEMENT = 0xFFFD,
	SAMPLE_MOST = 1 << 20, /* bytes looked at to tell an encoding */
	PEEK = 4096,           /* bytes looked at to tell UTF-16 */
};

enum form { FORM_8BIT, FORM_UTF8, FORM_UTF16LE, FORM_UTF16BE, FORM_UTF32LE, FORM_UTF32BE };

/* --- UTF-16 and UTF-32 --------------------------------------------------------------------- */

static enum form form_of_mark(struct span bytes, size_t *mark)
{
	static const struct {
		struct span mark;
		enum form form;
	} marks[] = {
		{{"\xEF\xBB\xBF", 3}, FORM_UTF8},    {{"\xFF\xFE\0\0", 4}, FORM_UTF32LE},
		{{"\0\0\xFE\xFF", 4}, FORM_UTF32BE}, {{"\xFF\xFE", 2}, FORM_UTF16LE},
		{{"\xFE\xFF", 2}, FORM_UTF16BE},
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (span_starts(bytes, marks[i].mark)) {
			*mark = marks[i].mark.len;
			return marks[i].form;
		}
	}
	*mark = 0;
	return FORM_8BIT;
}

/* In UTF-16 text of Western Europe nearly every other byte is zero. */
static enum form form_of_zeros(struct span bytes)
{
	size_t zeros[2] = {0, 0};
	const size_t most = bytes.len < PEEK ? bytes.len : PEEK;
	if (most == 0 ||
	    !memchr(bytes.at, 0, most)) /* most files; this is asked several times of each */
		return FORM_8BIT;
	for (size_t i = 0; i < most; i++)
		zeros[i & 1] += bytes.at[i] == 0;
	const size_t half = most / 2;
	if (half < 2)
		return FORM_8BIT;
	if (zeros[1] * 10 >= half * 6 && zeros[0] * 20 <= half)
		return FORM_UTF16LE;
	if (zeros[0] * 10 >= half * 6 && zeros[1] * 20 <= half)
		return FORM_UTF16BE;
	return FORM_8BIT;
}

static uint32_t unit_at(struct span bytes, size_t at, size_t size, bool big)
{
	uint32_t unit = 0;
	for (size_t i = 0; i < size; i++) {
		const size_t byte = big ? at + i : at + size - 1 - i;
		unit = unit << 8 | (unsigned char)bytes.at[byte];
	}
	return unit;
}

static int from_units(struct span *out, struct span bytes, enum form form, struct arena *arena)
{
	const size_t size = form == FORM_UTF32LE || form == FORM_UTF32BE ? 4 : 2;
	const bool big = form == FORM_UTF16BE || form == FORM_UTF32BE;
	/* A unit of two bytes becomes at most three, one of four at most four. */
	char *text = arena_alloc(arena, bytes.len / size * 4 + 4);
	if (!text)
		return ERROR_MEMORY;
	size_t len = 0;
	for (size_t at = 0; at + size <= bytes.len; at += size) {
		uint32_t code = unit_at(bytes, at, size, big);
		if (size == 2 && code >= 0xD800 && code < 0xDC00 && at + 4 <= bytes.len) {
			const uint32_t low = unit_at(bytes, at + 2, 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
				at += 2;
			}
		}
		if ((code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
			code = REPLACEMENT;
		len += utf8_encode(code, text + len);
	}
	*out = (struct span){text, len};
	return 0;
}

/* --- telling the 8-bit encodings apart ----------------------------------------------------- */

static uint32_t decode_byte(const struct codepage *page, struct span bytes, size_t at)
{
	const unsigned char byte = (unsigned char)bytes.at[at];
	return byte < 0x80 ? byte : page->upper[byte - 0x80];
}

static bool is_lower(uint32_t code)
{
	return code_is_letter(code) && !code_is_upper(code);
}

/* Points for an accented letter between its neighbours; Dutch has few, and in set places. */
static int letter_points(uint32_t before, uint32_t code, uint32_t after)
{
	static const char common[] = "éëèïöüêáóçà";
	if (code_is_upper(code))
		return is_lower(before) ? -3 : is_lower(after) ? 1 : 0;
	if (code_is_upper(before) && is_lower(after) == false)
		return -1;
	char utf8[5] = {0};
	utf8_encode(code, utf8);
	const bool inside = code_is_letter(before) || code_is_letter(after);
	if (code < 0x800 && strstr(common, utf8))
		return inside ? 4 : 1;
	return code < 0x100 ? (inside ? 2 : 0) : -1;
}

static int sign_points(uint32_t before, uint32_t code, uint32_t after)
{
	const bool inside = code_is_letter(before) && code_is_letter(after);
	switch (code) {
	case 0x2019: /* foto’s */
		return inside ? 2 : 1;
	case 0x2018:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x2013:
	case 0x2014:
	case 0x2026:
	case 0x20AC:
	case 0x2022:
		return inside ? -2 : 2;
	case 0xA0:
	case 0xA7:
	case 0xA9:
	case 0xAB:
	case 0xB0:
	case 0xB2:
	case 0xB4:
	case 0xB7:
	case 0xBB:
	case 0xBD:
	case 0x2122:
		return inside ? -2 : 1;
	default:
		return code < 0xA0 ? -4 : -3;
	}
}

static int64_t points(const struct codepage *page, struct span bytes)
{
	int64_t sum = 0;
	for (size_t at = 0; at < bytes.len; at++) {
		if ((unsigned char)bytes.at[at] < 0x80)
			continue;
		const uint32_t before = at > 0 ? decode_byte(page, bytes, at - 1) : ' ';
		const uint32_t after = at + 1 < bytes.len ? decode_byte(page, bytes, at + 1) : ' ';
		const uint32_t code = decode_byte(page, bytes, at);
		sum += code_is_letter(code) ? letter_points(before, code, after)
					    : sign_points(before, code, after);
	}
	return sum;
}

static const struct codepage *best_page(struct span bytes, int64_t *best)
{
	static const enum codepage_id candidates[] = {CODEPAGE_1252, CODEPAGE_850, CODEPAGE_437,
						      CODEPAGE_MACINTOSH};
	const struct codepage *page = NULL;
	if (bytes.len > SAMPLE_MOST)
		bytes.len = SAMPLE_MOST;
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		const struct codepage *candidate = &codepage_table[candidates[i]];
		const int64_t sum = points(candidate, bytes);
		if (!page || sum > *best) {
			page = candidate;
			*best = sum;
		}
	}
	return page;
}

static int from_page(struct span *out, struct span bytes, const struct codepage *page,
		     struct arena *arena)
{
	size_t upper = 0;
	for (size_t i = 0; i < bytes.len; i++)
		upper += (unsigned char)bytes.at[i] >= 0x80;
	char *text = arena_alloc(arena, bytes.len + 2 * upper + 4);
	if (!text)
		return ERROR_MEMORY;
	size_t len = 0;
	for (size_t i = 0; i < bytes.len; i++)
		len += utf8_encode(decode_byte(page, bytes, i), text + len);
	*out = (struct span){text, len};
	return 0;
}

/* --- nearly UTF-8 -------------------------------------------------------------------------- */

struct tally {
	size_t good; /* characters of several bytes */
	size_t bad;  /* bytes that are part of none */
};

static struct tally tally_utf8(struct span bytes)
{
	struct tally tally = {0, 0};
	size_t len;
	for (size_t at = 0; at < bytes.len; at += len) {
		const uint32_t code = utf8_decode(bytes, at, &len);
		tally.good += len > 1;
		tally.bad += len == 1 && code == REPLACEMENT;
	}
	return tally;
}

/* What is UTF-8 stays; a byte that is not is read as Windows-1252. */
static int from_mixed(struct span *out, struct span bytes, size_t bad, struct arena *arena)
{
	const struct codepage *page = &codepage_table[CODEPAGE_1252];
	char *text = arena_alloc(arena, bytes.len + 2 * bad + 4);
	if (!text)
		return ERROR_MEMORY;
	size_t length = 0;
	size_t len;
	for (size_t at = 0; at < bytes.len; at += len) {
		const uint32_t code = utf8_decode(bytes, at, &len);
		if (len == 1 && code == REPLACEMENT) {
			length += utf8_encode(decode_byte(page, bytes, at), text + length);
		} else {
			memcpy(text + length, bytes.at + at, len);
			length += len;
		}
	}
	*out = (struct span){text, length};
	return 0;
}

/* --- encodings by name --------------------------------------------------------------------- */

/* Through iconv; bytes that it refuses become U+FFFD. 1: no such encoding. */
static int from_name(struct span *out, struct span bytes, const char *name, struct arena *arena)
{
	iconv_t converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		return 1;
	const size_t capacity = bytes.len * 4 + 16;
	char *text = arena_alloc(arena, capacity);
	char *from = (char *)(uintptr_t)bytes.at; /* iconv does not write there */
	size_t left = bytes.len;
	char *to = text;
	size_t room = capacity;
	while (text && left > 0 && iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
		if (left == 0 || errno == E2BIG || room < 4)
			break;
		const size_t wrote = utf8_encode(REPLACEMENT, to);
		to += wrote;
		room -= wrote;
		from++;
		left--;
	}
	iconv_close(converter);
	if (!text)
		return ERROR_MEMORY;
	*out = (struct span){text, capacity - room};
	return utf8_valid(*out) ? 0 : 1;
}

static int from_uchardet(struct span *out, struct span bytes, struct builder *builder)
{
	uchardet_t detector = uchardet_new();
	const size_t most = bytes.len < SAMPLE_MOST ? bytes.len : SAMPLE_MOST;
	int status = 1;
	if (detector && uchardet_handle_data(detector, bytes.at, most) == 0) {
		uchardet_data_end(detector);
		const char *name = uchardet_get_charset(detector);
		if (name && name[0] != '\0')
			status = from_name(out, bytes, name, builder->scratch);
		if (status == 0)
			builder_note(builder, "the encoding was guessed", span_from(name), 1);
	}
	if (detector)
		uchardet_delete(detector);
	return status;
}

static int guess(struct span *out, struct span bytes, struct builder *builder)
{
	const struct tally tally = tally_utf8(bytes);
	if (tally.good >= 4 * tally.bad && tally.good > 0) {
		builder_note(builder, "bytes that are no UTF-8 were read as Windows-1252", SPAN(""),
			     (uint32_t)tally.bad);
		return from_mixed(out, bytes, tally.bad, builder->scratch);
	}
	int64_t best = 0;
	const struct codepage *page = best_page(bytes, &best);
	if (best <= 0) {
		const int status = from_uchardet(out, bytes, builder);
		if (status <= 0)
			return status;
	}
	builder_note(builder, "the encoding was guessed", span_from(page->name), 1);
	return from_page(out, bytes, page, builder->scratch);
}

/* Browsers read these names as Windows-1252, and so do the pages that bear them. */
static bool means_1252(const char *declared)
{
	static const char *const names[] = {"iso-8859-1", "latin1",       "us-ascii",
					    "ascii",      "windows-1252", "cp1252"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(declared, names[i]) == 0)
			return true;
	return false;
}

static int decode(struct span *out, struct span bytes, const char *declared,
		  struct builder *builder)
{
	size_t mark;
	enum form form = form_of_mark(bytes, &mark);
	if (form == FORM_8BIT)
		form = form_of_zeros(bytes);
	bytes.at += mark;
	bytes.len -= mark;
	*out = bytes;
	if (form != FORM_8BIT && form != FORM_UTF8)
		return from_units(out, bytes, form, builder->scratch);
	if (utf8_valid(bytes))
		return 0;
	if (declared && means_1252(declared))
		return from_page(out, bytes, &codepage_table[CODEPAGE_1252], builder->scratch);
	if (declared && strncasecmp(declared, "utf-", 4) != 0) {
		const int status = from_name(out, bytes, declared, builder->scratch);
		if (status <= 0)
			return status;
	}
	return guess(out, bytes, builder);
}

int encoding_decode(struct span *out, struct span bytes, const char *declared,
		    struct builder *builder)
{
	if (builder->status == 0 && decode(out, bytes, declared, builder) != 0)
		builder_fail(builder, error_memory(builder->err));
	return builder->status;
}

/* From `at` on, eight bytes at a time, to where there may be a control. Subtracting sets the
 * highest bit of a byte that was lower; a borrow can only make it stop too early. */
static size_t skip_visible(struct span bytes, size_t at, size_t most)
{
	for (uint64_t eight; most - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, bytes.at + at, sizeof eight);
		if ((eight - UINT64_C(0x2020202020202020)) & ~eight & UINT64_C(0x8080808080808080))
			break;
	}
	return at;
}

bool encoding_is_text(struct span bytes)
{
	size_t mark;
	const enum form form = form_of_mark(bytes, &mark);
	if (bytes.len == 0)
		return false;
	if (form != FORM_8BIT || form_of_zeros(bytes) != FORM_8BIT)
		return true;
	const size_t most = bytes.len < SAMPLE_MOST ? bytes.len : SAMPLE_MOST;
	const uint32_t of_text =
		1u << '\n' | 1u << '\r' | 1u << '\t' | 1u << '\f' | 1u << '\v' | 1u << 0x1A;
	size_t controls = 0;
	for (size_t i = skip_visible(bytes, 0, most); i < most;
	     i = skip_visible(bytes, i + 1, most)) {
		const unsigned char c = (unsigned char)bytes.at[i];
		controls += c < 0x20 && !(of_text >> c & 1);
	}
	return controls * 100 <= most;
}
