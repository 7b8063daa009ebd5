#include "pipeline/exchange/dictionary.h"

#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"

static struct span next_line(struct span text, size_t *at)
{
	const size_t from = *at;
	size_t end = from;
	while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
		end++;
	*at = end + 1;
	return (struct span){text.at + from, end - from};
}

/* --- LIWC ---------------------------------------------------------------------------------- */

struct category {
	struct span number;
	size_t theme;
};

struct liwc {
	struct draft *draft;
	struct import_summary *out;
	struct category *category;
	size_t categories;
	size_t capacity;
	struct error *err;
};

/* The piece of a line up to the next of the signs. */
static struct span next_piece(struct span line, size_t *at, const char *signs)
{
	while (*at < line.len && strchr(signs, line.at[*at]))
		(*at)++;
	const size_t from = *at;
	while (*at < line.len && !strchr(signs, line.at[*at]))
		(*at)++;
	return (struct span){line.at + from, *at - from};
}

static size_t find_category(const struct liwc *l, struct span number)
{
	for (size_t i = 0; i < l->categories; i++)
		if (span_equal(l->category[i].number, number))
			return l->category[i].theme;
	return SIZE_MAX;
}

/* `1	function (Function Words)` */
static int read_category(struct liwc *l, struct span line)
{
	size_t at = 0;
	const struct span number = next_piece(line, &at, " \t");
	const struct span name = span_trim((struct span){line.at + at, line.len - at});
	if (number.len == 0)
		return 0;
	const size_t theme = draft_theme(l->draft, SPAN(""), name.len > 0 ? name : number);
	if (theme == SIZE_MAX ||
	    arena_grow(l->draft->arena, &l->category, &l->capacity, l->categories,
		       l->categories + 1, sizeof *l->category) < 0)
		return error_memory(l->err);
	l->category[l->categories++] = (struct category){number, theme};
	return 0;
}

/* `tax*	1	2`; a word of more than one part is parted from the numbers by a tab. */
static int read_word(struct liwc *l, struct span line)
{
	const bool tabs = memchr(line.at, '\t', line.len) != NULL;
	size_t at = 0;
	const struct span word = next_piece(line, &at, tabs ? "\t" : " ");
	int status = 0;
	while (at < line.len && status == 0) {
		const struct span number = next_piece(line, &at, " \t");
		const size_t theme = find_category(l, number);
		if (number.len == 0)
			continue;
		if (theme == SIZE_MAX)
			import_note(l->out, "words of a category that is not there were left out",
				    word, 1, true);
		else
			status = dictionary_pattern(l->draft, theme, l->out, word, l->err);
	}
	return status;
}

int dictionary_read_liwc(struct draft *draft, struct import_summary *out, struct span text,
			 struct error *err)
{
	struct liwc l = {.draft = draft, .out = out, .err = err};
	unsigned bars = 0;
	int status = 0;
	for (size_t at = 0; at < text.len && status == 0;) {
		const struct span line = span_trim(next_line(text, &at));
		if (line.len == 0)
			continue;
		if (line.at[0] == '%')
			bars++;
		else if (bars == 1)
			status = read_category(&l, line);
		else if (bars == 2)
			status = read_word(&l, line);
		else
			break;
	}
	if (status == 0 && (bars != 2 || l.categories == 0))
		status = error_set(err, ERROR_INPUT,
				   "this is no dictionary of categories with words", "%s",
				   "LIWC: %, 1 name, %, word 1");
	return status;
}

/* --- WordStat ------------------------------------------------------------------------------ */

enum { DEPTH_MOST = 32 }; /* of categories in categories; people stay below ten */

struct wordstat {
	struct draft *draft;
	struct import_summary *out;
	size_t category[DEPTH_MOST]; /* the last one that far in; SIZE_MAX: none since */
	size_t words;
	struct error *err;
};

/* The tabs before a line; spaces among them do not count. */
static size_t depth_of(struct span line, size_t *begin)
{
	size_t depth = 0, at = 0;
	for (; at < line.len && (line.at[at] == '\t' || line.at[at] == ' '); at++)
		depth += line.at[at] == '\t';
	*begin = at;
	return depth;
}

static bool is_figure(char c)
{
	return (c >= '0' && c <= '9') || c == '.';
}

struct span dictionary_weight(struct span *line)
{
	const struct span none = {line->at, 0};
	if (!span_ends(*line, SPAN(")")))
		return none;
	const size_t end = line->len - 1;
	size_t at = end;
	while (at > 0 && is_figure(line->at[at - 1]))
		at--;
	const struct span weight = {line->at + at, end - at};
	const struct span before = {line->at, at};
	if (weight.len == 0 || !span_ends(before, SPAN(" (")))
		return none;
	*line = span_trim((struct span){line->at, at - 2});
	return weight;
}

/* What the line at that depth stands in. */
static size_t category_above(const struct wordstat *w, size_t depth)
{
	while (depth > 0 && w->category[depth - 1] == SIZE_MAX)
		depth--;
	return depth > 0 ? w->category[depth - 1] : SIZE_MAX;
}

static int read_wordstat_word(struct wordstat *w, struct span word, struct span weight,
			      size_t depth)
{
	const size_t theme = category_above(w, depth);
	w->words++;
	if (theme == SIZE_MAX) {
		import_note(w->out, "words of a category that is not there were left out", word, 1,
			    true);
		return 0;
	}
	if (!span_equal(weight, SPAN("1")))
		import_note(w->out, "weights of words were left out", word, 1, false);
	return dictionary_pattern(w->draft, theme, w->out, word, w->err);
}

static int read_wordstat_line(struct wordstat *w, struct span line)
{
	size_t begin;
	const size_t depth = depth_of(line, &begin);
	line = span_trim((struct span){line.at + begin, line.len - begin});
	if (line.len == 0)
		return 0;
	if (depth >= DEPTH_MOST)
		return error_set(w->err, ERROR_LIMIT, "categories stand too deep in each other",
				 "%d", DEPTH_MOST);
	const struct span weight = dictionary_weight(&line);
	if (weight.len > 0)
		return read_wordstat_word(w, line, weight, depth);
	const size_t theme = draft_theme(w->draft, SPAN(""), line);
	if (theme == SIZE_MAX)
		return error_memory(w->err);
	w->draft->theme[theme].parent = category_above(w, depth);
	w->category[depth] = theme;
	for (size_t i = depth + 1; i < DEPTH_MOST; i++)
		w->category[i] = SIZE_MAX;
	return 0;
}

int dictionary_read_wordstat(struct draft *draft, struct import_summary *out, struct span text,
			     struct error *err)
{
	struct wordstat w = {.draft = draft, .out = out, .err = err};
	int status = 0;
	for (size_t i = 0; i < DEPTH_MOST; i++)
		w.category[i] = SIZE_MAX;
	for (size_t at = 0; at < text.len && status == 0;)
		status = read_wordstat_line(&w, next_line(text, &at));
	if (status == 0 && (w.words == 0 || draft->themes == 0))
		status = error_set(err, ERROR_INPUT,
				   "this is no dictionary of categories with words", "%s",
				   "WordStat: name, tab word (1)");
	return status;
}
