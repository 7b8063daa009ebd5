#include "pipeline/review/history.h"

#include "corpus/arena.h"

static size_t step_end(const struct stored_step *row, size_t first, size_t rows)
{
	size_t end = first + 1;
	while (row[first].batch.len > 0 && end < rows &&
	       span_equal(row[end].batch, row[first].batch))
		end++;
	return end;
}

int history_read(struct history *out, const struct stored_step *row, size_t rows,
		 struct arena *keep)
{
	struct step *done = arena_calloc(keep, rows, sizeof *done);
	struct step *undone = arena_calloc(keep, rows, sizeof *undone);
	if (!done || !undone)
		return -1;
	*out = (struct history){.row = row, .done = done, .undone = undone};
	for (size_t first = 0, end; first < rows; first = end) {
		end = step_end(row, first, rows);
		if (span_equal(row[first].action, SPAN("undo"))) {
			if (out->dones > 0)
				undone[out->undones++] = done[--out->dones];
		} else if (span_equal(row[first].action, SPAN("redo"))) {
			if (out->undones > 0)
				done[out->dones++] = undone[--out->undones];
		} else {
			done[out->dones++] = (struct step){first, end};
			out->undones = 0;
		}
	}
	return 0;
}
