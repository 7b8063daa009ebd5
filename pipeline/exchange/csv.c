#include <inttypes.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/offsets.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/labels.h"
#include "pipeline/store/timing.h"

/* An anecdote a row, after RFC 4180. With semicolons it is made for a spreadsheet in a country that
 * writes 0,5: such a one wants a byte order mark too, or it takes the text for Windows-1252. */
struct csv {
	struct store *store;
	const struct codebook *codebook;
	FILE *to;
	char separator;
	struct arena arena;
	struct offsets offsets;
	struct timing timing;
	const struct stored_document *document;
};

static const char header[] =
	"id,external_id,document,path,round,case,title,date,start,end,speaker,speaker_role,kind,"
	"kind_score,themes,status,decided_themes,decided_kind,decided_role,reviewer,text,"
	"time_ms,time_end_ms\r\n";

static void put_cell(const struct csv *out, struct span value)
{
	cell_put(out->to, value, out->separator);
}

static void put_number(const struct csv *out, uint32_t value)
{
	(void)fprintf(out->to, "%u%c", value, out->separator);
}

static void put_score(const struct csv *out, float score)
{
	char text[REAL_TEXT];
	const size_t len = real_text(text, (double)score, SCORE_DECIMALS);
	char *point = out->separator == ';' ? memchr(text, '.', len) : NULL;
	if (point)
		*point = ',';
	(void)fwrite(text, 1, len, out->to);
	(void)fputc(out->separator, out->to);
}

static void put_header(const struct csv *out)
{
	if (out->separator == ';')
		(void)fputs("\xEF\xBB\xBF", out->to);
	for (const char *c = header; *c; c++)
		(void)fputc(*c == ',' ? out->separator : *c, out->to);
}

/* `regels;tijd` */
static int suggested_themes(struct span *out, struct csv *csv, struct span ranking,
			    struct error *err)
{
	struct arena *arena = &csv->arena;
	const struct unpacked_theme *theme;
	size_t count, total = 0;
	const int status = labels_ranking(&theme, &count, csv->codebook, ranking, arena, err);
	if (status < 0)
		return status;
	for (size_t i = 0; i < count; i++)
		total += theme[i].id.len + 1;
	char *text = arena_alloc(arena, total);
	if (!text)
		return error_memory(err);
	size_t len = 0;
	for (size_t i = 0; i < count; i++) {
		if (!theme[i].suggested)
			continue;
		if (len > 0)
			text[len++] = ';';
		for (size_t c = 0; c < theme[i].id.len; c++)
			text[len++] = theme[i].id.at[c];
	}
	*out = (struct span){text, len};
	return 0;
}

static int decided_themes(struct span *out, struct csv *csv, struct span json, struct error *err)
{
	const struct span *id;
	size_t count, total = 0;
	const int status = labels_ids(&id, &count, csv->codebook, json, &csv->arena, err);
	if (status < 0)
		return status;
	for (size_t i = 0; i < count; i++)
		total += id[i].len + 1;
	char *text = arena_alloc(&csv->arena, total);
	if (!text)
		return error_memory(err);
	size_t len = 0;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text[len++] = ';';
		memcpy(text + len, id[i].at, id[i].len);
		len += id[i].len;
	}
	*out = (struct span){text, len};
	return 0;
}

static int put_decision(struct csv *out, int64_t number, struct error *err)
{
	struct stored_decision decision = {.status = SPAN("suggested")};
	struct span themes = SPAN("");
	int status = number == 0
			     ? 0
			     : store_decision_get(&decision, out->store, number, &out->arena, err);
	if (status == 0)
		status = decided_themes(&themes, out, decision.themes, err);
	if (status != 0)
		return status;
	put_cell(out, decision.status);
	put_cell(out, themes);
	put_cell(out, decision.kind);
	put_cell(out, decision.role);
	put_cell(out, decision.reviewer);
	return 0;
}

/* The last cells of the row. */
static void put_times(const struct csv *out, struct range range)
{
	const struct passage_time time = timing_of(&out->timing, range);
	if (time.start_ms >= 0)
		(void)fprintf(out->to, "%" PRId64, time.start_ms);
	(void)fputc(out->separator, out->to);
	if (time.end_ms >= 0)
		(void)fprintf(out->to, "%" PRId64, time.end_ms);
	(void)fputs("\r\n", out->to);
}

static int each_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct csv *out = context;
	const struct stored_document *document = out->document;
	struct span themes = SPAN("");
	int status = suggested_themes(&themes, out, anecdote->ranking, err);
	if (status < 0)
		return status;
	const struct span before[] = {anecdote->id,    anecdote->external, document->id,
				      document->path,  document->round,    document->case_name,
				      document->title, document->date};
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		put_cell(out, before[i]);
	put_number(out, offsets_characters(&out->offsets, anecdote->range.start));
	put_number(out, offsets_characters(&out->offsets, anecdote->range.end));
	put_cell(out, anecdote->speaker);
	put_cell(out, anecdote->role);
	put_cell(out, anecdote->kind);
	put_score(out, anecdote->kind_score);
	put_cell(out, themes);
	status = put_decision(out, anecdote->decision, err);
	put_cell(out, anecdote->text);
	put_times(out, anecdote->range);
	return status;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct csv *out = context;
	if (document->failed)
		return 0;
	struct stored_content content;
	arena_reset(&out->arena);
	out->document = document;
	int status = store_content_get(&content, out->store, document->number, &out->arena, err);
	if (status == 0 && offsets_init(&out->offsets, content.text, &out->arena) < 0)
		status = error_memory(err);
	if (status == 0)
		status = timing_load(&out->timing, content.blocks, &out->arena, err);
	if (status < 0)
		return status;
	return store_anecdotes_each(out->store, document->number, each_anecdote, out, err);
}

int export_csv(const struct export_job *job, struct error *err)
{
	struct csv out = {.store = job->store,
			  .codebook = job->codebook,
			  .to = job->to,
			  .separator = job->separator ? job->separator : ','};
	put_header(&out);
	const int status = store_documents_each(job->store, each_document, &out, err);
	arena_release(&out.arena);
	return status;
}
