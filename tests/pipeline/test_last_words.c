#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus/error.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/review.h"
#include "pipeline/store/schema.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

static char path[64];
static struct store *store;

static int setup(void **state)
{
	(void)state;
	(void)snprintf(path, sizeof path, "/tmp/rodedraad-words-XXXXXX");
	const int fd = mkstemp(path);
	if (fd < 0)
		return -1;
	(void)close(fd);
	return unlink(path);
}

static int teardown(void **state)
{
	(void)state;
	static const char *const ending[] = {"", "-wal", "-shm"};
	store_close(store);
	store = NULL;
	for (size_t i = 0; i < 3; i++) {
		char side[80];
		(void)snprintf(side, sizeof side, "%s%s", path, ending[i]);
		(void)unlink(side);
	}
	return 0;
}

static int64_t ask(const char *question)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, question, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const int64_t number = sqlite3_column_int64(s, 0);
	assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return number;
}

static void sql(const char *statements)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

#define DECISION(number, who, phase, status, anecdote)                                             \
	"INSERT INTO decision(number, reviewer, decided_at, stored_at, action, phase, status, "    \
	"document, document_sha256, anecdote, quotation, start, end, themes, suggested) "          \
	"VALUES(" #number ",'" who "','t','t','label','" phase "'," status ",'d','s','a',"         \
	"'q',0,1,'[\"b\",\"a\"]','{}');"                                                           \
	"INSERT INTO anchor VALUES(" #number "," #anecdote ",1);"

static const char two_reviewers[] =
	"INSERT INTO reviewer VALUES('r','r',NULL,'t'),('o','o',NULL,'t');"
	"INSERT INTO document(number, id, path, state, sha256, size, modified, made_by, round) "
	"VALUES(1,'d','a.txt','done','s',1,0,'m','1');"
	"INSERT INTO anecdote VALUES(1,'a',1,0,1,'q','','burger',0,'kans',0,'[]',NULL,'[]','[]'),"
	"(2,'b',1,1,2,'q','','burger',0,'kans',0,'[]',NULL,'[]','[]');" DECISION(1, "r", "own",
										 "'accepted'", 1)
		DECISION(2, "o", "own", "'rejected'", 1) DECISION(3, "r", "own", "'corrected'", 1)
			DECISION(4, "r", "settle", "'accepted'", 1)
				DECISION(5, "o", "settle", "NULL", 1)
					DECISION(6, "r", "own", "'accepted'", 2)
						DECISION(7, "r", "own", "NULL", 2);

static void check_words(void)
{
	assert_int_equal(ask("SELECT count(*) FROM word"), 4);
	assert_int_equal(ask("SELECT decision FROM word WHERE anecdote = 1 AND reviewer = 'r'"), 3);
	assert_int_equal(ask("SELECT decision FROM word WHERE anecdote = 1 AND settle"), 5);
	assert_int_equal(ask("SELECT said FROM word WHERE anecdote = 2"), 0);
	assert_int_equal(ask("SELECT label = 'a' || char(10) || 'b' || char(10, 10) || 'kans' || "
			     "char(10) || 'burger' FROM word WHERE decision = 3"),
			 1);
	assert_int_equal(ask("SELECT label = '-' FROM word WHERE decision = 2"), 1);
	assert_int_equal(ask("SELECT decided FROM progress WHERE reviewer = 'r'"), 1);
	assert_int_equal(ask("SELECT decided FROM progress WHERE reviewer = 'o'"), 1);
}

static void the_last_word_of_each_is_kept(void **state)
{
	(void)state;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	sql(two_reviewers);
	check_words();
}

static void an_older_store_gets_its_last_words(void **state)
{
	(void)state;
	sql(schema_migrations[0]);
	sql(schema_migrations[1]);
	sql("PRAGMA user_version=2");
	sql(two_reviewers);
	assert_int_equal(store_open(&store, path, STORE_EXISTING, NULL), 0);
	check_words();
	assert_int_equal(store_check(store, NULL), 0);
}

static void words_go_with_their_anecdote_and_are_counted_no_more(void **state)
{
	(void)state;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	sql(two_reviewers);
	sql("PRAGMA foreign_keys=ON; DELETE FROM anecdote WHERE number = 1");
	assert_int_equal(ask("SELECT count(*) FROM word"), 1);
	assert_int_equal(ask("SELECT sum(decided) FROM progress"), 0);
	sql("PRAGMA foreign_keys=ON; DELETE FROM document");
	assert_int_equal(ask("SELECT count(*) FROM word"), 0);
	assert_int_equal(ask("SELECT count(*) FROM progress"), 0);
	assert_int_equal(store_check(store, NULL), 0);
}

static void put_link(const char *who)
{
	assert_int_equal(store_begin(store, NULL), 0);
	assert_int_equal(store_link_put(store, span_from(who), span_from(who), NULL), 0);
}

static void a_group_counts_when_it_is_committed_and_not_before(void **state)
{
	(void)state;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	store_gather(store);
	put_link("een");
	assert_int_equal(store_commit(store, NULL), 0);
	put_link("twee");
	store_rollback(store);
	put_link("drie");
	assert_int_equal(store_commit(store, NULL), 0);
	assert_true(store_has_group(store));
	assert_int_equal(ask("SELECT count(*) FROM link"), 0);
	assert_int_equal(store_commit_group(store, NULL), 0);
	assert_false(store_has_group(store));
	assert_int_equal(ask("SELECT count(*) FROM link"), 2);
	assert_int_equal(ask("SELECT count(*) FROM reviewer WHERE id = 'twee'"), 0);
	put_link("vier");
	assert_int_equal(store_commit(store, NULL), 0);
	store_close(store);
	store = NULL;
	assert_int_equal(ask("SELECT count(*) FROM link"), 2);
}

/* As SQLite does by itself when the disk is full. */
static void a_group_that_was_rolled_back_says_so(void **state)
{
	(void)state;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	store_gather(store);
	put_link("een");
	assert_int_equal(store_commit(store, NULL), 0);
	assert_int_equal(sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	struct error err = ERROR_INIT;
	assert_int_equal(store_begin(store, &err), ERROR_STORE);
	assert_int_equal(store_commit_group(store, &err), ERROR_STORE);
	put_link("twee");
	assert_int_equal(store_commit(store, NULL), 0);
	assert_int_equal(store_commit_group(store, NULL), 0);
	assert_int_equal(ask("SELECT count(*) FROM link"), 1);
}

/* Lists that a page shows whole: documents, reviewers, rounds of editing. */
static bool may_be_read_whole(const char *detail)
{
	static const char *const list[] = {"SCAN o", "SCAN document", "SCAN reviewer",
					   "SCAN CONSTANT ROW", "SCAN (subquery"};
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
		size_t length = strlen(list[i]);
		if (strncmp(detail, list[i], length) == 0 && strchr(" -", detail[length]))
			return true; /* the whole name: "o" is no opinion; strchr finds the end too
				      */
	}
	return strncmp(detail, "SCAN ", 5) != 0;
}

static void check_plan(enum statement statement)
{
	sqlite3_stmt *prepared = statement_of(store, statement, NULL), *plan;
	assert_non_null(prepared);
	char *question = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sqlite3_sql(prepared));
	assert_int_equal(sqlite3_prepare_v2(store->db, question, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(plan, 3);
		if (!may_be_read_whole(detail))
			fail_msg("%s\nreads a table whole: %s", sqlite3_sql(prepared), detail);
	}
	assert_int_equal(sqlite3_finalize(plan), SQLITE_OK);
	sqlite3_free(question);
}

/* What a run, a report or a command does once, over the whole study or all that was brought into
 * it. */
static bool is_for_whole_study(enum statement statement)
{
	static const enum statement whole[] = {
		STATEMENT_SOURCES,
		STATEMENT_SOURCES_REMOVE,
		STATEMENT_FOLLOW_UPS_CLEAR,
		STATEMENT_DUPLICATES_CLEAR,
		STATEMENT_DUPLICATES,
		STATEMENT_LESSONS,
		STATEMENT_DECISIONS_UNPLACED,
		STATEMENT_SHAPES,
		STATEMENT_RUN_END,
		STATEMENT_RUNS,
		STATEMENT_SNAPSHOT_MAKE,
		STATEMENT_SNAPSHOT_MAKE_REST,
		STATEMENT_SNAPSHOT_GONE,
		STATEMENT_SNAPSHOT_KEEP,
		STATEMENT_SNAPSHOT_END,
		STATEMENT_SNAPSHOT_BEGIN,
		STATEMENT_SNAPSHOTS,
		STATEMENT_COUNTS,
	};
	for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
		if (whole[i] == statement)
			return true;
	return false;
}

static void no_page_and_no_decision_reads_a_table_whole(void **state)
{
	(void)state;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	assert_int_equal(store_begin(store, NULL), 0); /* what a run keeps aside is made then */
	for (int i = 0; i < STATEMENTS; i++)
		if (!is_for_whole_study((enum statement)i))
			check_plan((enum statement)i);
	assert_int_equal(store_end(store, 0, NULL), 0);
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		STORE_TEST(the_last_word_of_each_is_kept),
		STORE_TEST(an_older_store_gets_its_last_words),
		STORE_TEST(words_go_with_their_anecdote_and_are_counted_no_more),
		STORE_TEST(a_group_counts_when_it_is_committed_and_not_before),
		STORE_TEST(a_group_that_was_rolled_back_says_so),
		STORE_TEST(no_page_and_no_decision_reads_a_table_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
