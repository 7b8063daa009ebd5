#include "corpus/mend.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/codepage.h"
#include "corpus/error.h"
#include "corpus/plausible.h"

enum {
	REPLACEMENT = 0xFFFD,
	LAYERS_MOST = 6,    /* real text was seen with four */
	PIECE_MOST = 16384, /* bytes weighed together; lines are mostly shorter */
	PIECE_SOFT = 8192,  /* a longer line is cut at the first blank behind this */
	SLOTS = 512,        /* of a reverse table; four times its entries */
	ENOUGH = 12,        /* the sum from which an encoding is believed */
	ENOUGH_KNOWN = 6,   /* the same, when it was believed on an earlier line */
	/* A line may mix right and wrong text; unless most of it speaks against the encoding. */
	UNEXPLAINED_MOST = 10
};

/* From code point to byte, for one encoding. */
struct reverse {
	uint16_t code[SLOTS]; /* 0: free */
	uint8_t byte[SLOTS];
};

/* A place where the bytes of an encoding form a character. */
struct place {
	uint32_t at;   /* index in the codes */
	uint8_t codes; /* how many it replaces */
	bool weak;     /* bytes were lost; believed only beside others */
	bool space;    /* a blank follows the letter that comes out */
	uint32_t code;
	int gain;
};

struct places {
	struct place *place;
	size_t count;
	int sum;
};

struct mender {
	struct reverse *reverse; /* CODEPAGES of them */
	unsigned known;          /* bit set of encodings believed before */
	uint32_t *codes;         /* of the piece under way */
	size_t count;
	uint32_t *other; /* the same size, to write into */
	struct places now;
	struct places best;
	uint32_t mended;
};

/* --- from characters back to bytes --------------------------------------------------------- */

static void reverse_fill(struct reverse *reverse, const struct codepage *page)
{
	memset(reverse, 0, sizeof *reverse);
	for (unsigned i = 0; i < 128; i++) {
		size_t slot = page->upper[i] * 2654435761U % SLOTS;
		while (reverse->code[slot] != 0)
			slot = (slot + 1) % SLOTS;
		reverse->code[slot] = page->upper[i];
		reverse->byte[slot] = (uint8_t)(0x80 + i);
	}
}

/* Whether text in this encoding passes through programs that let C1 controls stand. */
static bool has_controls(enum codepage_id id)
{
	return id < CODEPAGE_MACINTOSH;
}

/* The byte 0x80-0xFF, or 0 when the encoding has no such character. */
static unsigned byte_of(const struct mender *mender, enum codepage_id id, uint32_t code)
{
	if (code < 0x80 || code > 0xFFFF)
		return 0;
	if (code < 0xA0 && has_controls(id))
		return code;
	const struct reverse *reverse = &mender->reverse[id];
	size_t slot = (uint32_t)(code * 2654435761U) % SLOTS;
	while (reverse->code[slot] != 0) {
		if (reverse->code[slot] == code)
			return reverse->byte[slot];
		slot = (slot + 1) % SLOTS;
	}
	return 0;
}

/* --- finding places ------------------------------------------------------------------------ */

static unsigned length_of_lead(unsigned byte)
{
	if (byte >= 0xC2 && byte < 0xE0)
		return 2;
	if (byte >= 0xE0 && byte < 0xF0)
		return 3;
	return byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
}

static bool continuation(unsigned byte)
{
	return byte >= 0x80 && byte < 0xC0;
}

struct bytes {
	unsigned byte[6];
	unsigned count;
	unsigned lost;  /* stand where U+FFFD or a question mark is */
	unsigned blank; /* bytes 0xA0 that became a blank */
};

/* Reads `need` bytes from index `at`; false when they are no sequence. */
static bool gather(const struct mender *mender, enum codepage_id id, size_t at, unsigned need,
		   struct bytes *out)
{
	*out = (struct bytes){.count = need};
	if (at + need > mender->count)
		return false;
	for (unsigned i = 0; i < need; i++) {
		const uint32_t code = mender->codes[at + i];
		out->byte[i] = byte_of(mender, id, code);
		if (i == 0)
			continue;
		if (code == ' ') {
			out->byte[i] = 0xA0;
			out->blank++;
		} else if (code == REPLACEMENT || (code == '?' && need == 3 && i == 2)) {
			out->byte[i] = 0x80;
			out->lost++;
		} else if (!continuation(out->byte[i])) {
			return false;
		}
	}
	return true;
}

/* The character of a sequence, 0 if overlong or out of range. Surrogates are let through. */
static uint32_t assemble(const unsigned *byte, unsigned count)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t code = byte[0] & (0x7FU >> count);
	for (unsigned i = 1; i < count; i++)
		code = code << 6 | (byte[i] & 0x3F);
	return code < least[count] || code > 0x10FFFF ? 0 : code;
}

static uint32_t code_around(const struct mender *mender, size_t at)
{
	return at < mender->count ? mender->codes[at] : ' ';
}

/* CESU-8: a character beyond U+FFFF as two surrogates of three bytes each. */
static bool pair_place(const struct mender *mender, enum codepage_id id, struct place *place)
{
	struct bytes low;
	if (!gather(mender, id, place->at + 3, 3, &low) || low.lost + low.blank > 0 ||
	    low.byte[0] != 0xED)
		return false;
	const uint32_t code = assemble(low.byte, 3);
	if (place->code >= 0xDC00 || code < 0xDC00 || code > 0xDFFF)
		return false;
	place->code = 0x10000 + ((place->code - 0xD800) << 10) + (code - 0xDC00);
	place->codes = 6;
	return true;
}

/* `â€` of which the last byte, a control that many programs drop, has gone. */
static bool cut_quote(const struct mender *mender, enum codepage_id id, size_t at,
		      struct place *place)
{
	struct bytes two;
	if (!gather(mender, id, at, 2, &two) || two.lost + two.blank > 0)
		return false;
	const uint32_t after = code_around(mender, at + 2);
	if (two.byte[0] != 0xE2 || two.byte[1] != 0x80 || after >= 0x80 || code_is_letter(after) ||
	    code_is_digit(after))
		return false;
	*place = (struct place){.at = (uint32_t)at, .codes = 2, .weak = true, .code = 0x201D};
	place->gain = 1;
	return true;
}

/* A sequence with lost bytes can only be shown as lost, but then as one character. */
static bool lost_place(const struct bytes *bytes, struct place *place)
{
	if (bytes->lost > 1 || bytes->blank > 0)
		return false;
	place->weak = true;
	place->code = REPLACEMENT;
	place->gain = 1;
	return true;
}

static bool find_place(const struct mender *mender, enum codepage_id id, size_t at,
		       struct place *place)
{
	const unsigned need = length_of_lead(byte_of(mender, id, mender->codes[at]));
	struct bytes bytes;
	if (need == 0)
		return false;
	if (!gather(mender, id, at, need, &bytes))
		return cut_quote(mender, id, at, place);
	*place = (struct place){.at = (uint32_t)at, .codes = (uint8_t)need};
	if (bytes.lost > 0)
		return lost_place(&bytes, place);
	place->code = assemble(bytes.byte, need);
	if (place->code >= 0xD800 && place->code < 0xE000 && !pair_place(mender, id, place))
		return false;
	if (place->code == 0)
		return false;
	if (bytes.blank > 0) {
		place->weak = true;
		place->space = place->code == 0xE0; /* `à` is a word: its blank was two */
	}
	const struct plausible_context context = {
		.before = at > 0 ? mender->codes[at - 1] : ' ',
		.after = code_around(mender, at + place->codes),
		.codes = mender->codes + at,
		.count = place->codes,
		.controls = has_controls(id),
	};
	place->gain = plausible_gain(place->code, &context);
	return true;
}

/* --- weighing ------------------------------------------------------------------------------ */

/* A single letter of another script amid ours is chance; a run of them is not. */
static void doubt_lone_letters(struct places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = &places->place[i];
		if (!plausible_in_runs(place->code))
			continue;
		const bool before = i > 0 && place[-1].at + place[-1].codes + 1U >= place->at &&
				    plausible_in_runs(place[-1].code);
		const bool after = i + 1 < places->count &&
				   place->at + place->codes + 1U >= place[1].at &&
				   plausible_in_runs(place[1].code);
		if (!before && !after)
			place->gain = -10;
	}
}

/* Index of the first code beyond ASCII from there on. */
static size_t next_above(const struct mender *mender, size_t at)
{
	const uint32_t *codes = mender->codes;
	const size_t count = mender->count;
	while (at < count && codes[at] < 0x80)
		at++;
	return at;
}

static void weigh(struct mender *mender, enum codepage_id id)
{
	struct places *now = &mender->now;
	int unexplained = 0;
	size_t leads = 0;
	now->count = 0;
	for (size_t at = next_above(mender, 0); at < mender->count;) {
		struct place place;
		if (find_place(mender, id, at, &place)) {
			now->place[now->count++] = place;
			at = next_above(mender, at + place.codes);
			continue;
		}
		unexplained += plausible_typographic(mender->codes[at]) ? 2 : 4;
		leads += length_of_lead(byte_of(mender, id, mender->codes[at])) > 0;
		at = next_above(mender, at + 1);
	}
	doubt_lone_letters(now);
	if (unexplained > UNEXPLAINED_MOST && leads < 2 * now->count)
		unexplained = UNEXPLAINED_MOST;
	now->sum = -unexplained;
	for (size_t i = 0; i < now->count; i++)
		now->sum += now->place[i].weak ? 0 : now->place[i].gain;
}

static size_t apply(struct mender *mender, const struct places *places)
{
	size_t at = 0;
	size_t out = 0;
	size_t applied = 0;
	for (size_t i = 0; i < places->count; i++) {
		const struct place *place = &places->place[i];
		if (place->gain <= 0)
			continue;
		while (at < place->at)
			mender->other[out++] = mender->codes[at++];
		mender->other[out++] = place->code;
		if (place->space)
			mender->other[out++] = ' ';
		at += place->codes;
		applied++;
	}
	while (at < mender->count)
		mender->other[out++] = mender->codes[at++];
	uint32_t *old = mender->codes;
	mender->codes = mender->other;
	mender->other = old;
	mender->count = out;
	return applied;
}

/* Undoes one layer. Returns how many places were mended. */
static size_t mend_layer(struct mender *mender)
{
	unsigned winner = CODEPAGES;
	mender->best.sum = 0;
	for (unsigned id = 0; id < CODEPAGES; id++) {
		weigh(mender, (enum codepage_id)id);
		const int enough = mender->known >> id & 1 ? ENOUGH_KNOWN : ENOUGH;
		if (mender->now.sum < enough || mender->now.sum <= mender->best.sum)
			continue;
		const struct places old = mender->best;
		mender->best = mender->now;
		mender->now = old;
		winner = id;
	}
	if (winner == CODEPAGES)
		return 0;
	mender->known |= 1U << winner;
	return apply(mender, &mender->best);
}

/* Controls that nobody types are Windows-1252 read as Latin-1. */
static void mend_controls(struct mender *mender)
{
	for (size_t i = 0; i < mender->count; i++) {
		const uint32_t code = mender->codes[i];
		if (code < 0x80 || code >= 0xA0)
			continue;
		mender->codes[i] = codepage_table[CODEPAGE_1252].upper[code - 0x80];
		mender->mended += mender->codes[i] != code;
	}
}

/* --- pieces of text ------------------------------------------------------------------------ */

/* Two characters beyond ASCII side by side, or a C1 control: else there is nothing to mend. */
static bool suspicious(struct span text)
{
	for (size_t i = utf8_skip_ascii(text, 0); i + 1 < text.len;
	     i = utf8_skip_ascii(text, i + 1)) {
		const unsigned char a = (unsigned char)text.at[i];
		const unsigned char b = (unsigned char)text.at[i + 1];
		if ((a < 0xC0 && b >= 0xC0) || (a == 0xC2 && b < 0xA0))
			return true;
	}
	return false;
}

static size_t piece_end(struct span text, size_t at)
{
	const size_t most = text.len - at < PIECE_MOST ? text.len - at : PIECE_MOST;
	const char *line = memchr(text.at + at, '\n', most);
	if (line)
		return (size_t)(line - text.at) + 1;
	for (size_t i = PIECE_SOFT; i < most; i++)
		if (text.at[at + i] == ' ')
			return at + i + 1;
	size_t end = at + most;
	while (end > at + 1 && end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	return end;
}

static size_t mend_piece(struct mender *mender, struct span piece, char *to)
{
	if (!suspicious(piece)) {
		memcpy(to, piece.at, piece.len);
		return piece.len;
	}
	size_t len;
	mender->count = 0;
	for (size_t at = 0; at < piece.len; at += len)
		mender->codes[mender->count++] = utf8_decode(piece, at, &len);
	for (int layer = 0; layer < LAYERS_MOST; layer++) {
		const size_t applied = mend_layer(mender);
		if (applied == 0)
			break;
		mender->mended += (uint32_t)applied;
	}
	mend_controls(mender);
	size_t out = 0;
	for (size_t i = 0; i < mender->count; i++)
		out += utf8_encode(mender->codes[i], to + out);
	return out;
}

static int mender_init(struct mender *mender, struct arena *scratch)
{
	*mender = (struct mender){.known = 0};
	mender->reverse = arena_alloc(scratch, CODEPAGES * sizeof *mender->reverse);
	mender->codes = arena_alloc(scratch, PIECE_MOST * sizeof *mender->codes);
	mender->other = arena_alloc(scratch, PIECE_MOST * sizeof *mender->other);
	mender->now.place = arena_alloc(scratch, PIECE_MOST * sizeof *mender->now.place);
	mender->best.place = arena_alloc(scratch, PIECE_MOST * sizeof *mender->best.place);
	if (!mender->reverse || !mender->codes || !mender->other || !mender->now.place ||
	    !mender->best.place)
		return ERROR_MEMORY;
	for (unsigned id = 0; id < CODEPAGES; id++)
		reverse_fill(&mender->reverse[id], &codepage_table[id]);
	return 0;
}

int mend_text(struct span *out, struct span text, uint32_t *count, struct arena *keep,
	      struct arena *scratch)
{
	struct mender mender;
	*out = text;
	if (!suspicious(text))
		return 0;
	/* A C1 control of two bytes may become a sign of three. */
	char *to = arena_alloc(keep, text.len / 2 * 3 + 4);
	if (!to || mender_init(&mender, scratch) != 0)
		return ERROR_MEMORY;
	size_t len = 0;
	size_t end;
	for (size_t at = 0; at < text.len; at = end) {
		end = piece_end(text, at);
		len += mend_piece(&mender, (struct span){text.at + at, end - at}, to + len);
	}
	if (mender.mended > 0)
		*out = (struct span){to, len};
	*count += mender.mended;
	return 0;
}
