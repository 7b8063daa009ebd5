#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/report/collect.h"
#include "pipeline/report/commitments.h"
#include "pipeline/report/names.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/duplicates.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/follow_ups.h"
#include "pipeline/store/judgements.h"
#include "pipeline/store/review.h"
#include "pipeline/store/store.h"
#include "tests/packs.h"
#include "tests/stored.h"

struct fixture {
	char path[64];
	struct store *store;
	struct lexicon *lexicon;
	struct arena arena;
};

/* Made as a run would: `count` anecdotes with one suggestion each. */
static void put_document(struct store *store, const char *path, const char *round, size_t count)
{
	static char ids[8][24];
	struct stored_anecdote anecdote[8];
	assert_true(count <= 8);
	for (size_t i = 0; i < count; i++) {
		(void)snprintf(ids[i], sizeof ids[i], "%s-%zu", path, i);
		anecdote[i] = (struct stored_anecdote){
			.id = span_from(ids[i]),
			.range = {(uint32_t)i * 10, (uint32_t)i * 10 + 9},
			.text = span_from(ids[i]),
			.speaker = SPAN("Ada"),
			.role = SPAN("initiatiefnemer"),
			.kind = SPAN("knelpunt"),
			.kind_evidence = SPAN("[]"),
			.variables = SPAN("[]"),
			.ranking = SPAN("[[\"geld\",0.7,true,[]],[\"tijd\",0.2,false,[]]]"),
		};
	}
	const struct store_rows rows = {
		.document = {.id = span_from(path),
			     .path = span_from(path),
			     .sha256 = SPAN("0"),
			     .round = span_from(round),
			     .case_name = SPAN("tuin")},
		.content = stored_content("tekst"),
		.anecdote = anecdote,
		.anecdotes = count,
	};
	assert_int_equal(store_document_put(store, &rows, NULL), 0);
}

static void decide(struct store *store, const char *document, const char *anecdote,
		   const char *status, const char *themes, const char *kind)
{
	struct stored_decision decision = {
		.reviewer = SPAN("noor"),
		.action = SPAN("label"),
		.phase = SPAN("own"),
		.status = span_from(status),
		.document = span_from(document),
		.document_sha256 = SPAN("0"),
		.anecdote = span_from(anecdote),
		.quotation = span_from(anecdote),
		.themes = span_from(themes),
		.kind = span_from(kind),
		.suggested = SPAN("{}"),
	};
	assert_int_equal(store_decision_put(store, &decision, NULL), 0);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	if (!f)
		return -1;
	*state = f;
	(void)snprintf(f->path, sizeof f->path, "/tmp/rodedraad-collect-%ld.db", (long)getpid());
	(void)unlink(f->path);
	f->lexicon = test_lexicon("samenwerking/pack.yaml");
	if (!f->lexicon || store_open(&f->store, f->path, STORE_CREATE, NULL) < 0 ||
	    store_begin(f->store, NULL) < 0)
		return -1;
	put_document(f->store, "a", "1", 4);
	put_document(f->store, "b", "2", 1);
	put_document(f->store, "c", "10", 1);
	return store_commit(f->store, NULL);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	store_close(f->store);
	(void)unlink(f->path);
	lexicon_free(f->lexicon);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void anchor(struct fixture *f)
{
	assert_int_equal(store_decisions_anchor(f->store, &f->arena, NULL), 0);
	assert_int_equal(store_commit(f->store, NULL), 0);
}

static int collect(struct collected *out, struct fixture *f, const char *round, struct error *err)
{
	const struct collect_options options = {.round = round, .language = SPAN("nl")};
	return collect_study(out, f->store, f->lexicon, &options, &f->arena, err);
}

static void assert_theme(const struct collection *c, size_t anecdote, const char *wanted)
{
	assert_int_equal(c->anecdote[anecdote].labels, 1);
	const struct span id = c->theme.item[c->anecdote[anecdote].label[0].theme].id;
	assert_true(span_equal(id, span_from(wanted)));
}

static void what_a_reviewer_decided_goes_before_what_was_suggested(void **state)
{
	struct fixture *f = *state;
	struct collected got;
	assert_int_equal(store_begin(f->store, NULL), 0);
	decide(f->store, "a", "a-0", "rejected", "", "");
	decide(f->store, "a", "a-1", "corrected", "[\"nieuw thema\",\"nieuw thema\"]", "succes");
	decide(f->store, "a", "a-2", "accepted", "", "");
	decide(f->store, "b", "b-0", "corrected", "[]", "");
	anchor(f);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	const struct collection *c = &got.collection;
	assert_int_equal(c->rejected, 1);
	assert_int_equal(c->anecdotes, 5);
	assert_theme(c, 0, "nieuw thema");
	assert_true(c->anecdote[0].reviewed);
	assert_true(span_equal(c->kind.item[c->anecdote[0].kind].id, SPAN("succes")));
	assert_theme(c, 1, "geld");
	assert_true(c->anecdote[1].reviewed && c->anecdote[1].label[0].score >= 1);
	assert_theme(c, 2, "geld");
	assert_false(c->anecdote[2].reviewed);
	assert_int_equal(c->anecdote[3].labels, 0);
	assert_int_equal(got.reviewers, 1);
}

static void one_name_in_two_visits_to_a_case_is_one_speaker(void **state)
{
	struct collected got;
	assert_int_equal(collect(&got, *state, NULL, NULL), 0);
	assert_int_equal(got.collection.tellers, 1);
	assert_int_equal(got.collection.places, 1);
}

static void rounds_come_in_the_order_of_their_numbers_and_can_be_chosen(void **state)
{
	struct collected got;
	struct error err = ERROR_INIT;
	assert_int_equal(collect(&got, *state, NULL, NULL), 0);
	assert_int_equal(got.collection.rounds, 3);
	assert_true(span_equal(got.collection.round[2], SPAN("10")));
	assert_int_equal(collect(&got, *state, "2", NULL), 0);
	assert_int_equal(got.collection.anecdotes, 1);
	assert_int_equal(collect(&got, *state, "7", &err), ERROR_USAGE);
}

static void a_report_that_is_there_twice_counts_once(void **state)
{
	struct fixture *f = *state;
	struct collected got;
	assert_int_equal(store_begin(f->store, NULL), 0);
	assert_int_equal(store_duplicate_put(f->store, 2, 1, 0.9, NULL), 0);
	assert_int_equal(store_commit(f->store, NULL), 0);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	assert_int_equal(got.repeated, 1);
	assert_int_equal(got.collection.documents, 2);
	assert_int_equal(got.collection.anecdotes, 5);
}

static void names_are_numbered_as_they_come_however_many(void **state)
{
	struct fixture *f = *state;
	struct names names = {.arena = &f->arena};
	char text[16];
	for (uint32_t i = 0; i < 1000; i++) {
		const int len = snprintf(text, sizeof text, "naam %u", i % 500);
		assert_int_equal(names_add(&names, (struct span){text, (size_t)len}), i % 500);
	}
	assert_int_equal(names.count, 500);
	assert_int_equal(names_find(&names, SPAN("naam 7")), 7);
	assert_int_equal(names_find(&names, SPAN("niemand")), UINT32_MAX);
}

static void edit(struct store *store, const char *theme, const char *value)
{
	struct stored_edit edit = {.reviewer = SPAN("noor"),
				   .subject = SPAN("theme"),
				   .target = span_from(theme),
				   .action = SPAN("change"),
				   .value = span_from(value)};
	assert_int_equal(store_edit_put(store, &edit, NULL), 0);
}

static void what_was_merged_counts_for_the_theme_it_went_into(void **state)
{
	struct fixture *f = *state;
	struct collected got;
	assert_int_equal(store_begin(f->store, NULL), 0);
	decide(f->store, "a", "a-0", "corrected", "[\"geld\",\"tijd\"]", "");
	edit(f->store, "geld", "{\"name_nl\":\"Geld\",\"into\":\"tijd\"}");
	edit(f->store, "rust", "{\"name_nl\":\"Rust\",\"parent\":\"tijd\"}");
	anchor(f);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	const struct collection *c = &got.collection;
	for (size_t i = 0; i < c->anecdotes; i++)
		assert_theme(c, i, "tijd");
	for (size_t i = 0; i < c->theme.count; i++)
		assert_false(span_equal(c->theme.item[i].id, SPAN("geld")));
	assert_int_equal(got.changes, 2);
	assert_true(got.change[0].merged);
	assert_true(span_equal(got.change[0].from, SPAN("Geld")));
	assert_true(span_equal(c->theme.item[got.change[0].theme].id, SPAN("tijd")));
	assert_false(got.change[1].merged);
	assert_true(span_equal(c->theme.item[got.change[1].theme].id, SPAN("rust")));
	assert_true(span_equal(c->theme.item[got.change[1].parent].id, SPAN("tijd")));
}

/* Two visits to one case; the promise of the first is followed up as `outcome` says. */
static void promise(struct fixture *f, const char *outcome, const char *status)
{
	const struct stored_commitment commitment = {
		.id = SPAN("p"),
		.range = {0, 5},
		.text = SPAN("Ada zorgt voor thee."),
		.who = SPAN("Ada"),
		.score = 1,
	};
	const struct stored_outcome told = {.range = {0, 5},
					    .text = span_from(outcome),
					    .status = span_from(status),
					    .score = 1};
	struct store_rows rows = {
		.document = {.id = SPAN("a"),
			     .path = SPAN("a"),
			     .sha256 = SPAN("0"),
			     .round = SPAN("1"),
			     .case_name = SPAN("tuin")},
		.content = stored_content("tekst"),
		.commitment = &commitment,
		.commitments = 1,
	};
	assert_int_equal(store_document_put(f->store, &rows, NULL), 0);
	rows.document.id = rows.document.path = SPAN("b");
	rows.document.round = SPAN("2");
	rows.commitments = 0;
	rows.outcome = &told;
	rows.outcomes = outcome[0] != '\0';
	assert_int_equal(store_document_put(f->store, &rows, NULL), 0);
	const struct stored_passage *made, *found;
	size_t promises, outcomes;
	int64_t a, b;
	assert_int_equal(store_document_number(&a, f->store, SPAN("a"), NULL), 0);
	assert_int_equal(store_document_number(&b, f->store, SPAN("b"), NULL), 0);
	assert_int_equal(store_passages_promised(&made, &promises, f->store, a, &f->arena, NULL),
			 0);
	assert_int_equal(store_passages_outcome(&found, &outcomes, f->store, b, &f->arena, NULL),
			 0);
	for (size_t i = 0; i < outcomes; i++)
		assert_int_equal(store_follow_up_put(f->store, made[0].number, &found[i], 1, NULL),
				 0);
}

static void a_promise_says_what_became_of_it_or_that_nobody_did(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *outcome, *status, *wanted;
	} row[] = {
		{"De thee is er.", "nagekomen", "nagekomen"},
		{"Over de thee is gepraat.", "", "mentioned"},
		{"", "", "not_mentioned"},
	};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		struct collected got;
		assert_int_equal(store_begin(f->store, NULL), 0);
		promise(f, row[i].outcome, row[i].status);
		assert_int_equal(store_commit(f->store, NULL), 0);
		assert_int_equal(collect(&got, f, NULL, NULL), 0);
		assert_int_equal(got.commitments, 1);
		assert_true(span_equal(commitment_state_id(&got.commitment[0]),
				       span_from(row[i].wanted)));
		assert_int_equal(got.commitment[0].outcome_document,
				 row[i].outcome[0] != '\0' ? 1 : COLLECTION_NONE);
		assert_int_equal(collect(&got, f, "1", NULL), 0);
		assert_true(
			got.commitment[0].outcome.len > 0 ||
			span_equal(commitment_state_id(&got.commitment[0]), SPAN("not_visited")));
	}
}

static void judge(struct fixture *f, struct span commitment, struct span status)
{
	struct stored_judgement now, wanted = {
					     .commitment = commitment,
					     .status = status,
					     .reviewer = SPAN("anna"),
				     };
	assert_int_equal(store_begin(f->store, NULL), 0);
	assert_int_equal(store_judgement_find(&now, f->store, commitment, &f->arena, NULL), 1);
	assert_int_equal(store_judgement_put(f->store, &wanted, &now, &f->arena, NULL), 0);
	assert_int_equal(store_commit(f->store, NULL), 0);
}

static int count_lost(void *context, const struct stored_judgement *judgement, struct error *err)
{
	(void)err;
	assert_true(span_equal(judgement->text, SPAN("Ada zorgt voor thee.")));
	++*(int *)context;
	return 0;
}

static void what_a_person_says_of_a_promise_holds_until_it_is_taken_back(void **state)
{
	struct fixture *f = *state;
	struct collected got;
	int lost = 0;
	assert_int_equal(store_begin(f->store, NULL), 0);
	assert_int_equal(store_link_put(f->store, SPAN("anna"), SPAN("d"), NULL), 0);
	promise(f, "De thee is er.", "nagekomen");
	assert_int_equal(store_commit(f->store, NULL), 0);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	const struct span id = got.commitment[0].id;
	judge(f, id, SPAN("niet"));
	judge(f, id, SPAN(JUDGED_NOT_MENTIONED));
	assert_int_equal(store_begin(f->store, NULL), 0);
	promise(f, "De thee is er.", "nagekomen"); /* as another run */
	assert_int_equal(store_commit(f->store, NULL), 0);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	assert_true(span_equal(commitment_state_id(&got.commitment[0]), SPAN("not_mentioned")));
	assert_true(span_equal(got.commitment[0].judge, SPAN("anna")));
	assert_true(span_equal(got.commitment[0].status_id, SPAN("nagekomen")));
	judge(f, id, SPAN("deels"));
	assert_int_equal(store_begin(f->store, NULL), 0);
	put_document(f->store, "a", "1", 0); /* its words have gone */
	assert_int_equal(store_commit(f->store, NULL), 0);
	assert_int_equal(store_judgements_lost_each(f->store, count_lost, &lost, NULL), 0);
	assert_int_equal(lost, 1);
	assert_int_equal(store_begin(f->store, NULL), 0);
	promise(f, "De thee is er.", "nagekomen");
	assert_int_equal(store_commit(f->store, NULL), 0);
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	assert_true(span_equal(commitment_state_id(&got.commitment[0]), SPAN("deels")));
	judge(f, id, SPAN(""));
	assert_int_equal(collect(&got, f, NULL, NULL), 0);
	assert_true(span_equal(commitment_state_id(&got.commitment[0]), SPAN("nagekomen")));
	assert_int_equal(store_judgements_lost_each(f->store, count_lost, &lost, NULL), 0);
	assert_int_equal(lost, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_a_person_says_of_a_promise_holds_until_it_is_taken_back, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_promise_says_what_became_of_it_or_that_nobody_did,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_merged_counts_for_the_theme_it_went_into,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_a_reviewer_decided_goes_before_what_was_suggested, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_name_in_two_visits_to_a_case_is_one_speaker,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			rounds_come_in_the_order_of_their_numbers_and_can_be_chosen, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_report_that_is_there_twice_counts_once, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(names_are_numbered_as_they_come_however_many,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
