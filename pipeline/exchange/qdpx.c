#include "pipeline/exchange/qdpx.h"

#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/offsets.h"
#include "pipeline/store/documents.h"

enum { NAME_CHARACTERS = 120 }; /* of the quotation that a selection is named by */

enum variable { VARIABLE_ROUND, VARIABLE_CASE, VARIABLE_DATE, VARIABLE_SPEAKER, VARIABLES };
static const struct {
	const char *id, *dutch, *english;
} variables[VARIABLES] = {
	{"round", "Ronde", "Round"},
	{"case", "Initiatief", "Case"},
	{"date", "Datum", "Date"},
	{"speaker", "Spreker", "Speaker"},
};

static struct guid variable_guid(enum variable which)
{
	return guid_of("variable", span_from(variables[which].id));
}

static struct span variable_of(const struct qdpx_document *document, enum variable which)
{
	const struct span value[VARIABLES] = {document->round, document->case_name, document->date,
					      document->speakers};
	return value[which];
}

static void put_guid(struct qdpx *q, const char *name, struct guid guid)
{
	markup_attribute(&q->to, name, span_from(guid.text));
}

static void put_reference(struct qdpx *q, const char *element, struct guid guid)
{
	markup_open(&q->to, element);
	put_guid(q, "targetGUID", guid);
	markup_close(&q->to);
}

static void put_date(struct qdpx *q, struct span date)
{
	if (date.len > 0)
		markup_attribute(&q->to, "creationDateTime", date);
}

static void put_value(struct qdpx *q, enum variable which, struct span value)
{
	if (value.len == 0)
		return;
	markup_open(&q->to, "VariableValue");
	put_reference(q, "VariableRef", variable_guid(which));
	markup_element(&q->to, "TextValue", value);
	markup_close(&q->to);
}

static void put_users(struct qdpx *q)
{
	if (q->users == 0)
		return;
	markup_open(&q->to, "Users");
	for (size_t i = 0; i < q->users; i++) {
		markup_open(&q->to, "User");
		put_guid(q, "guid", q->user[i].guid);
		markup_attribute(&q->to, "name", q->user[i].name);
		markup_attribute(&q->to, "id", q->user[i].key);
		markup_close(&q->to);
	}
	markup_close(&q->to);
}

static bool is_used(const struct qdpx *q, enum variable which)
{
	for (size_t i = 0; i < q->documents; i++)
		if (variable_of(&q->document[i], which).len > 0)
			return true;
	return false;
}

static void put_variables(struct qdpx *q)
{
	const bool dutch = strncmp(q->job->language, "nl", 2) == 0;
	bool open = false;
	for (int v = 0; v < VARIABLES; v++) {
		if (!is_used(q, (enum variable)v))
			continue;
		if (!open)
			markup_open(&q->to, "Variables");
		open = true;
		markup_open(&q->to, "Variable");
		put_guid(q, "guid", variable_guid((enum variable)v));
		markup_attribute(&q->to, "name",
				 span_from(dutch ? variables[v].dutch : variables[v].english));
		markup_attribute(&q->to, "typeOfVariable", SPAN("Text"));
		markup_close(&q->to);
	}
	if (open)
		markup_close(&q->to);
}

/* --- cases --------------------------------------------------------------------------------- */

static void begin_case(struct qdpx *q, bool *open, struct guid guid, struct span name)
{
	if (!*open)
		markup_open(&q->to, "Cases");
	*open = true;
	markup_open(&q->to, "Case");
	put_guid(q, "guid", guid);
	markup_attribute(&q->to, "name", name);
}

/* Whose stories these are: an initiative with its reports. */
static void put_initiatives(struct qdpx *q, bool *open)
{
	for (size_t i = 0; i < q->documents; i++) {
		const struct span name = q->document[i].case_name;
		bool first = name.len > 0;
		for (size_t before = 0; before < i && first; before++)
			first = !span_equal(q->document[before].case_name, name);
		if (!first)
			continue;
		begin_case(q, open, guid_of("case", name), name);
		put_value(q, VARIABLE_CASE, name);
		for (size_t d = i; d < q->documents; d++)
			if (span_equal(q->document[d].case_name, name))
				put_reference(q, "SourceRef", guid_of("source", q->document[d].id));
		markup_close(&q->to);
	}
}

/* Who tells them. The same name in two reports may be two people. */
static void put_speakers(struct qdpx *q, bool *open)
{
	for (size_t from = 0, to; from < q->speeches; from = to) {
		const struct qdpx_speech *speech = &q->speech[from];
		const struct qdpx_document *document = &q->document[speech->document];
		char name[512];
		(void)snprintf(name, sizeof name, "%.*s (%.*s)", (int)speech->speaker.len,
			       speech->speaker.at, (int)document->path.len, document->path.at);
		begin_case(q, open, guid_of_pair("speaker", document->id, speech->speaker),
			   span_from(name));
		put_value(q, VARIABLE_SPEAKER, speech->speaker);
		for (to = from; to < q->speeches && q->speech[to].document == speech->document &&
				span_equal(q->speech[to].speaker, speech->speaker);
		     to++)
			put_reference(q, "SelectionRef", q->speech[to].selection);
		markup_close(&q->to);
	}
}

static void put_cases(struct qdpx *q)
{
	bool open = false;
	put_initiatives(q, &open);
	put_speakers(q, &open);
	if (open)
		markup_close(&q->to);
}

/* --- sources ------------------------------------------------------------------------------- */

/* The beginning of the quotation, on one line. */
static struct span selection_name(struct span text, struct arena *arena)
{
	size_t end = 0, len;
	for (size_t n = 0; end < text.len && n < NAME_CHARACTERS; n++, end += len)
		(void)utf8_decode(text, end, &len);
	char *name = arena_copy(arena, text.at, end);
	for (size_t i = 0; name && i < end; i++)
		if (name[i] == '\n' || name[i] == '\t')
			name[i] = ' ';
	return name ? (struct span){name, end} : SPAN("");
}

static int add_text(struct qdpx *q, struct guid guid, struct span text, struct error *err)
{
	char name[GUID_TEXT + 16];
	(void)snprintf(name, sizeof name, "sources/%s.txt", guid.text);
	return bundle_add(&q->bundle, name, text, err);
}

static void put_path(struct qdpx *q, struct guid guid)
{
	char path[GUID_TEXT + 20];
	(void)snprintf(path, sizeof path, "internal://%s.txt", guid.text);
	markup_attribute(&q->to, "plainTextPath", span_from(path));
}

static int put_note(struct qdpx *q, struct guid selection, const struct qdpx_passage *passage,
		    struct error *err)
{
	const struct guid guid = guid_of("note", span_from(selection.text));
	struct span date = passage->date.len > 0 ? passage->date : SPAN("1970-01-01T00:00:00Z");
	const char *copy = arena_copy(&q->arena, date.at, date.len);
	if (!copy || arena_grow(&q->arena, &q->note, &q->note_capacity, q->notes, q->notes + 1,
				sizeof *q->note) < 0)
		return error_memory(err);
	q->note[q->notes++] = (struct qdpx_note){guid, {copy, date.len}};
	put_reference(q, "NoteRef", guid);
	return add_text(q, guid, passage->note, err);
}

static int put_selection(struct qdpx *q, void *context, const struct qdpx_passage *passage,
			 struct error *err)
{
	const struct offsets *offsets = context;
	const struct guid guid = qdpx_selection_guid(passage);
	const struct guid user = qdpx_user_guid(passage->user);
	markup_open(&q->to, "PlainTextSelection");
	put_guid(q, "guid", guid);
	markup_attribute(&q->to, "name", selection_name(passage->text, &q->scratch));
	markup_number(&q->to, "startPosition", offsets_characters(offsets, passage->range.start));
	markup_number(&q->to, "endPosition", offsets_characters(offsets, passage->range.end));
	put_guid(q, "creatingUser", user);
	put_date(q, passage->date);
	for (size_t i = 0; i < passage->codes; i++) {
		const struct guid code = q->codes.item[passage->code[i]].guid;
		markup_open(&q->to, "Coding");
		put_guid(q, "guid",
			 guid_of_pair("coding", span_from(guid.text), span_from(code.text)));
		put_guid(q, "creatingUser", user);
		put_date(q, passage->date);
		put_reference(q, "CodeRef", code);
		markup_close(&q->to);
	}
	const int status = passage->note.len > 0 ? put_note(q, guid, passage, err) : 0;
	markup_close(&q->to);
	return status;
}

static int put_source(struct qdpx *q, const struct qdpx_document *document, struct error *err)
{
	const struct guid guid = guid_of("source", document->id);
	struct stored_content content;
	struct offsets offsets;
	int status = store_content_get(&content, q->job->store, document->number, &q->scratch, err);
	if (status == 0 && offsets_init(&offsets, content.text, &q->scratch) < 0)
		status = error_memory(err);
	if (status == 0)
		status = add_text(q, guid, content.text, err);
	if (status < 0)
		return status;
	markup_open(&q->to, "TextSource");
	put_guid(q, "guid", guid);
	markup_attribute(&q->to, "name", document->path);
	put_path(q, guid);
	if (document->title.len > 0)
		markup_element(&q->to, "Description", document->title);
	status = qdpx_passages(q, document->number, put_selection, &offsets, err);
	for (int v = 0; v < VARIABLES; v++)
		put_value(q, (enum variable)v, variable_of(document, (enum variable)v));
	markup_close(&q->to);
	return status;
}

static int put_sources(struct qdpx *q, struct error *err)
{
	int status = 0;
	if (q->documents == 0)
		return 0;
	markup_open(&q->to, "Sources");
	for (size_t i = 0; i < q->documents && status == 0; i++) {
		status = put_source(q, &q->document[i], err);
		arena_reset(&q->scratch);
	}
	markup_close(&q->to);
	return status;
}

static void put_notes(struct qdpx *q)
{
	if (q->notes == 0)
		return;
	markup_open(&q->to, "Notes");
	for (size_t i = 0; i < q->notes; i++) {
		markup_open(&q->to, "Note");
		put_guid(q, "guid", q->note[i].guid);
		put_path(q, q->note[i].guid);
		put_date(q, q->note[i].date);
		markup_close(&q->to);
	}
	markup_close(&q->to);
}

static int write_project(struct qdpx *q, struct error *err)
{
	struct span bytes;
	markup_attribute(&q->to, "name", span_from(q->job->name));
	markup_attribute(&q->to, "origin", SPAN("Rode Draad " RODEDRAAD_VERSION));
	put_users(q);
	markup_open(&q->to, "CodeBook");
	codes_write(&q->to, &q->codes);
	markup_close(&q->to);
	put_variables(q);
	put_cases(q);
	int status = put_sources(q, err);
	put_notes(q);
	if (status == 0)
		status = markup_finish(&bytes, &q->to, err);
	if (status == 0)
		status = bundle_add(&q->bundle, "project.qde", bytes, err);
	return status == 0 ? bundle_write(&q->bundle, q->job->to, err) : status;
}

int export_qdpx(const struct export_job *job, struct error *err)
{
	struct qdpx q = {.job = job};
	int status = bundle_open(&q.bundle, err);
	markup_init(&q.to, "Project", "urn:QDA-XML:project:1.0");
	if (status == 0)
		status = qdpx_gather(&q, err);
	if (status == 0)
		status = write_project(&q, err);
	markup_release(&q.to);
	bundle_close(&q.bundle);
	arena_release(&q.scratch);
	arena_release(&q.arena);
	return status;
}
