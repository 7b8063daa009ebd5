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
#include "pipeline/store/schema.h"
#include "pipeline/store/snapshots.h"
#include "pipeline/store/store.h"

static char path[64];

static int setup(void **state)
{
	(void)state;
	(void)snprintf(path, sizeof path, "/tmp/rodedraad-store-XXXXXX");
	const int fd = mkstemp(path);
	if (fd < 0)
		return -1;
	(void)close(fd);
	return unlink(path);
}

static int teardown(void **state)
{
	(void)state;
	char side[80];
	static const char *const ending[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < 3; i++) {
		(void)snprintf(side, sizeof side, "%s%s", path, ending[i]);
		(void)unlink(side);
	}
	return 0;
}

static void sql(const char *statements, bool works)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL) == SQLITE_OK, works);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static struct stored_anecdote anecdote(const char *id, const char *text, uint32_t start)
{
	return (struct stored_anecdote){.id = span_from(id),
					.range = {start, start + (uint32_t)strlen(text)},
					.text = span_from(text),
					.kind_evidence = SPAN("[]"),
					.variables = SPAN("[]"),
					.ranking = SPAN("[]")};
}

static void put_document(struct store *store, const char *id, const char *name,
			 const struct stored_anecdote *item, size_t count)
{
	const struct store_rows rows = {.document = {.id = span_from(id),
						     .path = span_from(name),
						     .sha256 = SPAN("s"),
						     .round = SPAN("1")},
					.content = {.text = SPAN("tekst")},
					.anecdote = item,
					.anecdotes = count};
	assert_int_equal(store_begin(store, NULL), 0);
	assert_int_equal(store_document_put(store, &rows, NULL), 0);
	assert_int_equal(store_commit(store, NULL), 0);
}

static void a_new_store_is_sound_and_opens_again(void **state)
{
	(void)state;
	struct store *store;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	assert_int_equal(store_check(store, NULL), 0);
	store_close(store);
	assert_int_equal(store_open(&store, path, STORE_EXISTING, NULL), 0);
	store_close(store);
}

static void a_store_that_is_not_there_is_not_made_by_looking(void **state)
{
	(void)state;
	struct store *store;
	struct error err = ERROR_INIT;
	assert_int_equal(store_open(&store, path, STORE_EXISTING, &err), ERROR_USAGE);
	assert_null(store);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void a_newer_store_is_refused(void **state)
{
	(void)state;
	sql("PRAGMA user_version=9999", true);
	struct store *store;
	struct error err = ERROR_INIT;
	assert_int_equal(store_open(&store, path, STORE_CREATE, &err), ERROR_STORE);
	assert_string_equal(err.why, "this store was made by a newer version of the program");
}

static void a_file_that_is_no_store_is_refused(void **state)
{
	(void)state;
	FILE *file = fopen(path, "w");
	for (int i = 0; i < 300; i++)
		(void)fputs("geen opslag ", file);
	(void)fclose(file);
	struct store *store;
	struct error err = ERROR_INIT;
	assert_int_equal(store_open(&store, path, STORE_CREATE, &err), ERROR_STORE);
}

/* A store as each older version of the program left it: all migrations up to then. */
static void every_older_store_is_brought_up_to_date(void **state)
{
	(void)state;
	for (int version = 0; version <= schema_version; version++) {
		for (int i = 0; i < version; i++)
			sql(schema_migrations[i], true);
		char pragma[40];
		(void)snprintf(pragma, sizeof pragma, "PRAGMA user_version=%d", version);
		sql(pragma, true);
		struct store *store;
		assert_int_equal(store_open(&store, path, STORE_EXISTING, NULL), 0);
		assert_int_equal(store_check(store, NULL), 0);
		struct store_counts counts;
		assert_int_equal(store_count(&counts, store, NULL), 0);
		store_close(store);
		(void)teardown(NULL);
	}
}

static void what_is_not_committed_is_not_there(void **state)
{
	(void)state;
	struct store *store;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	const struct store_rows rows = {
		.document = {.id = SPAN("d"), .path = SPAN("a.txt"), .sha256 = SPAN("s")}};
	assert_int_equal(store_begin(store, NULL), 0);
	assert_int_equal(store_document_put(store, &rows, NULL), 0);
	store_close(store);
	assert_int_equal(store_open(&store, path, STORE_EXISTING, NULL), 0);
	struct store_counts counts;
	assert_int_equal(store_count(&counts, store, NULL), 0);
	assert_int_equal(counts.documents, 0);
	store_close(store);
}

static void a_document_put_again_replaces_what_was_found_in_it(void **state)
{
	(void)state;
	struct store *store;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	const struct stored_anecdote first[] = {anecdote("a1", "een", 0),
						anecdote("a2", "twee", 9)};
	const struct stored_anecdote second[] = {anecdote("a2", "twee", 4)};
	put_document(store, "d1", "a.txt", first, 2);
	put_document(store, "d1", "a.txt", second, 1);
	struct store_counts counts;
	assert_int_equal(store_count(&counts, store, NULL), 0);
	assert_int_equal(counts.documents, 1);
	assert_int_equal(counts.anecdotes, 1);
	assert_int_equal(store_document_remove(store, "a.txt", NULL), 0);
	assert_int_equal(store_count(&counts, store, NULL), 0);
	assert_int_equal(counts.anecdotes, 0);
	assert_int_equal(store_check(store, NULL), 0);
	store_close(store);
}

static void decisions_can_be_added_and_never_changed(void **state)
{
	(void)state;
	struct store *store;
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	store_close(store);
	sql("INSERT INTO reviewer VALUES('r','r',NULL,'t');"
	    "INSERT INTO decision(reviewer, decided_at, stored_at, action, document, "
	    "document_sha256, anecdote, quotation, start, end, suggested) "
	    "VALUES('r','t','t','label','d','s','a','q',0,1,'{}')",
	    true);
	sql("DELETE FROM decision", false);
	sql("UPDATE decision SET reviewer = 'r'", false);
}

static void put_and_note(struct store *store, const char *id, const char *name, const char *text)
{
	const struct stored_anecdote one = anecdote(name, text, 0);
	put_document(store, id, name, &one, 1);
	assert_int_equal(store_begin(store, NULL), 0);
	assert_int_equal(store_snapshot_make(store, span_from(id), NULL), 0);
	assert_int_equal(store_commit(store, NULL), 0);
}

static int join_labels(void *context, const struct stored_snapshot *snapshot, struct error *err)
{
	(void)err;
	char *to = context;
	const size_t len = strlen(to);
	(void)snprintf(to + len, 400 - len, "%.*s %.*s\n", (int)snapshot->path.len,
		       snapshot->path.at, (int)snapshot->labels.len, snapshot->labels.at);
	return 0;
}

/* What an interrupted run noted counts as far as it still stands; what nobody noted is looked up.
 */
static void a_snapshot_has_each_document_as_it_was_put_last(void **state)
{
	(void)state;
	struct store *store;
	char labels[400] = "";
	assert_int_equal(store_open(&store, path, STORE_CREATE, NULL), 0);
	put_and_note(store, "d1", "een", "eerst");
	put_and_note(store, "d1", "een", "daarna");
	put_and_note(store, "d2", "weg", "verdwijnt");
	const struct stored_anecdote other = anecdote("drie", "niemand keek", 0);
	put_document(store, "d3", "drie", &other, 1);
	assert_int_equal(store_begin(store, NULL), 0);
	assert_int_equal(store_document_remove(store, "weg", NULL), 0);
	assert_int_equal(store_snapshot_take(store, 7, NULL), 0);
	assert_int_equal(store_commit(store, NULL), 0);
	assert_int_equal(store_snapshots_each(store, 7, join_labels, labels, NULL), 0);
	assert_string_equal(labels, "drie [[\"drie\",\"niemand keek\",[],\"\",\"\"]]\n"
				    "een [[\"een\",\"daarna\",[],\"\",\"\"]]\n");
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_store_is_sound_and_opens_again, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_store_that_is_not_there_is_not_made_by_looking,
						setup, teardown),
		cmocka_unit_test_setup_teardown(a_newer_store_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_that_is_no_store_is_refused, setup,
						teardown),
		cmocka_unit_test_setup_teardown(every_older_store_is_brought_up_to_date, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_is_not_committed_is_not_there, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_document_put_again_replaces_what_was_found_in_it,
						setup, teardown),
		cmocka_unit_test_setup_teardown(a_snapshot_has_each_document_as_it_was_put_last,
						setup, teardown),
		cmocka_unit_test_setup_teardown(decisions_can_be_added_and_never_changed, setup,
						teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
