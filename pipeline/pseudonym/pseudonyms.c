#include "pipeline/pseudonym/pseudonyms.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/pseudonym/find.h"
#include "pipeline/study.h"
#include "stages/identifier.h"

enum { SURFACE_MOST = 240, SURFACE_WORDS = 6, GROUP_MOST = 24, IN_PATHS = -1 };

/* The words between the brackets, as the study's language has them. */
static const char *const kind_word[2][PERSON_KINDS] = {
	{"persoon", "initiatiefnemer", "ambtenaar", "bestuurder"},
	{"person", "initiator", "official", "governor"},
};
static const char *const identifier_word[2][IDENTIFIER_KINDS] = {
	{"[mailadres]", "[webadres]", "[gebruikersnaam]", "[telefoonnummer]", "[adres]",
	 "[postcode]", "[geboortedatum]", "[burgerservicenummer]", "[rekeningnummer]", "[kenteken]",
	 "[straat]"},
	{"[mail address]", "[web address]", "[user name]", "[phone number]", "[address]",
	 "[postcode]", "[date of birth]", "[citizen's number]", "[bank account]", "[number plate]",
	 "[street]"},
};

static size_t language_of(const struct pseudonyms *pseudonyms)
{
	return strcmp(pseudonyms->study->language, "en") == 0;
}

static int by_number(const void *a, const void *b)
{
	const struct replaced *x = a, *y = b;
	return (x->document > y->document) - (x->document < y->document);
}

const struct replaced *pseudonyms_document(const struct pseudonyms *pseudonyms, int64_t document)
{
	const struct replaced key = {.document = document};
	return pseudonyms->documents == 0 ? NULL
					  : bsearch(&key, pseudonyms->document,
						    pseudonyms->documents, sizeof key, by_number);
}

struct span pseudonyms_alias(const struct pseudonyms *pseudonyms, const struct replacement *of)
{
	if (of->mention == PSEUDONYM_NO_MENTION)
		return span_from(identifier_word[language_of(pseudonyms)][of->kind]);
	return pseudonyms->alias[pseudonyms->mention[of->mention].person];
}

static int make_aliases(struct pseudonyms *out)
{
	const struct persons *persons = &out->persons;
	out->alias = arena_calloc(&out->arena, persons->count + 1, sizeof *out->alias);
	for (size_t i = 0; out->alias && i < persons->count; i++) {
		char text[64];
		const int len = snprintf(text, sizeof text, "[%s %u]",
					 kind_word[language_of(out)][persons->item[i].kind],
					 persons->item[i].number);
		const char *copy = arena_copy(&out->arena, text, (size_t)len);
		if (!copy)
			return -1;
		out->alias[i] = (struct span){copy, (size_t)len};
	}
	return out->alias ? 0 : -1;
}

static struct span surface_key(char out[static GROUP_MOST + SURFACE_MOST], int64_t document,
			       struct span text)
{
	const int len = document ? snprintf(out, GROUP_MOST, "%lld|", (long long)document)
				 : snprintf(out, GROUP_MOST, "|");
	const size_t most = text.len < SURFACE_MOST ? text.len : SURFACE_MOST;
	memcpy(out + len, text.at, most);
	return (struct span){out, (size_t)len + most};
}

/* Whoever is called so first keeps the name. */
static int add_surface(struct pseudonyms *out, int64_t document, struct span text, uint32_t person)
{
	char bytes[GROUP_MOST + SURFACE_MOST];
	const size_t before = out->surface.count;
	if (text.len == 0 || text.len > SURFACE_MOST)
		return 0;
	if (names_add(&out->surface, surface_key(bytes, document, text)) == UINT32_MAX ||
	    arena_grow(&out->arena, &out->surface_alias, &out->surface_capacity, before,
		       out->surface.count, sizeof *out->surface_alias) < 0)
		return -1;
	if (out->surface.count > before)
		out->surface_alias[before] = out->alias[person];
	return 0;
}

static int make_surfaces(struct pseudonyms *out)
{
	out->surface.arena = &out->arena;
	for (size_t i = 0; i < out->mentions; i++) {
		const struct mention *m = &out->mention[i];
		if (add_surface(out, m->document, out->written[i], m->person) < 0 ||
		    add_surface(out, 0, out->written[i], m->person) < 0 ||
		    add_surface(out, IN_PATHS, m->given, m->person) < 0 ||
		    add_surface(out, IN_PATHS, m->family, m->person) < 0)
			return -1;
	}
	return 0;
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* The longest name that begins at `at`; NULL if there is none. */
static const struct span *find_surface(const struct pseudonyms *pseudonyms, int64_t document,
				       struct span text, size_t at, size_t *len)
{
	char bytes[GROUP_MOST + SURFACE_MOST];
	const struct span *found = NULL;
	size_t words = 0;
	for (size_t end = at + 1; end <= text.len && end - at <= SURFACE_MOST; end++) {
		if (!is_name_byte(text.at[end - 1]) ||
		    (end < text.len && is_name_byte(text.at[end])))
			continue;
		const struct span part = {text.at + at, end - at};
		uint32_t number =
			names_find(&pseudonyms->surface, surface_key(bytes, document, part));
		if (number == UINT32_MAX)
			number = names_find(&pseudonyms->surface, surface_key(bytes, 0, part));
		if (number != UINT32_MAX) {
			found = &pseudonyms->surface_alias[number];
			*len = part.len;
		}
		if (++words == SURFACE_WORDS)
			break;
	}
	return found;
}

const struct span *pseudonyms_in_path(const struct pseudonyms *pseudonyms, struct span folded)
{
	char bytes[GROUP_MOST + SURFACE_MOST];
	const uint32_t number =
		names_find(&pseudonyms->surface, surface_key(bytes, IN_PATHS, folded));
	return number == UINT32_MAX ? NULL : &pseudonyms->surface_alias[number];
}

/* What stands for the number that begins at `at`, by its own check alone: in a label or title no
 * words before it say what it is. Empty: none. */
static struct span find_number(const struct pseudonyms *pseudonyms, struct span text, size_t at,
			       size_t *len)
{
	enum identifier_kind kind;
	*len = identifier_number(&kind, text, at);
	/* A postcode alone is no secret: four figures and two letters are many things. */
	return *len > 0 && kind != IDENTIFIER_POSTCODE
		       ? span_from(identifier_word[language_of(pseudonyms)][kind])
		       : (struct span){NULL, 0};
}

struct span pseudonyms_text(const struct pseudonyms *pseudonyms, int64_t document, struct span text,
			    struct arena *keep)
{
	char *out = NULL;
	size_t capacity = 0, count = 0, len = 0;
	for (size_t at = 0; at < text.len; at += len) {
		const bool apart = at == 0 || !is_name_byte(text.at[at - 1]);
		const struct span *alias =
			apart && is_name_byte(text.at[at])
				? find_surface(pseudonyms, document, text, at, &len)
				: NULL;
		struct span part = {NULL, 0};
		if (alias)
			part = *alias;
		else if (apart)
			part = find_number(pseudonyms, text, at, &len);
		if (part.len == 0) {
			part = (struct span){text.at + at, 1};
			len = 1;
		}
		if (arena_grow(keep, &out, &capacity, count, count + part.len, 1) < 0)
			return (struct span){NULL, 0};
		memcpy(out + count, part.at, part.len);
		count += part.len;
	}
	return (struct span){out ? out : "", count};
}

static void measure(struct pseudonyms *out)
{
	for (size_t d = 0; d < out->documents; d++) {
		struct replaced *document = &out->document[d];
		int64_t shift = 0;
		for (size_t i = 0; i < document->count; i++) {
			struct replacement *r = &document->item[i];
			r->shift = shift;
			shift += (int64_t)pseudonyms_alias(out, r).len -
				 (int64_t)(r->range.end - r->range.start);
		}
	}
}

int pseudonyms_find(struct pseudonyms *out, struct store *store, const struct study *study,
		    struct error *err)
{
	*out = (struct pseudonyms){.store = store, .study = study};
	int status = pseudonyms_collect(out, err);
	if (status == 0 && persons_join(&out->persons, out->mention, out->mentions, &out->arena,
					&out->scratch) < 0)
		status = error_memory(err);
	if (status == 0 && (make_aliases(out) < 0 || make_surfaces(out) < 0))
		status = error_memory(err);
	if (status == 0)
		measure(out);
	if (status == 0 && out->documents > 1)
		qsort(out->document, out->documents, sizeof *out->document, by_number);
	arena_reset(&out->scratch);
	return status;
}

void pseudonyms_free(struct pseudonyms *pseudonyms)
{
	arena_release(&pseudonyms->text_arena);
	arena_release(&pseudonyms->scratch);
	arena_release(&pseudonyms->arena);
}
