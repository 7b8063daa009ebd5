#include "pipeline/agreement.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/labels.h"

/* What somebody said of one anecdote, in numbers. */
struct coding {
	bool rejected;
	bool says_themes;
	int8_t kind;
	int8_t role;
	bool *theme; /* by its place in the codebook */
};

struct agreement_said {
	size_t rater;
	const struct coding *coding;
};

struct agreement_unit {
	struct span anecdote;
	size_t first, end; /* in `said` */
	const struct coding *suggested;
	const struct coding *settled; /* NULL if nothing was */
};

void agreement_init(struct agreement_study *out, const struct codebook *codebook,
		    const struct lexicon *lexicon, struct arena *arena)
{
	*out = (struct agreement_study){.codebook = codebook, .lexicon = lexicon, .arena = arena};
}

static int8_t target_code(const struct agreement_study *study, enum target_kind kind,
			  struct span id)
{
	const uint16_t index = lexicon_find(study->lexicon, kind, id);
	return index < AGREE_CATEGORIES_MOST ? (int8_t)index : AGREE_MISSING;
}

static struct coding *new_coding(const struct agreement_study *study, struct span kind,
				 struct span role)
{
	struct coding *coding = arena_calloc(study->arena, 1, sizeof *coding);
	if (!coding)
		return NULL;
	coding->kind = target_code(study, TARGET_KIND, kind);
	coding->role = target_code(study, TARGET_ROLE, role);
	coding->theme = arena_calloc(study->arena, study->codebook->count, sizeof *coding->theme);
	return coding->theme ? coding : NULL;
}

static void set_theme(const struct agreement_study *study, struct coding *coding, struct span id)
{
	const struct codebook_theme *theme = codebook_resolve(study->codebook, id);
	if (theme)
		coding->theme[theme - study->codebook->theme] = true;
}

int agreement_unit(struct agreement_study *study, const struct stored_anecdote *anecdote,
		   struct error *err)
{
	struct arena scratch = ARENA_INIT;
	const struct unpacked_theme *ranking;
	size_t count;
	struct coding *coding = new_coding(study, anecdote->kind, anecdote->role);
	const char *id = arena_copy(study->arena, anecdote->id.at, anecdote->id.len);
	if (!coding || !id ||
	    arena_grow(study->arena, &study->unit, &study->unit_capacity, study->units,
		       study->units + 1, sizeof *study->unit) < 0)
		return error_memory(err);
	const int status =
		labels_ranking(&ranking, &count, study->codebook, anecdote->ranking, &scratch, err);
	for (size_t i = 0; i < count; i++)
		if (ranking[i].suggested)
			set_theme(study, coding, ranking[i].id);
	arena_release(&scratch);
	coding->says_themes = true;
	study->unit[study->units++] =
		(struct agreement_unit){.anecdote = {id, anecdote->id.len}, .suggested = coding};
	return status;
}

/* The unit of that anecdote, from the one that was last spoken of on; NULL: there is none. */
static struct agreement_unit *find_unit(struct agreement_study *study, struct span anecdote)
{
	for (size_t i = study->next; i < study->units; i++) {
		struct agreement_unit *unit = &study->unit[i];
		if (!span_equal(unit->anecdote, anecdote))
			continue;
		if (unit->first == unit->end)
			unit->first = unit->end = study->saids;
		study->next = i;
		return unit;
	}
	return NULL;
}

/* Index of the rater of that name; SIZE_MAX: no memory. */
static size_t rater_of(struct agreement_study *study, struct span name)
{
	for (size_t i = 0; i < study->raters; i++)
		if (span_equal(study->rater[i], name))
			return i;
	const char *copy = arena_copy(study->arena, name.at, name.len);
	if (!copy || arena_grow(study->arena, &study->rater, &study->rater_capacity, study->raters,
				study->raters + 1, sizeof *study->rater) < 0)
		return SIZE_MAX;
	study->rater[study->raters] = (struct span){copy, name.len};
	return study->raters++;
}

int agreement_word(struct agreement_study *study, const struct agreement_word *word,
		   struct error *err)
{
	const struct span *theme;
	size_t themes;
	struct agreement_unit *unit = find_unit(study, word->anecdote);
	if (!unit)
		return 0;
	struct coding *coding = new_coding(study, word->kind, word->role);
	if (!coding)
		return error_memory(err);
	const int status =
		labels_ids(&theme, &themes, study->codebook, word->themes, study->arena, err);
	for (size_t i = 0; i < themes; i++)
		set_theme(study, coding, theme[i]);
	coding->says_themes = word->themes.len > 0;
	coding->rejected = span_equal(word->status, SPAN("rejected"));
	if (status < 0 || word->settled) {
		unit->settled = coding;
		return status;
	}
	const size_t rater = rater_of(study, word->reviewer);
	if (rater == SIZE_MAX ||
	    arena_grow(study->arena, &study->said, &study->said_capacity, study->saids,
		       study->saids + 1, sizeof *study->said) < 0)
		return error_memory(err);
	study->said[study->saids++] = (struct agreement_said){rater, coding};
	unit->end = study->saids;
	return 0;
}

/* --- questions ------------------------------------------------------------------------------ */

/* A question put to a coding: a category, or AGREE_MISSING. */
static int8_t answer(const struct coding *coding, enum agreement_about about, size_t theme)
{
	if (about == AGREEMENT_REJECTED)
		return coding->rejected;
	if (coding->rejected)
		return AGREE_MISSING;
	if (about == AGREEMENT_KIND)
		return coding->kind;
	if (about == AGREEMENT_ROLE)
		return coding->role;
	return coding->says_themes ? (int8_t)coding->theme[theme] : AGREE_MISSING;
}

static bool is_same(const struct coding *a, const struct coding *b, size_t themes)
{
	return a->rejected == b->rejected &&
	       (a->rejected ||
		(a->kind == b->kind && a->role == b->role && a->says_themes == b->says_themes &&
		 memcmp(a->theme, b->theme, themes * sizeof *a->theme) == 0));
}

/* What holds: what was settled, or what all say who say anything; NULL: that is open. */
static const struct coding *people_say(const struct agreement_study *study,
				       const struct agreement_unit *unit)
{
	if (unit->settled || unit->first == unit->end)
		return unit->settled;
	const struct coding *one = study->said[unit->first].coding;
	for (size_t i = unit->first + 1; i < unit->end; i++)
		if (!is_same(one, study->said[i].coding, study->codebook->count))
			return NULL;
	return one;
}

struct inquiry {
	const struct agreement_study *study;
	size_t *column; /* of each rater; SIZE_MAX: not asked */
	size_t columns;
	bool program; /* people and program are the raters, not reviewer and reviewer */
	int8_t *code; /* room for all units, themes and columns */
	agreement_row_fn *each;
	void *context;
};

static void put_answers(const struct inquiry *q, const struct agreement_unit *unit, int8_t *code,
			enum agreement_about about, size_t theme)
{
	const struct agreement_study *study = q->study;
	memset(code, AGREE_MISSING, q->columns);
	if (q->program) {
		const struct coding *people = people_say(study, unit);
		if (people) {
			code[0] = answer(people, about, theme);
			code[1] = answer(unit->suggested, about, theme);
		}
		return;
	}
	for (size_t i = unit->first; i < unit->end; i++) {
		const size_t column = q->column[study->said[i].rater];
		if (column != SIZE_MAX)
			code[column] = answer(study->said[i].coding, about, theme);
	}
}

/* Answers of all units for themes [first, end), as if each theme's units were others. */
static void put_row(const struct inquiry *q, enum agreement_about about, size_t first, size_t end,
		    size_t categories)
{
	const struct agreement_study *study = q->study;
	struct agreement found;
	size_t rows = 0;
	if (categories < 2 || categories > AGREE_CATEGORIES_MOST)
		return;
	for (size_t theme = first; theme < end; theme++)
		for (size_t u = 0; u < study->units; u++)
			put_answers(q, &study->unit[u], &q->code[rows++ * q->columns], about,
				    theme);
	agree_run(&found, &(struct agree_table){q->code, rows, q->columns, (int)categories});
	q->each(q->context, about, about == AGREEMENT_THEME ? &study->codebook->theme[first] : NULL,
		&found);
}

static void put_rows(const struct inquiry *q)
{
	const struct codebook *codebook = q->study->codebook;
	const struct lexicon *lexicon = q->study->lexicon;
	put_row(q, AGREEMENT_THEMES, 0, codebook->count, 2);
	put_row(q, AGREEMENT_KIND, 0, 1, lexicon_count(lexicon, TARGET_KIND));
	put_row(q, AGREEMENT_ROLE, 0, 1, lexicon_count(lexicon, TARGET_ROLE));
	put_row(q, AGREEMENT_REJECTED, 0, 1, 2);
	for (size_t i = 0; i < codebook->count; i++)
		if (codebook->theme[i].into.len == 0)
			put_row(q, AGREEMENT_THEME, i, i + 1, 2);
}

int agreement_rows(const struct agreement_study *study, const size_t *rater, size_t raters,
		   agreement_row_fn *each, void *context, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	struct inquiry q = {.study = study,
			    .columns = raters > 0 ? raters : 2,
			    .program = raters == 0,
			    .each = each,
			    .context = context};
	q.column = arena_calloc(&scratch, study->raters, sizeof *q.column);
	q.code = arena_calloc(&scratch, (study->units + 1) * (study->codebook->count + 1),
			      q.columns * sizeof *q.code);
	if (q.column && q.code) {
		for (size_t i = 0; i < study->raters; i++)
			q.column[i] = SIZE_MAX;
		for (size_t i = 0; i < raters; i++)
			q.column[rater[i]] = i;
		put_rows(&q);
	}
	arena_release(&scratch);
	return q.column && q.code ? 0 : error_memory(err);
}
