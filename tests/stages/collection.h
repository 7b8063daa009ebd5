/*
 * For tests: a study written as lines. An anecdote is
 *   document | case | teller | role | kind | theme score, theme score | text
 * with - for what is not known, `2:` before a document of round 2, and a ! before it when a
 * reviewer has seen it; a recommendation is > document | audience | speaker | score | theme | text
 * behind the anecdotes. Documents, cases, tellers and themes are numbered as they first come.
 */
#ifndef TESTS_STAGES_COLLECTION_H
#define TESTS_STAGES_COLLECTION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/collection.h"
#include "stages/content.h"
#include "tests/language.h"

enum { TEST_LIST_MOST = 64, TEST_FIELDS = 7 };

struct test_study {
	struct arena arena;
	struct language *language;
	struct collection collection;
	struct content content;
	struct collection_name theme[TEST_LIST_MOST];
	struct span place[TEST_LIST_MOST];
	struct span teller[TEST_LIST_MOST];
	struct collection_document document[TEST_LIST_MOST];
	struct collection_anecdote anecdote[TEST_LIST_MOST];
	struct collection_label label[TEST_LIST_MOST * 4];
	size_t labels;
	struct collection_recommendation recommendation[TEST_LIST_MOST];
	uint16_t recommended[TEST_LIST_MOST];
};

static const struct span test_round[] = {{"1", 1}, {"2", 1}};

static inline struct collection_name test_name(const char *id)
{
	return (struct collection_name){span_from(id), span_from(id), span_from("")};
}

static inline void test_study_begin(struct test_study *s)
{
	static struct collection_name kind[3], role[3], audience[2];
	kind[0] = test_name("succes");
	kind[1] = test_name("knelpunt");
	kind[2] = test_name("aanknopingspunt");
	role[0] = test_name("initiatiefnemer");
	role[1] = test_name("ambtenaar");
	role[2] = test_name("onbekend");
	audience[0] = test_name("organisatie");
	audience[1] = test_name("initiatiefnemers");
	*s = (struct test_study){.language = test_language("nl", NULL)};
	assert_non_null(s->language);
	struct collection *c = &s->collection;
	c->kind = (struct collection_names){kind, 3};
	c->role = (struct collection_names){role, 3};
	c->audience = (struct collection_names){audience, 2};
	c->theme.item = s->theme;
	c->round = test_round;
	c->rounds = 1;
	c->place = s->place;
	c->document = s->document;
	c->anecdote = s->anecdote;
	c->recommendation = s->recommendation;
}

static inline void test_study_end(struct test_study *s)
{
	language_free(s->language);
	arena_release(&s->arena);
}

static inline uint32_t test_number(struct span *list, size_t *count, struct span text)
{
	if (span_equal(text, SPAN("-")))
		return COLLECTION_NONE;
	for (uint32_t i = 0; i < *count; i++)
		if (span_equal(list[i], text))
			return i;
	assert_true(*count < TEST_LIST_MOST);
	list[*count] = text;
	return (uint32_t)(*count)++;
}

static inline uint16_t test_index(const struct collection_names *names, struct span id)
{
	for (uint16_t i = 0; i < names->count; i++)
		if (span_equal(names->item[i].id, id))
			return i;
	return INDEX_NONE;
}

static inline uint16_t test_theme(struct test_study *s, struct span id)
{
	uint16_t found = test_index(&s->collection.theme, id);
	if (found == INDEX_NONE) {
		found = (uint16_t)s->collection.theme.count++;
		s->theme[found] = (struct collection_name){id, id, span_from("")};
	}
	return found;
}

static inline uint32_t test_document(struct test_study *s, struct span path, struct span place)
{
	struct collection *c = &s->collection;
	for (uint32_t i = 0; i < c->documents; i++)
		if (span_equal(s->document[i].path, path))
			return i;
	assert_true(c->documents < TEST_LIST_MOST);
	const bool second = path.len > 2 && memcmp(path.at, "2:", 2) == 0;
	c->rounds = second ? 2 : c->rounds;
	s->document[c->documents] = (struct collection_document){
		.round = second,
		.words = 100,
		.id = path,
		.path = path,
		.title = path,
		.place = test_number(s->place, &c->places, place),
		.first = (uint32_t)c->anecdotes,
	};
	return (uint32_t)c->documents++;
}

static inline size_t test_split(struct span out[TEST_FIELDS], struct span line, char by)
{
	size_t count = 0;
	while (count < TEST_FIELDS) {
		const char *end = line.len > 0 ? memchr(line.at, by, line.len) : NULL;
		const size_t len = end ? (size_t)(end - line.at) : line.len;
		out[count++] = span_trim((struct span){line.at, len});
		if (!end)
			break;
		line = (struct span){end + 1, line.len - len - 1};
	}
	return count;
}

static inline void test_labels(struct test_study *s, struct collection_anecdote *a,
			       struct span list)
{
	struct span part[TEST_FIELDS];
	a->label = &s->label[s->labels];
	if (list.len == 0 || span_equal(list, SPAN("-")))
		return;
	const size_t parts = test_split(part, list, ',');
	for (size_t i = 0; i < parts; i++) {
		struct span word[TEST_FIELDS];
		const size_t words = test_split(word, part[i], ' ');
		s->label[s->labels++] = (struct collection_label){
			.theme = test_theme(s, word[0]),
			.score = words > 1 ? (float)atof(word[1].at) : 1,
		};
		a->labels++;
	}
}

static inline void test_add_anecdote(struct test_study *s, struct span line)
{
	struct span field[TEST_FIELDS];
	struct collection *c = &s->collection;
	struct collection_anecdote *a = &s->anecdote[c->anecdotes];
	*a = (struct collection_anecdote){.reviewed = line.at[0] == '!'};
	const size_t skip = a->reviewed;
	assert_int_equal(test_split(field, (struct span){line.at + skip, line.len - skip}, '|'), 7);
	a->document = test_document(s, field[0], field[1]);
	a->teller = test_number(s->teller, &c->tellers, field[2]);
	a->speaker = a->teller == COLLECTION_NONE ? span_from("") : field[2];
	a->role = test_index(&c->role, field[3]);
	a->kind = test_index(&c->kind, field[4]);
	test_labels(s, a, field[5]);
	a->text = field[6];
	a->id = field[6];
	c->anecdotes++;
	assert_true(c->anecdotes < TEST_LIST_MOST);
	s->document[a->document].last = (uint32_t)c->anecdotes;
}

static inline void test_add_recommendation(struct test_study *s, struct span line)
{
	struct span field[TEST_FIELDS];
	struct collection *c = &s->collection;
	assert_int_equal(test_split(field, (struct span){line.at + 1, line.len - 1}, '|'), 6);
	s->recommended[c->recommendations] = test_theme(s, field[4]);
	s->recommendation[c->recommendations] = (struct collection_recommendation){
		.id = field[5],
		.text = field[5],
		.speaker = field[2],
		.document = test_document(s, field[0], SPAN("-")),
		.anecdote = COLLECTION_NONE,
		.audience = test_index(&c->audience, field[1]),
		.score = (float)atof(field[3].at),
		.theme = &s->recommended[c->recommendations],
		.themes = 1,
	};
	c->recommendations++;
}

/* Reads the lines and gathers the words. */
static inline void test_study_read(struct test_study *s, struct span input)
{
	test_study_begin(s);
	while (input.len > 0) {
		const char *end = memchr(input.at, '\n', input.len);
		const size_t len = end ? (size_t)(end - input.at) : input.len;
		const struct span line = {input.at, len};
		if (len > 0 && line.at[0] == '>')
			test_add_recommendation(s, line);
		else if (len > 0)
			test_add_anecdote(s, line);
		input = end ? (struct span){end + 1, input.len - len - 1} : (struct span){"", 0};
	}
	assert_int_equal(content_run(&s->content, &s->collection, s->language, &s->arena, NULL), 0);
}

/* Bytes of the start of a text by which a case names it. */
static inline int test_start(struct span text)
{
	return text.len < 20 ? (int)text.len : 20;
}

/* Adds to what stands in `out`. */
static inline void test_say(char *out, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static inline void test_say(char *out, size_t size, const char *format, ...)
{
	const size_t len = strlen(out);
	va_list values;
	va_start(values, format);
	const int added = vsnprintf(out + len, size - len, format, values);
	va_end(values);
	assert_true(added >= 0 && (size_t)added < size - len);
}

#endif
