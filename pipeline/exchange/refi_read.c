#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/xml.h"
#include "pipeline/exchange/refi.h"

struct reader {
	struct xml xml;
	struct refi *out;
	struct arena *arena;
	struct error *err;
	int status; /* 0, or the first failure */
	bool done;  /* of the XML */
};

typedef void child_fn(struct reader *r, void *context);

static void fail(struct reader *r, int status)
{
	if (r->status == 0)
		r->status = status;
}

/* Calls `each` at every element directly inside the one at hand, until that one ends. `each` must
 * read the child to its end, or leave it be. */
static void children(struct reader *r, child_fn *each, void *context)
{
	while (r->status == 0) {
		switch (xml_next(&r->xml)) {
		case XML_START:
			each(r, context);
			break;
		case XML_STOP:
			return;
		case XML_TEXT:
			break;
		default:
			fail(r, xml_broken(&r->xml, r->err));
		}
	}
}

static struct span keep(struct reader *r, struct span text)
{
	const char *copy = arena_copy(r->arena, text.at, text.len);
	if (!copy)
		fail(r, error_memory(r->err));
	return copy ? (struct span){copy, text.len} : SPAN("");
}

static struct span attribute(struct reader *r, const char *name)
{
	const char *value = xml_attribute(&r->xml, name);
	return value ? keep(r, span_from(value)) : SPAN("");
}

static struct guid guid(struct reader *r, const char *name)
{
	struct guid out;
	const char *value = xml_attribute(&r->xml, name);
	if (!value || !guid_read(&out, span_from(value)))
		out.text[0] = '\0';
	return out;
}

static int64_t position(struct reader *r, const char *name)
{
	const char *value = xml_attribute(&r->xml, name);
	char *end = NULL;
	const long long number = value ? strtoll(value, &end, 10) : -1;
	return end && end != value ? number : -1;
}

/* All text inside the element at hand, to its end. */
static struct span text(struct reader *r)
{
	char *at = NULL;
	size_t len = 0, capacity = 0;
	for (int depth = 1; depth > 0 && r->status == 0;) {
		switch (xml_next(&r->xml)) {
		case XML_START:
			depth++;
			break;
		case XML_STOP:
			depth--;
			break;
		case XML_TEXT: {
			const struct span piece = xml_text(&r->xml);
			if (arena_grow(r->arena, &at, &capacity, len, len + piece.len + 1, 1) < 0) {
				fail(r, error_memory(r->err));
				break;
			}
			memcpy(at + len, piece.at, piece.len);
			len += piece.len;
			break;
		}
		default:
			fail(r, xml_broken(&r->xml, r->err));
		}
	}
	return at ? (struct span){at, len} : SPAN("");
}

/* Room for one more; false: failed. */
#define MORE(r, list)                                                                              \
	more((r), &(r)->out->list, &(r)->out->list##_capacity, (r)->out->list##s,                  \
	     sizeof *(r)->out->list)

static bool more(struct reader *r, void *array, size_t *capacity, size_t count, size_t size)
{
	if (r->status != 0)
		return false;
	if (count >= REFI_ITEMS_MOST)
		fail(r, error_set(r->err, ERROR_LIMIT, "the project holds too much", "%d",
				  REFI_ITEMS_MOST));
	else if (arena_grow(r->arena, array, capacity, count, count + 1, size) < 0)
		fail(r, error_memory(r->err));
	return r->status == 0;
}

/* --- codes, users, variables --------------------------------------------------------------- */

static void in_code(struct reader *r, void *context);

static void code(struct reader *r, size_t parent)
{
	if (!MORE(r, code)) {
		xml_skip(&r->xml);
		return;
	}
	size_t index = r->out->codes++;
	const char *codable = xml_attribute(&r->xml, "isCodable");
	r->out->code[index] = (struct refi_code){
		.guid = guid(r, "guid"),
		.name = attribute(r, "name"),
		.parent = parent,
		.codable = !codable || strcmp(codable, "false") != 0,
	};
	children(r, in_code, &index);
}

static void in_code(struct reader *r, void *context)
{
	const size_t index = *(const size_t *)context;
	if (xml_is(&r->xml, "Code"))
		code(r, index);
	else if (xml_is(&r->xml, "Description"))
		r->out->code[index].description = span_trim(text(r));
	else
		xml_skip(&r->xml);
}

static void in_codes(struct reader *r, void *context)
{
	(void)context;
	if (xml_is(&r->xml, "Code"))
		code(r, SIZE_MAX);
	else
		xml_skip(&r->xml);
}

static void in_sets(struct reader *r, void *context)
{
	r->out->other[*(const enum refi_other *)context]++;
	xml_skip(&r->xml);
}

static void count_others(struct reader *r, enum refi_other which)
{
	children(r, in_sets, &which);
}

static void in_code_book(struct reader *r, void *context)
{
	(void)context;
	if (xml_is(&r->xml, "Codes"))
		children(r, in_codes, NULL);
	else if (xml_is(&r->xml, "Sets"))
		count_others(r, REFI_SETS);
	else
		xml_skip(&r->xml);
}

static void in_users(struct reader *r, void *context)
{
	(void)context;
	if (xml_is(&r->xml, "User") && MORE(r, user_item))
		r->out->user_item[r->out->user_items++] = (struct refi_user){
			guid(r, "guid"), attribute(r, "name"), attribute(r, "id")};
	xml_skip(&r->xml);
}

static void in_variables(struct reader *r, void *context)
{
	(void)context;
	if (xml_is(&r->xml, "Variable") && MORE(r, variable))
		r->out->variable[r->out->variables++] =
			(struct refi_variable){guid(r, "guid"), attribute(r, "name")};
	xml_skip(&r->xml);
}

/* --- sources ------------------------------------------------------------------------------- */

static void in_coding(struct reader *r, void *context)
{
	struct refi_coding *coding = context;
	if (xml_is(&r->xml, "CodeRef"))
		coding->code = guid(r, "targetGUID");
	xml_skip(&r->xml);
}

static void in_selection(struct reader *r, void *context)
{
	struct refi_selection *selection = context;
	if (xml_is(&r->xml, "Coding")) {
		struct refi_coding coding = {.user = guid(r, "creatingUser"),
					     .date = attribute(r, "creationDateTime")};
		children(r, in_coding, &coding);
		if (coding.code.text[0] == '\0' || !MORE(r, coding))
			return;
		r->out->coding[r->out->codings++] = coding;
		selection->codings++;
	} else if (xml_is(&r->xml, "Description")) {
		selection->description = span_trim(text(r));
	} else {
		if (xml_is(&r->xml, "NoteRef"))
			selection->note = guid(r, "targetGUID");
		xml_skip(&r->xml);
	}
}

static void read_selection(struct reader *r, struct refi_source *source)
{
	struct refi_selection selection = {
		.guid = guid(r, "guid"),
		.name = attribute(r, "name"),
		.start = position(r, "startPosition"),
		.end = position(r, "endPosition"),
		.user = guid(r, "creatingUser"),
		.date = attribute(r, "creationDateTime"),
		.first_coding = r->out->codings,
	};
	children(r, in_selection, &selection);
	if (!MORE(r, selection))
		return;
	r->out->selection[r->out->selections++] = selection;
	source->selections++;
}

static void in_value(struct reader *r, void *context)
{
	struct refi_value *value = context;
	if (xml_is(&r->xml, "VariableRef")) {
		value->variable = guid(r, "targetGUID");
		xml_skip(&r->xml);
	} else {
		value->text = span_trim(text(r));
	}
}

/* Adds a variable's value; *count is those of whom it is said. */
static void read_value(struct reader *r, size_t *count)
{
	struct refi_value value = {.text = SPAN("")};
	children(r, in_value, &value);
	if (!MORE(r, value))
		return;
	r->out->value[r->out->values++] = value;
	(*count)++;
}

static void in_source(struct reader *r, void *context)
{
	struct refi_source *source = context;
	if (xml_is(&r->xml, "PlainTextSelection")) {
		read_selection(r, source);
	} else if (xml_is(&r->xml, "PlainTextContent")) {
		source->text = text(r);
		source->inline_text = true;
	} else if (xml_is(&r->xml, "VariableValue")) {
		read_value(r, &source->values);
	} else {
		r->out->other[REFI_SOURCE_CODINGS] += xml_is(&r->xml, "Coding");
		xml_skip(&r->xml);
	}
}

static struct refi_source read_source(struct reader *r)
{
	struct refi_source source = {
		.guid = guid(r, "guid"),
		.name = attribute(r, "name"),
		.path = attribute(r, "plainTextPath"),
		.first_selection = r->out->selections,
		.first_value = r->out->values,
	};
	children(r, in_source, &source);
	return source;
}

static void text_source(struct reader *r, struct span name)
{
	struct refi_source source = read_source(r);
	if (source.name.len == 0)
		source.name = name;
	if (MORE(r, source))
		r->out->source[r->out->sources++] = source;
}

/* A PDF's text, if its writer gave that too. */
static void in_pdf(struct reader *r, void *context)
{
	if (xml_is(&r->xml, "Representation")) {
		text_source(r, *(const struct span *)context);
		return;
	}
	r->out->other[REFI_PDFS] += xml_is(&r->xml, "PDFSelection");
	xml_skip(&r->xml);
}

static void in_sources(struct reader *r, void *context)
{
	(void)context;
	if (xml_is(&r->xml, "TextSource")) {
		text_source(r, SPAN(""));
	} else if (xml_is(&r->xml, "PDFSource")) {
		struct span name = attribute(r, "name");
		children(r, in_pdf, &name);
	} else {
		r->out->other[REFI_PICTURES] += xml_is(&r->xml, "PictureSource");
		r->out->other[REFI_RECORDINGS] +=
			xml_is(&r->xml, "AudioSource") || xml_is(&r->xml, "VideoSource");
		xml_skip(&r->xml);
	}
}

static void in_notes(struct reader *r, void *context)
{
	(void)context;
	if (!xml_is(&r->xml, "Note")) {
		xml_skip(&r->xml);
		return;
	}
	const struct refi_source note = read_source(r);
	if (MORE(r, note))
		r->out->note[r->out->notes++] = note;
}

/* --- cases and sets ------------------------------------------------------------------------ */

static void in_group(struct reader *r, void *context)
{
	struct refi_group *group = context;
	if (xml_is(&r->xml, "VariableValue")) {
		read_value(r, &group->values);
		return;
	}
	if ((xml_is(&r->xml, "SourceRef") || xml_is(&r->xml, "SelectionRef") ||
	     xml_is(&r->xml, "MemberSource")) &&
	    MORE(r, member)) {
		r->out->member[r->out->members++] = (struct refi_member){guid(r, "targetGUID")};
		group->members++;
	}
	xml_skip(&r->xml);
}

static struct refi_group read_group(struct reader *r)
{
	struct refi_group group = {
		.guid = guid(r, "guid"),
		.name = attribute(r, "name"),
		.first_value = r->out->values,
		.first_member = r->out->members,
	};
	children(r, in_group, &group);
	return group;
}

static void in_cases(struct reader *r, void *context)
{
	(void)context;
	const struct refi_group group = read_group(r);
	if (MORE(r, case_item))
		r->out->case_item[r->out->case_items++] = group;
}

static void in_project_sets(struct reader *r, void *context)
{
	(void)context;
	const struct refi_group group = read_group(r);
	if (MORE(r, set_item))
		r->out->set_item[r->out->set_items++] = group;
}

/* --- the whole ----------------------------------------------------------------------------- */

static void in_project(struct reader *r, void *context)
{
	static const struct {
		const char *name;
		child_fn *each;
	} lists[] = {{"Users", in_users}, {"CodeBook", in_code_book}, {"Variables", in_variables},
		     {"Cases", in_cases}, {"Sources", in_sources},    {"Sets", in_project_sets},
		     {"Notes", in_notes}};
	static const struct {
		const char *name;
		enum refi_other which;
	} others[] = {{"Links", REFI_LINKS}, {"Graphs", REFI_GRAPHS}};
	(void)context;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (xml_is(&r->xml, lists[i].name)) {
			children(r, lists[i].each, NULL);
			return;
		}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (xml_is(&r->xml, others[i].name)) {
			count_others(r, others[i].which);
			return;
		}
	xml_skip(&r->xml);
}

static void read_root(struct reader *r)
{
	enum xml_event event;
	while ((event = xml_next(&r->xml)) == XML_TEXT)
		;
	if (event != XML_START) {
		fail(r, xml_broken(&r->xml, r->err));
		return;
	}
	r->out->is_project = xml_is(&r->xml, "Project");
	r->out->name = attribute(r, "name");
	r->out->origin = attribute(r, "origin");
	r->out->user = guid(r, "creatingUserGUID");
	if (r->out->is_project)
		children(r, in_project, NULL);
	else if (xml_is(&r->xml, "CodeBook"))
		children(r, in_code_book, NULL);
	else
		fail(r, error_set(r->err, ERROR_INPUT, "this is no REFI-QDA project or codebook",
				  "<%s>", r->xml.name));
}

int refi_read(struct refi *out, struct span bytes, struct arena *arena, struct error *err)
{
	struct reader r = {.out = out, .arena = arena, .err = err};
	const int status = xml_open(&r.xml, bytes, "project.qde", err);
	if (status < 0)
		return status;
	read_root(&r);
	xml_close(&r.xml);
	return r.status;
}
