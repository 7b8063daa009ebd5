/*
 * review.h - a study of one document with two anecdotes, two reviewers who have come in, and a
 * way to ask the server's routes without a socket.
 */
#ifndef TESTS_PIPELINE_REVIEW_H
#define TESTS_PIPELINE_REVIEW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/history.h"
#include "pipeline/review/routes.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/review.h"
#include "pipeline/store/shapes.h"
#include "pipeline/store/store.h"
#include "pipeline/study.h"
#include "tests/stored.h"

/* A study of one document with two anecdotes, and two reviewers who have come in. */
struct fixture {
	char path[64];
	struct study study;
	struct resources resources;
	struct review review;
	struct arena arena;
	const struct session *anna;
	const struct session *bram;
};

static struct fixture f;

static const char text[] = "De gemeente gaf geen vergunning. Toen hielp de buurvrouw ons.";

static inline void put_document(const char *id, const char *path,
				const struct stored_anecdote *anecdote, size_t anecdotes)
{
	const struct store_rows rows = {
		.document = {.id = span_from(id),
			     .path = span_from(path),
			     .round = SPAN("1"),
			     .sha256 = SPAN("00"),
			     .made_by = SPAN("00")},
		.content = stored_content(text),
		.anecdote = anecdote,
		.anecdotes = anecdotes,
	};
	assert_int_equal(store_begin(f.review.store, NULL), 0);
	assert_int_equal(store_document_put(f.review.store, &rows, NULL), 0);
	assert_int_equal(store_commit(f.review.store, NULL), 0);
}

/* The document of the fixture. */
static inline void put_two(void)
{
	const struct stored_anecdote anecdote[] = {stored_story(text, "a1", 0, 32),
						   stored_story(text, "a2", 33, 61)};
	put_document("d1", "ronde-1/a.txt", anecdote, 2);
}

static inline int setup(void **state)
{
	(void)state;
	static const char *pack[] = {STUDY_PACK};
	memset(&f, 0, sizeof f);
	(void)snprintf(f.path, sizeof f.path, "/tmp/rodedraad-review-XXXXXX");
	const int fd = mkstemp(f.path);
	assert_true(fd >= 0);
	(void)close(fd);
	(void)unlink(f.path);
	f.study = (struct study){.root = "/nonexistent",
				 .name = "proef",
				 .language = "nl",
				 .pack = pack,
				 .packs = 1};
	assert_int_equal(resources_load(&f.resources, &f.study, NULL), 0);
	assert_int_equal(store_open(&f.review.store, f.path, STORE_CREATE, NULL), 0);
	f.review.study = &f.study;
	f.review.resources = &f.resources;
	f.review.port = 7433;
	put_two();
	assert_int_equal(store_begin(f.review.store, NULL), 0);
	assert_int_equal(store_link_put(f.review.store, SPAN("Anna"), SPAN("x"), NULL), 0);
	assert_int_equal(store_link_put(f.review.store, SPAN("Bram"), SPAN("y"), NULL), 0);
	assert_int_equal(store_commit(f.review.store, NULL), 0);
	f.anna = session_open(&f.review.sessions, SPAN("Anna"), NULL);
	f.bram = session_open(&f.review.sessions, SPAN("Bram"), NULL);
	return f.anna && f.bram ? 0 : -1;
}

static inline int teardown(void **state)
{
	(void)state;
	static const char *const ending[] = {"", "-wal", "-shm"};
	store_close(f.review.store);
	resources_free(&f.resources);
	arena_release(&f.arena);
	for (size_t i = 0; i < 3; i++) {
		char side[80];
		(void)snprintf(side, sizeof side, "%s%s", f.path, ending[i]);
		(void)unlink(side);
	}
	return 0;
}

static inline struct request request_of(const char *method, const char *path, const char *body,
					const struct session *who)
{
	return (struct request){.method = span_from(method),
				.path = span_from(path),
				.host = SPAN("127.0.0.1:7433"),
				.origin = SPAN("http://127.0.0.1:7433"),
				.token = span_from(who ? who->token : NULL),
				.body = span_from(body),
				.arena = &f.arena};
}

/* The answer's status; its JSON in *said when that is not NULL, to be given back. */
static inline unsigned ask(const struct session *who, const char *method, const char *path,
			   const char *body, json_t **said)
{
	struct request request = request_of(method, path, body, who);
	struct response response;
	routes_answer(&f.review, &request, &response);
	if (said)
		*said = json_loadb(response.body.at, response.body.len, 0, NULL);
	return response.status;
}

static inline int64_t version_of(json_t *said)
{
	const int64_t version =
		json_integer_value(json_object_get(json_object_get(said, "state"), "version"));
	json_decref(said);
	return version;
}

static inline const char *status_of(json_t *said)
{
	static char status[20];
	const char *got =
		json_string_value(json_object_get(json_object_get(said, "state"), "status"));
	(void)snprintf(status, sizeof status, "%s", got ? got : "(none)");
	json_decref(said);
	return status;
}

/* What an export would say of that anecdote: the number of the decision that holds; 0 if none. */
static inline int take_decision(void *context, const struct stored_anecdote *anecdote,
				struct error *err)
{
	(void)err;
	if (span_equal(anecdote->id, SPAN("a1")))
		*(int64_t *)context = anecdote->decision;
	return 0;
}

static inline int64_t holds(void)
{
	int64_t number = -1;
	assert_int_equal(store_anecdotes_each(f.review.store, 1, take_decision, &number, NULL), 0);
	return number;
}

#define ACCEPT                                                                                     \
	"{\"anecdote\":\"a1\",\"version\":0,\"themes\":[\"regels\"],\"kind\":\"knelpunt\","        \
	"\"role\":\"onbekend\"}"
#define CORRECT                                                                                    \
	"{\"anecdote\":\"a1\",\"version\":0,\"themes\":[\"tijd\"],\"kind\":\"knelpunt\","          \
	"\"role\":\"onbekend\"}"

#endif
