#include <math.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/agreement.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/offsets.h"
#include "pipeline/exchange/sheet.h"
#include "pipeline/exchange/sheet_agreement.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/labels.h"
#include "pipeline/store/opinions.h"
#include "pipeline/store/timing.h"

enum {
	SHEET_THEMES,
	SHEET_ANECDOTES,
	SHEET_DECISIONS,
	SHEET_AGREEMENT,
	SHEET_ADVICE,
	SHEET_PROMISES,
	SHEETS
};

static const struct column sheet_name[SHEETS] = {
	{"Themalijst", "Theme list", 0, false},         {"Anekdotes", "Anecdotes", 0, false},
	{"Besluiten", "Decisions", 0, false},           {"Overeenstemming", "Agreement", 0, false},
	{"Aanbevelingen", "Recommendations", 0, false}, {"Afspraken", "Commitments", 0, false},
};
static const struct column theme_columns[] = {
	{"Thema", "Theme", 34, false},
	{"Id", "Id", 18, false},
	{"Valt onder", "Parent", 18, false},
	{"Omschrijving", "Definition", 60, true},
	{"Anekdotes", "Anecdotes", 11, false},
	{"Waarvan beoordeeld", "Of which reviewed", 19, false},
	{"Documenten", "Documents", 12, false},
	{NULL, NULL, 0, false},
};
static const struct column anecdote_columns[] = {
	{"Id", "Id", 18, false},
	{"Eigen id", "External id", 14, false},
	{"Ronde", "Round", 8, false},
	{"Initiatief", "Case", 24, false},
	{"Document", "Document", 30, false},
	{"Begin", "Start", 8, false},
	{"Einde", "End", 8, false},
	{"Anekdote", "Anecdote", 80, true},
	{"Spreker", "Speaker", 16, false},
	{"Rol", "Role", 16, false},
	{"Soort", "Kind", 16, false},
	{"Voorgestelde thema's", "Suggested themes", 30, false},
	{"Stand", "Status", 12, false},
	{"Thema's na beoordeling", "Themes after review", 30, false},
	{"Van (opname)", "From (recording)", 16, false},
	{"Tot (opname)", "To (recording)", 16, false},
	{NULL, NULL, 0, false},
};
static const struct column decision_columns[] = {
	{"Anekdote", "Anecdote", 18, false},
	{"Beoordelaar", "Reviewer", 18, false},
	{"Samen", "Together", 8, false},
	{"Datum", "Date", 26, false},
	{"Stand", "Status", 12, false},
	{"Thema's", "Themes", 30, false},
	{"Soort", "Kind", 16, false},
	{"Rol", "Role", 16, false},
	{"Notitie", "Note", 40, true},
	{"Tekst", "Text", 80, true},
	{NULL, NULL, 0, false},
};
static const struct column advice_columns[] = {
	{"Id", "Id", 18, false},
	{"Ronde", "Round", 8, false},
	{"Initiatief", "Case", 24, false},
	{"Document", "Document", 30, false},
	{"Aanbeveling", "Recommendation", 80, true},
	{"Voor", "Audience", 18, false},
	{"Thema's", "Themes", 30, false},
	{"Anekdote", "Anecdote", 18, false},
	{"Score", "Score", 8, false},
	{NULL, NULL, 0, false},
};
static const struct column promise_columns[] = {
	{"Id", "Id", 18, false},
	{"Ronde", "Round", 8, false},
	{"Initiatief", "Case", 24, false},
	{"Document", "Document", 30, false},
	{"Afspraak", "Commitment", 60, true},
	{"Wat ervan werd", "What became of it", 16, false},
	{"Waar dat staat", "Where it says so", 60, true},
	{"Beoordeeld", "Judged", 16, false},
	{"Door", "By", 16, false},
	{NULL, NULL, 0, false},
};
static const struct column *const sheet_columns[SHEETS] = {
	theme_columns,           anecdote_columns, decision_columns,
	sheet_agreement_columns, advice_columns,   promise_columns};

/* What a theme comes to over the study. */
struct tally {
	uint32_t anecdotes;
	uint32_t reviewed;
	uint32_t documents;
	int64_t last_document;
};

struct xlsx {
	const struct export_job *job;
	struct book book;
	struct sheet sheet[SHEETS];
	struct arena arena; /* of the whole */
	struct arena scratch;
	struct tally *tally;
	struct agreement_study agreement;
	const struct stored_document *document;
	struct offsets offsets;
	struct timing timing;
};

/* As in the other exports, so that a sheet can be compared with them. */
static double rounded(float score)
{
	return round((double)score * 10000) / 10000;
}

/* `regels; tijd` */
static struct span join(const struct span *id, size_t count, struct arena *arena)
{
	size_t size = 0, len = 0;
	for (size_t i = 0; i < count; i++)
		size += id[i].len + 2;
	char *text = arena_alloc(arena, size);
	for (size_t i = 0; text && i < count; i++) {
		if (i > 0) {
			memcpy(text + len, "; ", 2);
			len += 2;
		}
		memcpy(text + len, id[i].at, id[i].len);
		len += id[i].len;
	}
	return text ? (struct span){text, len} : SPAN("");
}

static int join_json(struct span *out, struct xlsx *x, struct span json, struct error *err)
{
	const struct span *id;
	size_t count;
	const int status = labels_ids(&id, &count, x->job->codebook, json, &x->scratch, err);
	*out = status == 0 ? join(id, count, &x->scratch) : SPAN("");
	return status;
}

static void count_theme(struct xlsx *x, struct span id, bool reviewed)
{
	const struct codebook_theme *theme = codebook_find(x->job->codebook, id);
	if (!theme)
		return;
	struct tally *tally = &x->tally[theme - x->job->codebook->theme];
	tally->anecdotes++;
	tally->reviewed += reviewed;
	tally->documents += tally->last_document != x->document->number;
	tally->last_document = x->document->number;
}

static int put_suggested(struct xlsx *x, const struct stored_anecdote *anecdote, struct error *err)
{
	const struct unpacked_theme *theme;
	size_t themes, count = 0;
	const int status = labels_ranking(&theme, &themes, x->job->codebook, anecdote->ranking,
					  &x->scratch, err);
	struct span *id = arena_calloc(&x->scratch, themes, sizeof *id);
	if (status < 0 || !id)
		return status < 0 ? status : error_memory(err);
	for (size_t i = 0; i < themes; i++) {
		if (!theme[i].suggested)
			continue;
		id[count++] = theme[i].id;
		if (anecdote->decision == 0)
			count_theme(x, theme[i].id, false);
	}
	sheet_text(&x->sheet[SHEET_ANECDOTES], join(id, count, &x->scratch));
	return 0;
}

static int put_standing(struct xlsx *x, int64_t number, struct error *err)
{
	struct sheet *to = &x->sheet[SHEET_ANECDOTES];
	struct stored_decision decision = {.status = SPAN("suggested")};
	const struct span *id = NULL;
	size_t count = 0;
	int status = number == 0 ? 0
				 : store_decision_get(&decision, x->job->store, number, &x->scratch,
						      err);
	if (status == 0)
		status = labels_ids(&id, &count, x->job->codebook, decision.themes, &x->scratch,
				    err);
	for (size_t i = 0; i < count; i++)
		count_theme(x, id[i], true);
	sheet_text(to, decision.status);
	sheet_text(to, join(id, count, &x->scratch));
	return status;
}

static void put_place(struct xlsx *x, struct sheet *to)
{
	sheet_text(to, x->document->round);
	sheet_text(to, x->document->case_name);
	sheet_text(to, x->document->path);
}

static void put_times(struct xlsx *x, struct range range)
{
	const struct passage_time time = timing_of(&x->timing, range);
	const int64_t ms[] = {time.start_ms, time.end_ms};
	for (size_t i = 0; i < sizeof ms / sizeof ms[0]; i++) {
		char clock[CLOCK_TEXT];
		const size_t len = timing_clock(clock, ms[i]);
		sheet_text(&x->sheet[SHEET_ANECDOTES], (struct span){clock, len});
	}
}

static int each_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct xlsx *x = context;
	struct sheet *to = &x->sheet[SHEET_ANECDOTES];
	sheet_text(to, anecdote->id);
	sheet_text(to, anecdote->external);
	put_place(x, to);
	sheet_number(to, offsets_characters(&x->offsets, anecdote->range.start));
	sheet_number(to, offsets_characters(&x->offsets, anecdote->range.end));
	sheet_text(to, anecdote->text);
	sheet_text(to, anecdote->speaker);
	sheet_text(to, anecdote->role);
	sheet_text(to, anecdote->kind);
	int status = put_suggested(x, anecdote, err);
	if (status == 0)
		status = put_standing(x, anecdote->decision, err);
	put_times(x, anecdote->range);
	sheet_row(to);
	if (status == 0)
		status = agreement_unit(&x->agreement, anecdote, err);
	return status;
}

static int each_opinion(void *context, const struct stored_opinion *opinion, struct error *err)
{
	struct xlsx *x = context;
	struct sheet *to = &x->sheet[SHEET_DECISIONS];
	struct span themes;
	const int status = join_json(&themes, x, opinion->themes, err);
	const struct span yes = x->book.dutch ? SPAN("ja") : SPAN("yes");
	const struct span cell[] = {
		opinion->anecdote,   opinion->reviewer, opinion->settled ? yes : SPAN(""),
		opinion->decided_at, opinion->status,   themes,
		opinion->kind,       opinion->role,     opinion->note,
		opinion->text};
	for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++)
		sheet_text(to, cell[i]);
	sheet_row(to);
	const struct agreement_word word = {.anecdote = opinion->anecdote,
					    .reviewer = opinion->reviewer,
					    .settled = opinion->settled,
					    .status = opinion->status,
					    .themes = opinion->themes,
					    .kind = opinion->kind,
					    .role = opinion->role};
	return status == 0 ? agreement_word(&x->agreement, &word, err) : status;
}

static int each_recommendation(void *context, const struct stored_recommendation *advice,
			       struct error *err)
{
	struct xlsx *x = context;
	struct sheet *to = &x->sheet[SHEET_ADVICE];
	struct span themes;
	const int status = join_json(&themes, x, advice->themes, err);
	sheet_text(to, advice->id);
	put_place(x, to);
	sheet_text(to, advice->text);
	sheet_text(to, advice->audience);
	sheet_text(to, themes);
	sheet_text(to, advice->anecdote);
	sheet_number(to, rounded(advice->score));
	sheet_row(to);
	return status;
}

static int each_commitment(void *context, const struct stored_commitment *promise,
			   struct error *err)
{
	struct xlsx *x = context;
	struct sheet *to = &x->sheet[SHEET_PROMISES];
	(void)err;
	sheet_text(to, promise->id);
	put_place(x, to);
	sheet_text(to, promise->text);
	sheet_text(to, promise->status);
	sheet_text(to, promise->outcome_text);
	sheet_text(to, promise->judged);
	sheet_text(to, promise->judge);
	sheet_row(to);
	return 0;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct xlsx *x = context;
	struct store *store = x->job->store;
	const int64_t number = document->number;
	struct stored_content content;
	if (document->failed)
		return 0;
	arena_reset(&x->scratch);
	x->document = document;
	int status = store_content_get(&content, store, number, &x->scratch, err);
	if (status == 0 && offsets_init(&x->offsets, content.text, &x->scratch) < 0)
		status = error_memory(err);
	if (status == 0)
		status = timing_load(&x->timing, content.blocks, &x->scratch, err);
	if (status == 0)
		status = store_anecdotes_each(store, number, each_anecdote, x, err);
	if (status == 0)
		status = store_opinions_each(store, number, each_opinion, x, err);
	if (status == 0)
		status = store_recommendations_each(store, number, each_recommendation, x, err);
	return status == 0 ? store_commitments_each(store, number, each_commitment, x, err)
			   : status;
}

static void put_themes(struct xlsx *x)
{
	const struct codebook *codebook = x->job->codebook;
	struct sheet *to = &x->sheet[SHEET_THEMES];
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		const struct tally *tally = &x->tally[i];
		if (codebook_resolve(codebook, theme->id) != theme)
			continue;
		sheet_text(to, codebook_name(theme, span_from(x->job->language)));
		sheet_text(to, theme->id);
		sheet_text(to, codebook_label(codebook, theme->parent));
		sheet_text(to, theme->definition);
		sheet_number(to, tally->anecdotes);
		sheet_number(to, tally->reviewed);
		sheet_number(to, tally->documents);
		sheet_row(to);
	}
}

static int write_book(struct xlsx *x, struct error *err)
{
	const size_t themes = x->job->codebook->count;
	int status = book_open(&x->book, x->job->language, err);
	for (int i = 0; i < SHEETS && status == 0; i++)
		status = sheet_begin(&x->sheet[i], &x->book, &sheet_name[i], sheet_columns[i], err);
	agreement_init(&x->agreement, x->job->codebook, x->job->lexicon, &x->arena);
	x->tally = arena_calloc(&x->arena, themes, sizeof *x->tally);
	if (status == 0 && !x->tally)
		status = error_memory(err);
	if (status == 0)
		status = store_documents_each(x->job->store, each_document, x, err);
	if (status == 0)
		status = sheet_agreement(&x->sheet[SHEET_AGREEMENT], &x->agreement,
					 x->job->language, err);
	if (status < 0)
		return status;
	put_themes(x);
	return book_write(&x->book, x->sheet, SHEETS, x->job->to, err);
}

int export_xlsx(const struct export_job *job, struct error *err)
{
	struct xlsx x = {.job = job};
	const int status = write_book(&x, err);
	book_close(&x.book);
	arena_release(&x.scratch);
	arena_release(&x.arena);
	return status;
}
