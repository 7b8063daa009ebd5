#include "corpus/metadata.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/metadata_words.h"
#include "corpus/persons.h"

enum {
	HEADER_MOST = 60, /* blocks in which header lines are looked for */
	BEFORE_MOST = 4,  /* headings and lines of a title page above the first of them */
	KEY_MOST = 40,    /* bytes of a key */
	VALUE_MOST = 300, /* bytes of a value that is no list of people */
	TITLE_MOST = 120, /* bytes of a line on a title page */
	NAMES_MOST = 100, /* bytes of the names behind a role */
};

/* --- dates --------------------------------------------------------------------------------- */

struct date_parts {
	int number[3];
	int digits[3];
	int numbers;
	int month; /* from a word; 0 if none was seen */
};

static int month_of(struct span word)
{
	for (const struct metadata_month *row = metadata_months; row->begins; row++)
		if (word.len >= 3 && strncasecmp(word.at, row->begins, 3) == 0)
			return row->month;
	return 0;
}

static struct date_parts take_apart(struct span text)
{
	struct date_parts parts = {.numbers = 0};
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		int value = 0;
		while (end < text.len && end - at < 9 && text.at[end] >= '0' && text.at[end] <= '9')
			value = value * 10 + (text.at[end++] - '0');
		if (end > at) {
			if (parts.numbers < 3) {
				parts.number[parts.numbers] = value;
				parts.digits[parts.numbers++] = (int)(end - at);
			}
			at = end;
			continue;
		}
		while (end < text.len &&
		       ((text.at[end] | 0x20) >= 'a' && (text.at[end] | 0x20) <= 'z'))
			end++;
		if (end > at && parts.month == 0)
			parts.month = month_of((struct span){text.at + at, end - at});
		at = end > at ? end : at + 1;
	}
	return parts;
}

static bool sort_out(const struct date_parts *parts, int *year, int *month, int *day)
{
	const int *n = parts->number;
	*day = 0;
	*month = parts->month;
	if (parts->numbers == 3 && parts->month == 0) {
		const bool year_first = parts->digits[0] == 4;
		*year = year_first ? n[0] : n[2];
		*month = n[1];
		*day = year_first ? n[2] : n[0];
		if (!year_first && parts->digits[2] == 2)
			*year += 2000;
	} else if (parts->month > 0 && parts->numbers >= 2) {
		const bool year_first = parts->digits[0] == 4;
		*year = year_first ? n[0] : n[1];
		*day = year_first ? n[1] : n[0];
	} else if (parts->month > 0 && parts->numbers == 1) {
		*year = n[0];
	} else if (parts->month == 0 && parts->numbers == 2 && parts->digits[0] == 4) {
		*year = n[0];
		*month = n[1];
	} else {
		return false;
	}
	return *year >= 1800 && *year < 2200 && *month >= 1 && *month <= 12 && *day >= 0 &&
	       *day <= 31;
}

int metadata_date(struct span *iso, struct span text, struct arena *keep)
{
	int year;
	int month;
	int day;
	*iso = text;
	const struct date_parts parts = take_apart(text);
	if (!sort_out(&parts, &year, &month, &day))
		return 0;
	char buffer[32];
	const int len =
		day > 0 ? snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day)
			: snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
	iso->at = arena_copy(keep, buffer, (size_t)len);
	iso->len = (size_t)len;
	return iso->at ? 0 : ERROR_MEMORY;
}

/* --- keys ---------------------------------------------------------------------------------- */

/* NULL if it is not known. -1: no memory. */
static int look_up(const struct metadata_word **out, struct span key, struct arena *scratch)
{
	struct span folded;
	*out = NULL;
	key = span_trim(key);
	if (key.len == 0 || key.len > KEY_MOST)
		return 0;
	if (text_fold(&folded, key, scratch) != 0)
		return -1;
	for (const struct metadata_word *row = metadata_words; row->word && !*out; row++)
		if (span_equal(folded, span_from(row->word)))
			*out = row;
	return 0;
}

static const struct metadata_word *find_word(struct builder *builder, struct span key)
{
	const struct metadata_word *word;
	if (look_up(&word, key, builder->scratch) < 0)
		builder_fail(builder, error_memory(builder->err));
	return word;
}

static void store(struct builder *builder, struct span *field, struct span value)
{
	char *copy = arena_copy(builder->keep, value.at, value.len);
	if (!copy)
		builder_fail(builder, error_memory(builder->err));
	else
		*field = (struct span){copy, value.len};
}

static void set_field(struct builder *builder, enum metadata_field field, struct span key,
		      struct span value)
{
	struct metadata *metadata = &builder->metadata;
	struct span *const places[] = {
		[FIELD_TITLE] = &metadata->title,       [FIELD_PROJECT] = &metadata->project,
		[FIELD_ROUND] = &metadata->round,       [FIELD_CASE] = &metadata->case_name,
		[FIELD_DATE] = &metadata->date,         [FIELD_FORM] = &metadata->form,
		[FIELD_LANGUAGE] = &metadata->language,
	};
	switch (field) {
	case FIELD_PERSONS:
		persons_add(builder, value, SPAN(""));
		return;
	case FIELD_ROLE:
		persons_add(builder, value, key);
		return;
	case FIELD_VARIABLE:
	case FIELD_ADJUNCT:
		builder_variable(builder, key, value);
		return;
	case FIELD_DATE:
		if (metadata_date(&value, value, builder->scratch) != 0)
			builder_fail(builder, error_memory(builder->err));
		break;
	default:
		break;
	}
	store(builder, places[field], value);
}

bool metadata_set(struct builder *builder, struct span key, struct span value)
{
	key = span_trim(key);
	value = span_trim(value);
	const struct metadata_word *word = find_word(builder, key);
	if (!word)
		return false;
	if (value.len > 0)
		set_field(builder, word->field, key, value);
	return true;
}

enum metadata_field metadata_field_of(struct span key, struct arena *scratch)
{
	const struct metadata_word *word = NULL;
	return look_up(&word, key, scratch) == 0 && word ? word->field : FIELD_ADJUNCT;
}

void metadata_set_any(struct builder *builder, struct span key, struct span value)
{
	if (!metadata_set(builder, key, value))
		builder_variable(builder, key, value);
}

/* --- header lines -------------------------------------------------------------------------- */

struct header_line {
	struct span key;
	struct span value;
	const struct metadata_word *word; /* NULL: a label that is not known */
};

static bool plain(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST_ITEM ||
	       block->kind == BLOCK_TURN;
}

/* `Key: value` or, in a row of a table, key, tab, value. */
static bool split_line(struct builder *builder, const struct block *block, struct header_line *line)
{
	const struct span text = {builder->text + block->content_start,
				  block->end - block->content_start};
	const size_t most = text.len < KEY_MOST ? text.len : KEY_MOST;
	size_t at = 0;
	while (at < most && text.at[at] != ':' && text.at[at] != '\t' && text.at[at] != '\n')
		at++;
	if (!plain(block) || at == 0 || at >= most || text.at[at] == '\n')
		return false;
	line->key = span_trim((struct span){text.at, at});
	line->value = span_trim((struct span){text.at + at + 1, text.len - at - 1});
	while (line->value.len > 0 && line->value.at[0] == ':')
		line->value = span_trim((struct span){line->value.at + 1, line->value.len - 1});
	line->word = find_word(builder, line->key);
	return true;
}

/* A value that reads like what somebody says is a turn and not a header line. */
static bool value_fits(const struct header_line *line)
{
	const struct span value = line->value;
	if (!line->word)
		return value.len <= NAMES_MOST && !span_ends(value, SPAN("?"));
	switch (line->word->field) {
	case FIELD_PERSONS:
		return true;
	case FIELD_ROLE:
	case FIELD_ADJUNCT:
		return value.len <= NAMES_MOST && !span_ends(value, SPAN("?")) &&
		       !span_ends(value, SPAN(".")) && !span_ends(value, SPAN("!"));
	default:
		return value.len <= VALUE_MOST;
	}
}

static bool decides(const struct header_line *line)
{
	return line->word && line->word->field < FIELD_ROLE;
}

/* What may stand above the header: titles, not running text. */
static bool title_page(const struct block *block)
{
	return block->kind == BLOCK_HEADING || block->end - block->start <= TITLE_MOST;
}

/* One past the last header line; 0 if there is none. */
static size_t header_end(struct builder *builder)
{
	size_t end = 0;
	size_t strange = 0;
	bool found = false;
	for (size_t i = 0; i < builder->blocks && i < HEADER_MOST; i++) {
		const struct block *block = &builder->block[i];
		struct header_line line;
		if (block->kind == BLOCK_FURNITURE)
			continue;
		if (split_line(builder, block, &line) && value_fits(&line)) {
			found = found || decides(&line);
			if (line.word)
				end = i + 1;
			continue;
		}
		const bool item = block->kind == BLOCK_LIST_ITEM && end == i && found;
		if (item)
			end = i + 1;
		else if (end > 0 || ++strange > BEFORE_MOST || !title_page(block))
			break;
	}
	return found ? end : 0;
}

static void take_header(struct builder *builder, size_t end)
{
	bool people = false;
	for (size_t i = 0; i < end && builder->status == 0; i++) {
		struct block *block = &builder->block[i];
		struct header_line line;
		const bool header = split_line(builder, block, &line) && value_fits(&line);
		if (!header && people && block->kind == BLOCK_LIST_ITEM) {
			persons_add(builder,
				    (struct span){builder->text + block->content_start,
						  block->end - block->content_start},
				    SPAN(""));
			block->kind = BLOCK_METADATA;
			continue;
		}
		if (!header || (block->kind == BLOCK_LIST_ITEM && people && !line.word))
			continue;
		people = line.word && line.word->field == FIELD_PERSONS;
		if (line.word)
			set_field(builder, line.word->field, line.key, line.value);
		else
			builder_variable(builder, line.key, line.value);
		block->kind = BLOCK_METADATA;
		block->content_start =
			(uint32_t)(line.value.len > 0 ? (size_t)(line.value.at - builder->text)
						      : block->end);
	}
}

void metadata_from_blocks(struct builder *builder)
{
	take_header(builder, header_end(builder));
	if (builder->metadata.title.len > 0)
		return;
	for (size_t i = 0; i < builder->blocks && i < BEFORE_MOST; i++) {
		const struct block *block = &builder->block[i];
		if (block->kind == BLOCK_FURNITURE || block->kind == BLOCK_METADATA)
			continue;
		if (block->kind == BLOCK_HEADING)
			store(builder, &builder->metadata.title,
			      (struct span){builder->text + block->content_start,
					    block->end - block->content_start});
		return;
	}
}
