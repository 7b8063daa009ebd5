/* The pseudonyms as a disguise of the store, and as a key. */
#include <string.h>

#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/store/disguise.h"
#include "pipeline/store/documents.h"

enum { WORD_LEAST = 3 }; /* bytes of a word of a path that may be a name */

static const struct span nothing = {NULL, 0};

static int take_text(struct pseudonyms *pseudonyms, int64_t document)
{
	struct stored_content content;
	if (pseudonyms->at_hand == document)
		return 0;
	pseudonyms->at_hand = 0;
	arena_reset(&pseudonyms->text_arena);
	if (store_content_get(&content, pseudonyms->store, document, &pseudonyms->text_arena,
			      NULL) < 0)
		return -1;
	pseudonyms->text = content.text;
	pseudonyms->at_hand = document;
	return 0;
}

struct span pseudonyms_written(struct pseudonyms *pseudonyms, int64_t document,
			       const struct replacement *of)
{
	return take_text(pseudonyms, document) < 0 ? nothing : span_of(pseudonyms->text, of->range);
}

/* The first replacement that ends behind `at`. */
static size_t first_behind(const struct replaced *replaced, uint32_t at)
{
	size_t low = 0, high = replaced ? replaced->count : 0;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (replaced->item[middle].range.end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int append(char **out, size_t *capacity, size_t *len, struct span part, struct arena *arena)
{
	if (arena_grow(arena, out, capacity, *len, *len + part.len + 1, 1) < 0)
		return -1;
	memcpy(*out + *len, part.at, part.len);
	*len += part.len;
	return 0;
}

static struct span part(void *context, int64_t document, struct range range, struct arena *arena)
{
	struct pseudonyms *pseudonyms = context;
	const struct replaced *replaced = pseudonyms_document(pseudonyms, document);
	char *out = NULL;
	size_t capacity = 0, len = 0;
	if (take_text(pseudonyms, document) < 0)
		return nothing;
	const struct span text = pseudonyms->text;
	uint32_t at = range.start;
	const uint32_t end = range.end < text.len ? range.end : (uint32_t)text.len;
	for (size_t i = first_behind(replaced, at); replaced && i < replaced->count; i++) {
		const struct range r = replaced->item[i].range;
		if (r.start >= end)
			break;
		const struct span before = {text.at + at, r.start > at ? r.start - at : 0};
		if (append(&out, &capacity, &len, before, arena) < 0 ||
		    append(&out, &capacity, &len, pseudonyms_alias(pseudonyms, &replaced->item[i]),
			   arena) < 0)
			return nothing;
		at = r.end;
	}
	const struct span rest = {text.at + at, end > at ? end - at : 0};
	return append(&out, &capacity, &len, rest, arena) < 0 ? nothing : (struct span){out, len};
}

static uint32_t place(void *context, int64_t document, uint32_t at, bool end)
{
	const struct pseudonyms *pseudonyms = context;
	const struct replaced *replaced = pseudonyms_document(pseudonyms, document);
	const size_t i = first_behind(replaced, at);
	if (!replaced || replaced->count == 0)
		return at;
	if (i < replaced->count && at > replaced->item[i].range.start) { /* inside */
		const struct replacement *r = &replaced->item[i];
		const size_t len = end ? pseudonyms_alias(pseudonyms, r).len : 0;
		return (uint32_t)(r->range.start + r->shift + (int64_t)len);
	}
	if (i < replaced->count)
		return (uint32_t)(at + replaced->item[i].shift);
	const struct replacement *last = &replaced->item[replaced->count - 1];
	return (uint32_t)(at + last->shift + (int64_t)pseudonyms_alias(pseudonyms, last).len -
			  (int64_t)(last->range.end - last->range.start));
}

static struct span words(void *context, int64_t document, struct span text, struct arena *arena)
{
	return pseudonyms_text(context, document, text, arena);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* `07-interview-mieke.txt` is `07-interview-initiatiefnemer-1.txt`. */
static struct span path(void *context, int64_t document, struct span text, struct arena *arena)
{
	const struct pseudonyms *pseudonyms = context;
	char *out = NULL;
	size_t capacity = 0, len = 0, step;
	(void)document;
	for (size_t at = 0; at < text.len; at += step) {
		struct span word = {text.at + at, 1}, folded;
		while (is_letter(word.at[0]) && at + word.len < text.len &&
		       is_letter(word.at[word.len]))
			word.len++;
		step = word.len;
		const struct span *alias = NULL;
		if (word.len >= WORD_LEAST && is_letter(word.at[0])) {
			if (text_fold(&folded, word, arena) < 0)
				return nothing;
			alias = pseudonyms_in_path(pseudonyms, folded);
		}
		const size_t from = len;
		if (append(&out, &capacity, &len,
			   alias ? (struct span){alias->at + 1, alias->len - 2} : word, arena) < 0)
			return nothing;
		for (size_t i = from; alias && i < len; i++)
			if (out[i] == ' ')
				out[i] = '-';
	}
	return (struct span){out ? out : "", len};
}

int pseudonyms_store(struct store **out, struct pseudonyms *pseudonyms, struct error *err)
{
	const struct disguise disguise = {
		.context = pseudonyms, .part = part, .place = place, .words = words, .path = path};
	return store_disguise(out, pseudonyms->store, &disguise, err);
}

/* The forms of each person's name, `; ` between. NULL: no memory. */
static struct span *join_forms(const struct pseudonyms *pseudonyms, struct arena *scratch)
{
	const size_t count = pseudonyms->persons.count;
	struct names *forms = arena_calloc(scratch, count + 1, sizeof *forms);
	struct span *out = arena_calloc(scratch, count + 1, sizeof *out);
	for (size_t i = 0; forms && i < pseudonyms->mentions; i++) {
		struct names *of = &forms[pseudonyms->mention[i].person];
		of->arena = scratch;
		if (names_add(of, pseudonyms->written[i]) == UINT32_MAX)
			return NULL;
	}
	for (size_t i = 0; forms && out && i < count; i++) {
		char *text = NULL;
		size_t capacity = 0, len = 0;
		for (size_t n = 0; n < forms[i].count; n++)
			if ((n > 0 && append(&text, &capacity, &len, SPAN("; "), scratch) < 0) ||
			    append(&text, &capacity, &len, forms[i].item[n], scratch) < 0)
				return NULL;
		out[i] = (struct span){text ? text : "", len};
	}
	return forms ? out : NULL;
}

int pseudonyms_write_key(const struct pseudonyms *pseudonyms, FILE *to, struct arena *scratch)
{
	const struct span *forms = join_forms(pseudonyms, scratch);
	if (!forms)
		return -1;
	(void)fputs("pseudonym,names,times\r\n", to);
	for (size_t i = 0; i < pseudonyms->persons.count; i++) {
		cell_put(to, pseudonyms->alias[i], ',');
		cell_put(to, forms[i], ',');
		(void)fprintf(to, "%u\r\n", pseudonyms->persons.item[i].times);
	}
	return 0;
}

int pseudonyms_write_table(const struct pseudonyms *pseudonyms, FILE *to, struct arena *scratch)
{
	const struct span *forms = join_forms(pseudonyms, scratch);
	if (!forms)
		return -1;
	for (size_t i = 0; i < pseudonyms->persons.count; i++)
		(void)fprintf(to, "%6u  %-22.*s  %.*s\n", pseudonyms->persons.item[i].times,
			      (int)pseudonyms->alias[i].len, pseudonyms->alias[i].at,
			      (int)forms[i].len, forms[i].at);
	return 0;
}
