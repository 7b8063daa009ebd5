#include "lexicons/word_class.h"
#include "pipeline/pseudonym/find.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/resources.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/pack.h"
#include "pipeline/study.h"
#include "stages/disclosure.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

struct collecting {
	struct pseudonyms *out;
	struct resources resources;
	struct word_classes *classes;
	struct vocabulary *vocabulary;
	struct arena arena; /* of one document */
	struct arena scratch;
	struct span *known; /* what the study file says; in the arena of the result */
	size_t knowns;
	struct span *kept;
	size_t kept_count;
};

/* One text to look at. */
struct looking {
	int64_t document;
	struct span group;
	struct span text;
	struct structure structure; /* blocks and people */
	enum person_kind kind;      /* of whoever is named in it */
	uint32_t from;              /* where it begins in the document's text */
	bool placed;                /* it is part of the document's text */
};

static enum person_kind kind_of(const struct collecting *c, struct span role, struct arena *scratch)
{
	const uint64_t bits = structure_role(c->resources.stage.words, role, scratch);
	return bits & WORD_BIT(WORD_GOVERNOR)    ? PERSON_GOVERNOR
	       : bits & WORD_BIT(WORD_CIVIL)     ? PERSON_CIVIL
	       : bits & WORD_BIT(WORD_INITIATOR) ? PERSON_INITIATOR
						 : PERSON_UNKNOWN;
}

static int fold(struct span *out, struct span text, struct arena *keep)
{
	*out = (struct span){"", 0};
	return text.len > 0 ? text_fold(out, text, keep) : 0;
}

static int add_mention(struct collecting *c, const struct looking *looking, const struct name *name)
{
	struct pseudonyms *out = c->out;
	struct arena *keep = &out->arena;
	struct mention m = {.document = looking->document, .kind = looking->kind};
	if (arena_grow(keep, &out->mention, &out->mention_capacity, out->mentions,
		       out->mentions + 1, sizeof *out->mention) < 0 ||
	    arena_grow(keep, &out->written, &out->written_capacity, out->mentions,
		       out->mentions + 1, sizeof *out->written) < 0 ||
	    span_keep(&m.group, looking->group, keep) < 0 ||
	    fold(&m.given, name->given, keep) < 0 || fold(&m.family, name->family, keep) < 0 ||
	    fold(&m.initials, name->initials, keep) < 0 ||
	    span_keep(&out->written[out->mentions], span_of(looking->text, name->range), keep) < 0)
		return -1;
	out->mention[out->mentions++] = m;
	return 0;
}

static int add_replacement(struct collecting *c, const struct looking *looking,
			   const struct disclosure *found, uint32_t mention)
{
	struct replaced *to = &c->out->document[c->out->documents - 1];
	if (arena_grow(&c->out->arena, &to->item, &to->capacity, to->count, to->count + 1,
		       sizeof *to->item) < 0)
		return -1;
	to->item[to->count++] = (struct replacement){
		.range = {looking->from + found->range.start, looking->from + found->range.end},
		.mention = mention,
		.kind = found->kind};
	return 0;
}

static bool is_kept(const struct collecting *c, struct span text)
{
	for (size_t i = 0; i < c->kept_count; i++)
		if (span_equal(c->kept[i], text))
			return true;
	return false;
}

static int keep_found(struct collecting *c, const struct looking *looking,
		      const struct disclosure_list *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct disclosure *d = &found->item[i];
		uint32_t mention = PSEUDONYM_NO_MENTION;
		if (!d->name && is_kept(c, span_of(looking->text, d->range)))
			continue;
		if (d->name) {
			mention = (uint32_t)c->out->mentions;
			if (add_mention(c, looking, d->name) < 0)
				return -1;
		} else if (looking->placed) {
			c->out->identifiers[d->kind]++;
		}
		if (looking->placed && add_replacement(c, looking, d, mention) < 0)
			return -1;
	}
	return 0;
}

static int look(struct collecting *c, const struct looking *looking, struct error *err)
{
	const struct tokenise_options options = {.tailored = true};
	const struct structure *s = &looking->structure;
	struct disclosure_list found;
	struct token_list tokens;
	int status = tokenise_run(&tokens, c->vocabulary, &options, looking->text, s->block,
				  s->blocks, NULL, 0, &c->scratch, &c->scratch, err);
	const struct disclosure_input input = {.text = looking->text,
					       .structure = s,
					       .tokens = &tokens,
					       .vocabulary = c->vocabulary,
					       .classes = c->classes,
					       .known = c->known,
					       .knowns = c->knowns,
					       .kept = c->kept,
					       .kept_count = c->kept_count};
	if (status == 0)
		status = disclosure_find(&found, &input, &c->scratch, &c->scratch, err);
	if (status == 0 && keep_found(c, looking, &found) < 0)
		status = error_memory(err);
	arena_reset(&c->scratch);
	return status;
}

/* A short text by itself: a speaker's label, somebody on a list. */
static int look_at(struct collecting *c, const struct looking *of, struct span text,
		   struct error *err)
{
	struct block block = {.end = (uint32_t)text.len};
	struct looking looking = *of;
	looking.text = text;
	looking.structure.block = &block;
	looking.structure.blocks = 1;
	return text.len > 0 ? look(c, &looking, err) : 0;
}

static int by_place(const void *a, const void *b)
{
	const struct replacement *x = a, *y = b;
	return (x->range.start > y->range.start) - (x->range.start < y->range.start);
}

static bool is_part_of_word(struct span text, size_t at)
{
	const unsigned char c = at < text.len ? (unsigned char)text.at[at] : ' ';
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static bool is_taken(const struct replaced *replaced, struct range range)
{
	for (size_t i = 0; i < replaced->count; i++)
		if (replaced->item[i].range.start < range.end &&
		    range.start < replaced->item[i].range.end)
			return true;
	return false;
}

/* A name as somebody wrote it down: its first word is the given name. */
static int add_person(struct collecting *c, const struct looking *document, struct range range)
{
	const struct span text = span_of(document->text, range);
	const char *space = memchr(text.at, ' ', text.len);
	const size_t first = space ? (size_t)(space - text.at) : text.len;
	const struct name name = {
		.range = range,
		.given = {text.at, first},
		.family = {text.at + first + (space != NULL), text.len - first - (space != NULL)},
	};
	return add_mention(c, document, &name);
}

/* Where the document says just that, and nothing was found yet. */
static int look_for(struct collecting *c, const struct looking *document, struct span wanted,
		    bool person)
{
	const struct span text = document->text;
	const char *at = text.at;
	while ((at = memmem(at, (size_t)(text.at + text.len - at), wanted.at, wanted.len))) {
		const size_t start = (size_t)(at - text.at);
		const struct disclosure found = {
			.range = {(uint32_t)start, (uint32_t)(start + wanted.len)},
			.kind = IDENTIFIER_ADDRESS};
		at += wanted.len;
		if ((start > 0 && is_part_of_word(text, start - 1)) ||
		    is_part_of_word(text, found.range.end) ||
		    is_taken(&c->out->document[c->out->documents - 1], found.range))
			continue;
		const uint32_t mention = person ? (uint32_t)c->out->mentions : PSEUDONYM_NO_MENTION;
		c->out->identifiers[IDENTIFIER_ADDRESS] += !person;
		if ((person && add_person(c, document, found.range) < 0) ||
		    add_replacement(c, document, &found, mention) < 0)
			return -1;
	}
	return 0;
}

/* What people added holds wherever it is written, whatever its words look like there. */
static int look_for_all(struct collecting *c, const struct looking *document, struct error *err)
{
	const struct name_edit_list *said = &c->out->said;
	for (size_t i = 0; i < said->count; i++) {
		const struct name_edit *one = &said->item[i];
		const bool person = span_equal(one->means, SPAN(NAME_PERSON));
		if ((person || span_equal(one->means, SPAN(NAME_ADDRESS))) && one->text.len > 0 &&
		    look_for(c, document, one->text, person) < 0)
			return error_memory(err);
	}
	return 0;
}

/* Labels stand before what is cut into tokens: `Fatima: …`. */
static int look_at_labels(struct collecting *c, const struct looking *document, struct error *err)
{
	int status = 0;
	for (size_t i = 0; i < document->structure.blocks && status == 0; i++) {
		const struct block *block = &document->structure.block[i];
		struct looking label = *document;
		label.from = block->start;
		if (block->content_start > block->start &&
		    block->content_start <= document->text.len)
			status = look_at(c, &label,
					 (struct span){document->text.at + block->start,
						       block->content_start - block->start},
					 err);
	}
	struct replaced *to = &c->out->document[c->out->documents - 1];
	if (to->count > 1)
		qsort(to->item, to->count, sizeof *to->item, by_place);
	return status;
}

/* Those of the list of people, and those whose words are told apart. */
static int load_people(struct structure *out, struct span people, struct arena *arena,
		       struct error *err)
{
	json_t *list = json_parse(people, 0, NULL, err);
	const size_t count = json_array_size(list);
	struct speaker *speaker = arena_calloc(arena, count + out->blocks + 1, sizeof *speaker);
	int status = list && speaker ? 0 : error_memory(err);
	size_t n = 0;
	for (size_t i = 0; i < count && status == 0; i++, n++)
		for (int part = 0; part < 2; part++) {
			const json_t *value = json_array_get(json_array_get(list, i), (size_t)part);
			struct span *to = part ? &speaker[n].role : &speaker[n].name;
			if (span_keep(to, json_span(value), arena) < 0)
				status = error_memory(err);
		}
	json_decref(list);
	for (size_t i = 0; i < out->blocks && status == 0; i++) {
		const struct block *block = &out->block[i];
		if (block->speaker.len > 0 &&
		    (n == 0 || !span_equal(speaker[n - 1].name, block->speaker)))
			speaker[n++] =
				(struct speaker){.name = block->speaker, .role = block->role};
	}
	out->speaker = speaker;
	out->speakers = n;
	return status;
}

static int look_at_people(struct collecting *c, const struct looking *document, struct error *err)
{
	int status = 0;
	for (size_t i = 0; i < document->structure.speakers && status == 0; i++) {
		const struct speaker *speaker = &document->structure.speaker[i];
		struct looking person = *document;
		person.placed = false;
		person.kind = kind_of(c, speaker->role, &c->scratch);
		status = look_at(c, &person, speaker->name, err);
	}
	return status;
}

static int take_blocks(struct structure *out, struct span json, struct arena *arena,
		       struct error *err)
{
	const struct block *block;
	const int status = unpack_blocks(&block, &out->blocks, json, arena, err);
	out->block = status == 0 ? arena_calloc(arena, out->blocks + 1, sizeof *block) : NULL;
	if (status < 0 || !out->block)
		return status < 0 ? status : error_memory(err);
	if (out->blocks > 0)
		memcpy(out->block, block, out->blocks * sizeof *block);
	return 0;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct collecting *c = context;
	struct pseudonyms *out = c->out;
	struct looking looking = {
		.document = document->number, .group = document->case_name, .placed = true};
	struct stored_content content;
	if (document->failed)
		return 0;
	arena_reset(&c->arena);
	int status = store_content_get(&content, out->store, document->number, &c->arena, err);
	if (status == 0)
		status = take_blocks(&looking.structure, content.blocks, &c->arena, err);
	if (status == 0)
		status = load_people(&looking.structure, content.people, &c->arena, err);
	if (status < 0)
		return status;
	if (arena_grow(&out->arena, &out->document, &out->document_capacity, out->documents,
		       out->documents + 1, sizeof *out->document) < 0)
		return error_memory(err);
	out->document[out->documents++] = (struct replaced){.document = document->number};
	looking.text = content.text;
	status = look_at_people(c, &looking, err);
	if (status == 0)
		status = look(c, &looking, err);
	if (status == 0)
		status = look_for_all(c, &looking, err);
	if (status == 0)
		status = look_at_labels(c, &looking, err);
	const size_t types = vocabulary_count(c->vocabulary);
	if (types > STAGE_TYPES_MOST)
		vocabulary_reset(c->vocabulary);
	return status;
}

/* What the study file says of a name holds unless somebody said something of it since. */
static void take_wordings(const struct collecting *c, struct span *out, size_t *count,
			  const char *const *word, size_t words)
{
	for (size_t i = 0; i < words; i++)
		if (!name_edits_find(&c->out->said, span_from(word[i])))
			out[(*count)++] = span_from(word[i]);
}

/* Names that the study file gives and those that people did, and which are no secret. */
static int take_known(struct collecting *c, struct error *err)
{
	const struct study *study = c->out->study;
	const struct name_edit_list *said = &c->out->said;
	const struct study_people *people[] = {&study->people, &study->expected};
	const size_t count = study->pseudonyms + study->people.count + study->expected.count;
	struct arena *keep = &c->out->arena;
	c->known = arena_calloc(keep, count + said->count + 1, sizeof *c->known);
	c->kept = arena_calloc(keep, study->keeps + said->count + 1, sizeof *c->kept);
	if (!c->known || !c->kept)
		return error_memory(err);
	take_wordings(c, c->kept, &c->kept_count, study->keep, study->keeps);
	take_wordings(c, c->known, &c->knowns, study->pseudonym, study->pseudonyms);
	for (size_t i = 0; i < said->count; i++) {
		const struct name_edit *one = &said->item[i];
		if (span_equal(one->means, SPAN(NAME_KEPT)))
			c->kept[c->kept_count++] = one->text;
		else if (span_equal(one->means, SPAN(NAME_PERSON)))
			c->known[c->knowns++] = one->text;
	}
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < people[p]->count; i++)
			c->known[c->knowns++] = span_from(people[p]->item[i].name);
	return 0;
}

/* The people that the study file lists. */
static int look_at_study(struct collecting *c, struct error *err)
{
	const struct study *study = c->out->study;
	const struct study_people *people[] = {&study->people, &study->expected};
	int status = 0;
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < people[p]->count && status == 0; i++) {
			const struct study_person *person = &people[p]->item[i];
			const struct looking looking = {
				.group = span_from(person->case_name),
				.kind = kind_of(c, span_from(person->role), &c->scratch)};
			status = look_at(c, &looking, span_from(person->name), err);
		}
	return status;
}

int pseudonyms_collect(struct pseudonyms *out, struct error *err)
{
	struct collecting c = {.out = out};
	int status = resources_load(&c.resources, out->study, err);
	if (status == 0)
		status = resources_names(&c.classes, err);
	if (status == 0 && !(c.vocabulary = vocabulary_new(c.resources.stage.language, err)))
		status = ERROR_MEMORY;
	if (status == 0)
		status = name_edits_load(&out->said, out->store, &out->arena, err);
	if (status == 0)
		status = take_known(&c, err);
	if (status == 0)
		status = look_at_study(&c, err);
	if (status == 0)
		status = store_documents_each(out->store, each_document, &c, err);
	vocabulary_free(c.vocabulary);
	word_classes_free(c.classes);
	resources_free(&c.resources);
	arena_release(&c.arena);
	arena_release(&c.scratch);
	return status;
}
