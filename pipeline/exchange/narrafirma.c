#include "pipeline/exchange/narrafirma.h"

#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/csv.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/import_stories.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/labels.h"

/* --- the form in --------------------------------------------------------------------------- */

enum { LOOK_AT = 2048 }; /* bytes; a few lines of comment may stand above the header */
enum { FORM_TYPE = 1, FORM_SHORT = 3, FORM_LONG = 4, FORM_ANSWERS = 6 };

bool narrafirma_fits(struct span bytes, const char *name)
{
	static const char header[] = "Data column name,Type,About,Short name,Long name";
	(void)name;
	return memmem(bytes.at, bytes.len < LOOK_AT ? bytes.len : LOOK_AT, header,
		      sizeof header - 1) != NULL;
}

static struct span cell_at(const struct stories_row *row, size_t place)
{
	return place < row->cells ? span_trim(row->cell[place]) : SPAN("");
}

static bool has_choices(struct span type)
{
	return span_starts(type, SPAN("Single choice")) || span_starts(type, SPAN("Multi-choice"));
}

/* `Indv|Individual` is `Indv` in the data and `Individual` for people. */
static struct span shown(struct span answer)
{
	const char *bar = memchr(answer.at, '|', answer.len);
	return bar ? span_trim((struct span){bar + 1, answer.len - (size_t)(bar + 1 - answer.at)})
		   : answer;
}

static int read_question(struct draft *draft, const struct stories_row *row, struct error *err)
{
	const size_t question = draft_theme(draft, SPAN(""), cell_at(row, FORM_SHORT));
	if (question == SIZE_MAX)
		return error_memory(err);
	draft->theme[question].definition = cell_at(row, FORM_LONG);
	for (size_t i = FORM_ANSWERS; i < row->cells; i++) {
		const struct span answer = shown(cell_at(row, i));
		if (answer.len == 0)
			continue;
		const size_t theme = draft_theme(draft, SPAN(""), answer);
		if (theme == SIZE_MAX)
			return error_memory(err);
		draft->theme[theme].parent = question;
	}
	return 0;
}

int narrafirma_read(struct draft *draft, struct span text, struct error *err)
{
	struct csv_rows rows;
	int status = csv_read(&rows, text, draft->arena) < 0 ? error_memory(err) : 0;
	for (size_t i = 0; status == 0 && i < rows.count; i++)
		if (has_choices(cell_at(&rows.row[i], FORM_TYPE)))
			status = read_question(draft, &rows.row[i], err);
	return status;
}

/* --- out ----------------------------------------------------------------------------------- */

/* Names of the questions, the same in form and stories. */
static const char *const question[2][5] = {
	{"Themes", "Kind", "Teller", "Round", "Case"},
	{"Thema's", "Soort", "Verteller", "Ronde", "Initiatief"},
};
static const char *const asked[2][5] = {
	{"What is this story about?", "What came of it?", "Who tells it?",
	 "In which round was it told?", "Which initiative is it about?"},
	{"Waar gaat dit verhaal over?", "Wat kwam ervan?", "Wie vertelt het?",
	 "In welke ronde is het verteld?", "Over welk initiatief gaat het?"},
};
static const char *const type[5] = {"Multi-choice single-column delimited", "Single choice",
				    "Single choice", "Text", "Text"};
static const enum target_kind answers[5] = {TARGET_THEME, TARGET_KIND, TARGET_ROLE, TARGET_KINDS,
					    TARGET_KINDS};

static size_t language_of(const struct export_job *job)
{
	return strncmp(job->language, "nl", 2) == 0;
}

static void put_string(FILE *to, const char *text)
{
	import_stories_cell(to, span_from(text), ',');
}

static void put_themes(const struct export_job *job)
{
	const struct codebook *codebook = job->codebook;
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		if (codebook_resolve(codebook, theme->id) == theme)
			import_stories_cell(job->to, codebook_name(theme, span_from(job->language)),
					    ',');
	}
}

static void put_targets(const struct export_job *job, enum target_kind kind)
{
	for (size_t i = 0; i < lexicon_count(job->lexicon, kind); i++) {
		const struct target *target = lexicon_target(job->lexicon, kind, (uint16_t)i);
		import_stories_cell(job->to, lexicon_name(target, span_from(job->language)), ',');
	}
}

static void put_question(const struct export_job *job, size_t q)
{
	const size_t l = language_of(job);
	put_string(job->to, question[l][q]);
	put_string(job->to, type[q]);
	put_string(job->to, "story");
	put_string(job->to, question[l][q]);
	put_string(job->to, asked[l][q]);
	put_string(job->to, ""); /* options */
	if (answers[q] == TARGET_THEME)
		put_themes(job);
	else if (answers[q] != TARGET_KINDS)
		put_targets(job, answers[q]);
	(void)fputc('\n', job->to);
}

int export_narrafirma_form(const struct export_job *job, struct error *err)
{
	static const char *const setting[][2] = {
		{"Story title column name", "Story title"},
		{"Story text column name", "Story text"},
		{"Participant ID column name", "Participant ID"},
		{"Story collection date column name", "Collection date"},
		{"Language column name", "Language"},
		{"Multi choice single column delimiter", ";"},
	};
	(void)err;
	(void)fputs("Data column name,Type,About,Short name,Long name,Options,Answers\n", job->to);
	for (size_t q = 0; q < sizeof type / sizeof type[0]; q++)
		put_question(job, q);
	(void)fputs(",Title,form,,,,", job->to);
	import_stories_cell(job->to, span_from(job->name), '\n');
	for (size_t i = 0; i < sizeof setting / sizeof setting[0]; i++)
		(void)fprintf(job->to, ",%s,import,,,,%s\n", setting[i][0], setting[i][1]);
	return 0;
}

enum { TITLE_MOST = 200 }; /* bytes; it stands above the story on a card */

struct stories {
	const struct export_job *job;
	const struct stored_document *document;
	unsigned number; /* in the document */
	struct arena arena;
};

static struct span name_of(const struct export_job *job, enum target_kind kind, struct span id)
{
	const struct span language = span_from(job->language);
	const struct codebook_theme *theme =
		kind == TARGET_THEME ? codebook_find(job->codebook, id) : NULL;
	const uint16_t index = lexicon_find(job->lexicon, kind, id);
	if (theme)
		return codebook_name(theme, language);
	return index == UINT16_MAX
		       ? id
		       : lexicon_name(lexicon_target(job->lexicon, kind, index), language);
}

static void put_names(struct stories *out, enum target_kind kind, const struct span *id,
		      size_t count)
{
	char *text = NULL;
	size_t len = 0, capacity = 0;
	for (size_t i = 0; i < count; i++) {
		const struct span name = name_of(out->job, kind, id[i]);
		if (name.len == 0 ||
		    arena_grow(&out->arena, &text, &capacity, len, len + name.len + 1, 1) < 0)
			continue;
		if (len > 0)
			text[len++] = ';';
		memcpy(text + len, name.at, name.len);
		len += name.len;
	}
	import_stories_cell(out->job->to, (struct span){text ? text : "", len}, ',');
}

/* What holds: what people decided, else, where it is asked for, what is suggested. */
static int put_labels(struct stories *out, const struct stored_anecdote *anecdote,
		      struct error *err)
{
	struct stored_decision decision = {.themes = SPAN("")};
	const struct unpacked_theme *ranking;
	const struct span *theme = NULL;
	size_t themes = 0, count = 0;
	int status = labels_ranking(&ranking, &count, out->job->codebook, anecdote->ranking,
				    &out->arena, err);
	struct span *suggested = arena_calloc(&out->arena, count, sizeof *suggested);
	if (status == 0 && !suggested)
		status = error_memory(err);
	if (status == 0 && anecdote->decision > 0)
		status = store_decision_get(&decision, out->job->store, anecdote->decision,
					    &out->arena, err);
	if (status == 0)
		status = labels_ids(&theme, &themes, out->job->codebook, decision.themes,
				    &out->arena, err);
	if (status < 0)
		return status;
	const bool suggest = anecdote->decision == 0 && out->job->with_suggestions;
	for (size_t i = 0; i < count && suggest; i++)
		if (ranking[i].suggested)
			suggested[themes++] = ranking[i].id;
	put_names(out, TARGET_THEME, suggest ? suggested : theme, themes);
	put_names(out, TARGET_KIND, suggest ? &anecdote->kind : &decision.kind, 1);
	put_names(out, TARGET_ROLE, suggest ? &anecdote->role : &decision.role, 1);
	return 0;
}

static int each_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct stories *out = context;
	const struct stored_document *document = out->document;
	struct span name = document->title.len > 0 ? document->title : document->path;
	char title[TITLE_MOST + 16];
	if (name.len > TITLE_MOST)
		for (name.len = TITLE_MOST; (name.at[name.len] & 0xC0) == 0x80;)
			name.len--;
	(void)snprintf(title, sizeof title, "%.*s #%u", (int)name.len, name.at, ++out->number);
	put_string(out->job->to, title);
	import_stories_cell(out->job->to, anecdote->text, ',');
	import_stories_cell(out->job->to, anecdote->speaker, ',');
	import_stories_cell(out->job->to, document->date, ',');
	import_stories_cell(out->job->to, document->language, ',');
	const int status = put_labels(out, anecdote, err);
	import_stories_cell(out->job->to, document->round, ',');
	import_stories_cell(out->job->to, document->case_name, '\n');
	arena_reset(&out->arena);
	return status;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct stories *out = context;
	out->document = document;
	out->number = 0;
	return document->failed ? 0
				: store_anecdotes_each(out->job->store, document->number,
						       each_anecdote, out, err);
}

int export_narrafirma(const struct export_job *job, struct error *err)
{
	struct stories out = {.job = job};
	const size_t l = language_of(job);
	(void)fputs("Story title,Story text,Participant ID,Collection date,Language", job->to);
	for (size_t q = 0; q < sizeof type / sizeof type[0]; q++)
		(void)fprintf(job->to, ",%s", question[l][q]);
	(void)fputc('\n', job->to);
	const int status = store_documents_each(job->store, each_document, &out, err);
	arena_release(&out.arena);
	return status;
}
