#include "pipeline/pseudonym/persons.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "pipeline/report/names.h"

#define NOBODY UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

enum { KEY_MOST = 600, PART_MOST = 120 };

struct joining {
	struct names key;
	uint32_t *person; /* per key */
	size_t capacity;
	struct arena *scratch;
	size_t persons;
};

struct key {
	char at[KEY_MOST];
	size_t len;
};

/* `f|12|de vries` */
static struct span write_key(struct key *key, char what, struct span group, struct span a,
			     struct span b)
{
	const int len = snprintf(key->at, sizeof key->at, "%c|%.*s|%.*s|%.*s", what,
				 (int)(group.len < PART_MOST ? group.len : PART_MOST), group.at,
				 (int)(a.len < PART_MOST ? a.len : PART_MOST), a.at,
				 (int)(b.len < PART_MOST ? b.len : PART_MOST), b.at);
	key->len = (size_t)len;
	return (struct span){key->at, key->len};
}

static uint32_t find(const struct joining *joining, struct span key)
{
	const uint32_t number = joining->person ? names_find(&joining->key, key) : UINT32_MAX;
	return number == UINT32_MAX ? NOBODY : joining->person[number];
}

/* Where the key is another person's already it is nobody's from then on. */
static int claim(struct joining *joining, struct span key, uint32_t person)
{
	const size_t before = joining->key.count;
	const uint32_t number = names_add(&joining->key, key);
	if (number == UINT32_MAX ||
	    arena_grow(joining->scratch, &joining->person, &joining->capacity, before,
		       joining->key.count, sizeof *joining->person) < 0)
		return -1;
	if (joining->key.count > before)
		joining->person[number] = person;
	else if (joining->person[number] != person)
		joining->person[number] = SEVERAL;
	return 0;
}

static struct span document_group(char out[static 24], int64_t document)
{
	const int len = snprintf(out, 24, "%lld", (long long)document);
	return (struct span){out, (size_t)len};
}

/* First names, family names and initials under which a person with a whole name is known. */
static int claim_parts(struct joining *joining, const struct mention *m, uint32_t person)
{
	char number[24];
	struct key key;
	const struct span group[] = {document_group(number, m->document), m->group};
	const struct span initial = {m->given.at, 1};
	for (size_t i = 0; i < 2; i++) {
		const char upper[] = {"DC"[i]}, lower[] = {"dc"[i]}, letter[] = {"xy"[i]};
		if (group[i].len == 0)
			continue;
		if (claim(joining, write_key(&key, upper[0], group[i], m->given, SPAN("")),
			  person) < 0 ||
		    claim(joining, write_key(&key, lower[0], group[i], m->family, SPAN("")),
			  person) < 0 ||
		    claim(joining, write_key(&key, letter[0], group[i], initial, m->family),
			  person) < 0)
			return -1;
	}
	return 0;
}

static int join_whole(struct joining *joining, struct mention *m)
{
	struct key key;
	const struct span whole = write_key(&key, 'W', SPAN(""), m->given, m->family);
	m->person = find(joining, whole);
	if (m->person == NOBODY) {
		m->person = (uint32_t)joining->persons++;
		if (claim(joining, whole, m->person) < 0)
			return -1;
	}
	return claim_parts(joining, m, m->person);
}

/* Whom the bare name stands for in the document, else in the case. */
static uint32_t stands_for(const struct joining *joining, const struct mention *m)
{
	char number[24];
	struct key key;
	const struct span group[] = {document_group(number, m->document), m->group};
	for (size_t i = 0; i < 2; i++) {
		uint32_t found = NOBODY;
		if (group[i].len == 0)
			continue;
		if (m->given.len > 0) {
			found = find(joining,
				     write_key(&key, "DC"[i], group[i], m -> given, SPAN("")));
			if (found == NOBODY)
				found = find(joining, write_key(&key, "dc"[i], group[i], m -> given,
								SPAN("")));
		} else if (m->initials.len > 0) {
			const struct span initial = {m->initials.at, 1};
			found = find(joining,
				     write_key(&key, "xy"[i], group[i], initial, m -> family));
		} else {
			found = find(joining,
				     write_key(&key, "dc"[i], group[i], m -> family, SPAN("")));
		}
		if (found != NOBODY)
			return found;
	}
	return NOBODY;
}

static int join_bare(struct joining *joining, struct mention *m)
{
	struct key key;
	m->person = stands_for(joining, m);
	if (m->person != NOBODY && m->person != SEVERAL)
		return 0;
	const struct span name = m->given.len > 0 ? m->given : m->family;
	const struct span initials = m->given.len > 0 ? SPAN("") : m->initials;
	const struct span bare = write_key(&key, 'B', SPAN(""), initials, name);
	m->person = find(joining, bare);
	if (m->person != NOBODY)
		return 0;
	m->person = (uint32_t)joining->persons++;
	return claim(joining, bare, m->person);
}

static void count(struct persons *persons, const struct mention *mention, size_t mentions)
{
	uint32_t number[PERSON_KINDS] = {0};
	for (size_t i = 0; i < mentions; i++) {
		struct pseudonym_person *person = &persons->item[mention[i].person];
		if (person->times++ == 0)
			person->first = (uint32_t)i;
		if (person->kind == PERSON_UNKNOWN)
			person->kind = mention[i].kind;
	}
	for (size_t i = 0; i < mentions; i++) {
		struct pseudonym_person *person = &persons->item[mention[i].person];
		if (person->number == 0)
			person->number = ++number[person->kind];
	}
}

int persons_join(struct persons *out, struct mention *mention, size_t mentions, struct arena *keep,
		 struct arena *scratch)
{
	struct joining joining = {.key = {.arena = scratch}, .scratch = scratch};
	for (size_t i = 0; i < mentions; i++)
		if (mention[i].given.len > 0 && mention[i].family.len > 0 &&
		    join_whole(&joining, &mention[i]) < 0)
			return -1;
	for (size_t i = 0; i < mentions; i++)
		if ((mention[i].given.len == 0 || mention[i].family.len == 0) &&
		    join_bare(&joining, &mention[i]) < 0)
			return -1;
	out->count = joining.persons;
	out->item = arena_calloc(keep, joining.persons + 1, sizeof *out->item);
	if (!out->item)
		return -1;
	count(out, mention, mentions);
	return 0;
}
