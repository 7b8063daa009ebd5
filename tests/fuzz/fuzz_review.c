/*
 * Any bytes as requests to the review server, above its sockets, with a store in memory that has
 * two rounds, two reviewers and what they disagree on. Each line is a request: a letter for who
 * asks (A, B: a reviewer; N: nobody; X: a page of another site), the method, the path with its
 * query, and the body. Whatever is asked, the answer is a status with JSON or a page, and the store
 * sound.
 */
#include <jansson.h>
#include <string.h>

#include "corpus/digest.h"
#include "pipeline/review/routes.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/review.h"
#include "pipeline/store/store.h"
#include "tests/fuzz/fuzz_stages.h"
#include "tests/stored.h"

enum { REQUESTS_MOST = 12 };

static const char text[] = "De gemeente gaf geen vergunning. Toen hielp de buurvrouw ons. Zij belt "
			   "de wethouder voor mei. Geef buurten een vast loket.";

struct told {
	struct review review;
	const struct session *who[2];
	struct arena arena;
};

static void put_document(struct store *store, const char *id, const char *round, const char *first,
			 const char *second)
{
	struct error err = ERROR_INIT;
	const struct stored_anecdote anecdote[] = {stored_story(text, first, 0, 32),
						   stored_story(text, second, 33, 61)};
	const struct stored_commitment commitment = {.id = SPAN("c1"),
						     .range = {62, 93},
						     .text = {text + 62, 31},
						     .who = SPAN("Zij"),
						     .score = 0.9F};
	const struct stored_recommendation advice = {.id = SPAN("r1"),
						     .range = {94, 122},
						     .text = {text + 94, 28},
						     .audience = SPAN("organisatie"),
						     .score = 0.8F,
						     .anecdote = span_from(first),
						     .themes = SPAN("[\"regels\"]")};
	const bool earliest = round[0] == '1';
	const struct store_rows rows = {
		.document = {.id = span_from(id),
			     .path = span_from(id),
			     .round = span_from(round),
			     .case_name = SPAN("plein"),
			     .sha256 = SPAN("00"),
			     .made_by = SPAN("00")},
		.content = stored_content(text),
		.anecdote = anecdote,
		.anecdotes = 2,
		.commitment = &commitment,
		.commitments = earliest,
		.recommendation = &advice,
		.recommendations = earliest,
	};
	fuzz_require(store_begin(store, &err) == 0, &err);
	fuzz_require(store_document_put(store, &rows, &err) == 0, &err);
	fuzz_require(store_commit(store, &err) == 0, &err);
}

static void begin(struct told *told, const struct study *study, const struct resources *resources)
{
	struct error err = ERROR_INIT;
	char digest[DIGEST_TEXT];
	struct review *review = &told->review;
	*review = (struct review){.study = study, .resources = resources, .port = 7433};
	fuzz_require(store_open(&review->store, ":memory:", STORE_CREATE, &err) == 0, &err);
	put_document(review->store, "d1", "1", "a1", "a2");
	put_document(review->store, "d2", "2", "b1", "b2");
	digest_of(digest, SPAN("the secret"));
	fuzz_require(store_begin(review->store, &err) == 0, &err);
	fuzz_require(store_link_put(review->store, SPAN("Anna"), span_from(digest), &err) == 0,
		     &err);
	fuzz_require(store_link_put(review->store, SPAN("Bram"), SPAN("y"), &err) == 0, &err);
	fuzz_require(store_commit(review->store, &err) == 0, &err);
	told->who[0] = session_open(&review->sessions, SPAN("Anna"), &err);
	told->who[1] = session_open(&review->sessions, SPAN("Bram"), &err);
}

/* The words up to `end`, which is taken off as well. */
static struct span take_until(struct span *rest, char end)
{
	const char *found = memchr(rest->at, end, rest->len);
	const size_t len = found ? (size_t)(found - rest->at) : rest->len;
	const struct span word = {rest->at, len};
	rest->at += found ? len + 1 : len;
	rest->len -= found ? len + 1 : len;
	return word;
}

/* `group=x&after=y&language=z`, as the server takes it apart. */
static void take_query(struct request *request, struct span query)
{
	const struct {
		struct span name;
		struct span *value;
	} known[] = {{SPAN("group="), &request->group},
		     {SPAN("after="), &request->after},
		     {SPAN("language="), &request->language}};
	while (query.len > 0) {
		const struct span part = take_until(&query, '&');
		for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
			if (span_starts(part, known[i].name))
				*known[i].value = (struct span){part.at + known[i].name.len,
								part.len - known[i].name.len};
	}
}

static void check(const struct response *response)
{
	struct error err = {.why = "an answer without status or type"};
	fuzz_require(response->status >= 200 && response->status < 600 && response->type, &err);
	if (strcmp(response->type, "application/json") != 0)
		return;
	json_t *body = json_loadb(response->body.at, response->body.len, JSON_DECODE_ANY, NULL);
	err.why = "an answer that is no JSON";
	fuzz_require(body != NULL, &err);
	json_decref(body);
}

static void ask(struct told *told, struct span line)
{
	const char who = line.len > 0 ? line.at[0] : 'N';
	(void)take_until(&line, ' ');
	struct request request = {.host = SPAN("127.0.0.1:7433"),
				  .origin = who == 'X' ? SPAN("http://example.org")
						       : SPAN("http://127.0.0.1:7433"),
				  .arena = &told->arena};
	request.method = take_until(&line, ' ');
	struct span target = take_until(&line, ' ');
	request.path = take_until(&target, '?');
	take_query(&request, target);
	request.body = line;
	if (who == 'A' || who == 'B')
		request.token = span_from(told->who[who - 'A']->token);
	struct response response;
	routes_answer(&told->review, &request, &response);
	check(&response);
	arena_reset(&told->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct resources resources;
	static const char *pack = STUDY_PACK;
	static struct told told;
	const struct study study = {
		.root = "/nonexistent", .name = "", .language = "nl", .pack = &pack, .packs = 1};
	struct error err = ERROR_INIT;
	if (!resources.stage.lexicon)
		fuzz_require(resources_load(&resources, &study, &err) == 0, &err);
	begin(&told, &study, &resources);
	struct span rest = fuzz_span(data, size);
	for (int i = 0; i < REQUESTS_MOST && rest.len > 0; i++)
		ask(&told, take_until(&rest, '\n'));
	fuzz_require(store_check(told.review.store, &err) == 0, &err);
	store_close(told.review.store);
	arena_release(&told.arena);
	return 0;
}
