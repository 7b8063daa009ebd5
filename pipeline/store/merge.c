#include "pipeline/store/merge.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

/* Numbers differ from store to store; ids do not. What refers to a number looks it up by id. */
static const char *const copy =
	"BEGIN IMMEDIATE;"
	"DELETE FROM document WHERE id IN (SELECT id FROM part.document);"
	"INSERT INTO document(id, path, state, sha256, size, modified, made_by, round, case_name, "
	"  date, title, project, form, language, format, characters, words, signature, why, "
	"  detail, line) SELECT id, path, state, sha256, size, modified, made_by, round, "
	"  case_name, date, title, project, form, language, format, characters, words, "
	"  signature, why, detail, line FROM part.document ORDER BY path;"
	"INSERT INTO content SELECT d.number, c.text, c.blocks, c.people, c.variables, c.notes "
	"  FROM part.content c JOIN part.document p ON p.number = c.document "
	"  JOIN main.document d ON d.id = p.id;"
	"INSERT INTO anecdote(id, document, start, end, text, speaker, role, role_score, kind, "
	"  kind_score, kind_evidence, external, variables, ranking) "
	"  SELECT a.id, d.number, a.start, a.end, a.text, a.speaker, a.role, a.role_score, "
	"  a.kind, a.kind_score, a.kind_evidence, a.external, a.variables, a.ranking "
	"  FROM part.anecdote a JOIN part.document p ON p.number = a.document "
	"  JOIN main.document d ON d.id = p.id ORDER BY a.number;"
	"INSERT INTO suggestion SELECT m.number, s.theme, s.score FROM part.suggestion s "
	"  JOIN part.anecdote a ON a.number = s.anecdote JOIN main.anecdote m ON m.id = a.id;"
	"INSERT INTO recommendation(id, document, start, end, text, audience, score, speaker, "
	"  anecdote, themes) SELECT r.id, d.number, r.start, r.end, r.text, r.audience, r.score, "
	"  r.speaker, r.anecdote, r.themes FROM part.recommendation r "
	"  JOIN part.document p ON p.number = r.document "
	"  JOIN main.document d ON d.id = p.id ORDER BY r.number;"
	"INSERT INTO commitment(id, document, start, end, text, who, score) "
	"  SELECT c.id, d.number, c.start, c.end, c.text, c.who, c.score "
	"  FROM part.commitment c JOIN part.document p ON p.number = c.document "
	"  JOIN main.document d ON d.id = p.id ORDER BY c.number;"
	"INSERT INTO outcome(document, start, end, text, status, score) "
	"  SELECT d.number, o.start, o.end, o.text, o.status, o.score "
	"  FROM part.outcome o JOIN part.document p ON p.number = o.document "
	"  JOIN main.document d ON d.id = p.id ORDER BY o.number;"
	/* What is worked out over the whole study is not yet: a run has to know, should it come
	   first. */
	"UPDATE main.run SET outcome = 'merging' WHERE outcome = 'done' AND number = "
	"  (SELECT max(number) FROM main.run);"
	"COMMIT;";

int store_merge(struct store *store, const char *path, struct error *err)
{
	/* Opening it first brings it up to date, so that both have the same tables. */
	struct store *part;
	int status = store_open(&part, path, STORE_EXISTING, err);
	if (status < 0)
		return status;
	store_close(part);
	char *attach = sqlite3_mprintf("ATTACH %Q AS part", path);
	if (!attach)
		return error_memory(err);
	status = sqlite3_exec(store->db, attach, NULL, NULL, NULL) == SQLITE_OK
			 ? 0
			 : store_failed(store, err);
	sqlite3_free(attach);
	if (status < 0)
		return status;
	if (sqlite3_exec(store->db, copy, NULL, NULL, NULL) != SQLITE_OK) {
		status = store_failed(store, err);
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	}
	(void)sqlite3_exec(store->db, "DETACH part", NULL, NULL, NULL);
	return status;
}

int store_merge_end(struct store *store, struct error *err)
{
	if (sqlite3_exec(store->db, "UPDATE run SET outcome = 'done' WHERE outcome = 'merging'",
			 NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return store_failed(store, err);
}
