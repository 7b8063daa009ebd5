/* Tables of cues: what is too long a list for YAML, one cue a line, columns parted by tabs. */
#include <string.h>

#include "corpus/error.h"
#include "lexicons/pack_reader.h"

enum { COLUMNS_MOST = 3 };

static size_t split(struct span line, struct span *column)
{
	size_t count = 0;
	for (;;) {
		const char *tab = line.len ? memchr(line.at, '\t', line.len) : NULL;
		if (count == COLUMNS_MOST)
			return COLUMNS_MOST + 1;
		column[count++] =
			span_trim((struct span){line.at, tab ? (size_t)(tab - line.at) : line.len});
		if (!tab)
			return count;
		const size_t used = (size_t)(tab - line.at) + 1;
		line = (struct span){line.at + used, line.len - used};
	}
}

static int read_line(struct pack_reader *r, struct span line, unsigned number)
{
	struct span column[COLUMNS_MOST];
	const size_t columns = split(line, column);
	if (columns < 2 || columns > COLUMNS_MOST)
		return pack_fail(
			r, number, 1,
			"a line has theme, weight and cue, or class and cue, with tabs between",
			line);
	float weight = 1;
	if (columns == 3 && !pack_weight_parse(column[1], &weight))
		return pack_fail(r, number, 1, "a weight is a number from -10 to 10", column[1]);
	if (column[0].len == 0 || column[columns - 1].len == 0)
		return pack_fail(r, number, 1, "a column is empty", line);
	struct pack_target *target =
		pack_target_at(r, columns == 3 ? TARGET_THEME : TARGET_CLASS, column[0], number);
	if (!target)
		return r->err ? (int)r->err->code : ERROR_CONFIG;
	const struct pack_cue_list list = {&target->cue, &target->last_cue, weight, false};
	struct pack_cue *cue = pack_cue_add(r, list, column[columns - 1], number);
	return cue ? 0 : ERROR_CONFIG;
}

int pack_read_table(struct pack_reader *r, struct span bytes)
{
	unsigned number = 0;
	while (bytes.len > 0) {
		const char *end = memchr(bytes.at, '\n', bytes.len);
		const size_t len = end ? (size_t)(end - bytes.at) : bytes.len;
		struct span line = {bytes.at, len};
		bytes = (struct span){bytes.at + len + (end != NULL),
				      bytes.len - len - (end != NULL)};
		number++;
		if (line.len > 0 && line.at[line.len - 1] == '\r')
			line.len--;
		if (span_trim(line).len == 0 || line.at[0] == '#')
			continue;
		const int status = read_line(r, line, number);
		if (status < 0)
			return status;
	}
	return 0;
}
