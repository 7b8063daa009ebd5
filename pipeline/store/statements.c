#include "pipeline/store/statements.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

/* What a document suggests now, as a row of snapshot_new. */
#define SNAPSHOT_ROWS                                                                              \
	"SELECT d.id, d.path, d.sha256, d.made_by, "                                               \
	"(SELECT json_group_array(json_array(a.id, substr(a.text, 1, 80), "                        \
	" (SELECT json_group_array(s.theme) FROM (SELECT theme FROM suggestion "                   \
	"  WHERE anecdote = a.number ORDER BY theme) s), a.kind, a.role)) "                        \
	" FROM (SELECT number, id, text, kind, role FROM anecdote "                                \
	"  WHERE document = d.number ORDER BY start, id) a) FROM document d "

/* Every statement of the program. Orders are complete, so that output never hangs on chance. */
static const char *const sql[STATEMENTS] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_PART] = "SAVEPOINT part",
	[STATEMENT_PART_DONE] = "RELEASE part",
	[STATEMENT_META_PUT] = "INSERT INTO meta(key, value) VALUES(?1, ?2) "
			       "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
	[STATEMENT_META_GET] = "SELECT value FROM meta WHERE key = ?1",
	[STATEMENT_SOURCE_PUT] = "INSERT INTO source(name, round, bytes, sha256, imported_at) "
				 "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO UPDATE SET round "
				 "= excluded.round, "
				 "bytes = excluded.bytes, sha256 = excluded.sha256, "
				 "imported_at = excluded.imported_at",
	[STATEMENT_SOURCES] = "SELECT name, round, length(bytes), sha256 FROM source ORDER BY name",
	[STATEMENT_SOURCES_REMOVE] = "DELETE FROM source WHERE substr(name, 1, length(?1)) = ?1",
	[STATEMENT_SOURCE_BYTES] = "SELECT bytes FROM source WHERE name = ?1",
	[STATEMENT_KNOWN] = "SELECT path, sha256, size, modified, made_by, state FROM document "
			    "ORDER BY path",
	[STATEMENT_DOCUMENT_PUT] =
		"INSERT INTO document(id, path, state, sha256, size, modified, made_by, round, "
		"case_name, date, title, project, form, language, format, characters, words, "
		"signature, why, detail, line) "
		"VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)"
		" "
		"ON CONFLICT(id) DO UPDATE SET path=excluded.path, state=excluded.state, "
		"sha256=excluded.sha256, size=excluded.size, modified=excluded.modified, "
		"made_by=excluded.made_by, round=excluded.round, case_name=excluded.case_name, "
		"date=excluded.date, title=excluded.title, project=excluded.project, "
		"form=excluded.form, language=excluded.language, format=excluded.format, "
		"characters=excluded.characters, words=excluded.words, "
		"signature=excluded.signature, why=excluded.why, detail=excluded.detail, "
		"line=excluded.line RETURNING number",
	[STATEMENT_DOCUMENT_TOUCH] = "UPDATE document SET modified = ?2, size = ?3 WHERE id = ?1",
	[STATEMENT_DOCUMENT_REMOVE] = "DELETE FROM document WHERE path = ?1",
	[STATEMENT_DOCUMENT_NUMBER] = "SELECT number FROM document WHERE id = ?1",
	[STATEMENT_CONTENT_PUT] =
		"INSERT OR REPLACE INTO content(document, text, blocks, people, variables, notes) "
		"VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[STATEMENT_ANECDOTES_REMOVE] = "DELETE FROM anecdote WHERE document = ?1",
	[STATEMENT_RECOMMENDATIONS_REMOVE] = "DELETE FROM recommendation WHERE document = ?1",
	[STATEMENT_COMMITMENTS_REMOVE] = "DELETE FROM commitment WHERE document = ?1",
	[STATEMENT_OUTCOMES_REMOVE] = "DELETE FROM outcome WHERE document = ?1",
	[STATEMENT_ANECDOTE_PUT] =
		"INSERT INTO anecdote(id, document, start, end, text, speaker, role, role_score, "
		"kind, kind_score, kind_evidence, external, ranking, variables) "
		"VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
	[STATEMENT_SUGGESTION_PUT] =
		"INSERT INTO suggestion(anecdote, theme, score) VALUES(?1, ?2, ?3)",
	[STATEMENT_RECOMMENDATION_PUT] =
		"INSERT INTO recommendation(id, document, start, end, text, audience, score, "
		"speaker, anecdote, themes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[STATEMENT_COMMITMENT_PUT] =
		"INSERT INTO commitment(id, document, start, end, text, who, score) "
		"VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[STATEMENT_OUTCOME_PUT] = "INSERT INTO outcome(document, start, end, text, status, score) "
				  "VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[STATEMENT_DOCUMENTS] =
		"SELECT number, id, path, state, sha256, round, case_name, date, title, project, "
		"form, language, format, characters, words, why, detail, line FROM document "
		"ORDER BY path",
	[STATEMENT_CONTENT] = "SELECT text, blocks, people, variables, notes FROM content "
			      "WHERE document = ?1",
	[STATEMENT_ANECDOTES] =
		"SELECT a.id, a.start, a.end, a.text, a.speaker, a.role, a.role_score, a.kind, "
		"a.kind_score, a.kind_evidence, a.external, a.ranking, "
		"(SELECT s.decision FROM settled s WHERE s.anecdote = a.number), a.variables "
		"FROM anecdote a WHERE a.document = ?1 ORDER BY a.start, a.number",
	/* As a reviewer may see it: what holds where they, and all others who began, have decided
	 * about the whole document; else what was settled, or what they said themselves. */
	[STATEMENT_ANECDOTES_SEEN] =
		"SELECT a.id, a.start, a.end, a.text, a.speaker, a.role, a.role_score, a.kind, "
		"a.kind_score, a.kind_evidence, a.external, a.ranking, "
		"CASE WHEN (SELECT min(p.decided >= (SELECT count(*) FROM anecdote "
		"  WHERE document = ?1)) AND max(p.reviewer = ?2) FROM progress p "
		"  WHERE p.document = ?1 AND p.decided > 0) "
		"THEN (SELECT s.decision FROM settled s WHERE s.anecdote = a.number) "
		"ELSE (SELECT w.decision FROM word w WHERE w.anecdote = a.number AND w.said "
		"  AND w.reviewer = iif(w.settle, '', ?2) ORDER BY w.settle DESC LIMIT 1) END, "
		"a.variables FROM anecdote a WHERE a.document = ?1 ORDER BY a.start, a.number",
	[STATEMENT_RECOMMENDATIONS] =
		"SELECT id, start, end, text, audience, score, speaker, anecdote, themes "
		"FROM recommendation WHERE document = ?1 ORDER BY start, number",
	[STATEMENT_COMMITMENTS] =
		"SELECT c.id, c.start, c.end, c.text, c.who, c.score, f.status, f.score, d.id, "
		"o.start, o.end, o.text, "
		"length(CAST(substr(CAST(t.text AS BLOB), 1, o.start) AS TEXT)), "
		"length(CAST(substr(CAST(t.text AS BLOB), 1, o.end) AS TEXT)), "
		"coalesce(json_extract(j.value, '$.status'), ''), j.reviewer, j.edited_at, "
		"j.number FROM commitment c "
		"LEFT JOIN edit j ON j.number = (SELECT max(e.number) FROM edit e "
		"WHERE e.subject = 'commitment' AND e.target = c.id) "
		"LEFT JOIN follow_up f ON f.commitment = c.number "
		"LEFT JOIN outcome o ON o.number = f.outcome "
		"LEFT JOIN document d ON d.number = o.document "
		"LEFT JOIN content t ON t.document = o.document "
		"WHERE c.document = ?1 ORDER BY c.start, c.number",
	[STATEMENT_PASSAGES_PROMISED] =
		"SELECT number, start, end, text, '', score FROM commitment "
		"WHERE document = ?1 ORDER BY start, number",
	[STATEMENT_PASSAGES_OUTCOME] =
		"SELECT number, start, end, text, status, score FROM outcome "
		"WHERE document = ?1 ORDER BY start, number",
	[STATEMENT_FOLLOW_UPS_CLEAR] = "DELETE FROM follow_up",
	[STATEMENT_JUDGEMENT] =
		"SELECT coalesce(j.number, 0), c.id, c.text, "
		"coalesce(json_extract(j.value, '$.status'), ''), coalesce(j.reviewer, ''), "
		"coalesce(j.edited_at, '') FROM commitment c "
		"LEFT JOIN edit j ON j.number = (SELECT max(e.number) FROM edit e "
		"WHERE e.subject = 'commitment' AND e.target = c.id) WHERE c.id = ?1",
	[STATEMENT_JUDGEMENTS_LOST] =
		"SELECT j.number, j.target, json_extract(j.value, '$.text'), "
		"json_extract(j.value, '$.status'), j.reviewer, j.edited_at FROM edit j "
		"WHERE j.subject = 'commitment' AND json_extract(j.value, '$.status') <> '' "
		"AND NOT EXISTS (SELECT 1 FROM edit e WHERE e.subject = 'commitment' "
		"AND e.target = j.target AND e.number > j.number) "
		"AND NOT EXISTS (SELECT 1 FROM commitment c WHERE c.id = j.target) "
		"ORDER BY j.number",
	[STATEMENT_FOLLOW_UP_PUT] = "INSERT INTO follow_up(commitment, outcome, status, score) "
				    "VALUES(?1, ?2, ?3, ?4)",
	[STATEMENT_DOCUMENTS_COUNT] = "SELECT count(*) FROM document",
	[STATEMENT_SIGNATURES] = "SELECT number, path, signature FROM document "
				 "WHERE state = 'done' AND signature IS NOT NULL ORDER BY path",
	[STATEMENT_DUPLICATES_CLEAR] = "DELETE FROM duplicate",
	[STATEMENT_DUPLICATE_PUT] = "INSERT OR REPLACE INTO duplicate(document, same_as, "
				    "similarity) VALUES(?1, ?2, ?3)",
	[STATEMENT_DUPLICATES] = "SELECT d.path, s.path, u.similarity FROM duplicate u "
				 "JOIN document d ON d.number = u.document "
				 "JOIN document s ON s.number = u.same_as ORDER BY d.path, s.path",
	[STATEMENT_REVIEWER_PUT] = "INSERT INTO reviewer(id, name, created_at) VALUES(?1, ?1, ?2) "
				   "ON CONFLICT(id) DO NOTHING",
	[STATEMENT_DECISION_PUT] =
		"INSERT INTO decision(reviewer, decided_at, stored_at, action, phase, status, "
		"document, document_sha256, anecdote, quotation, start, end, themes, kind, role, "
		"note, value, suggested, batch, replaces) "
		"VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20) "
		"RETURNING number",
	[STATEMENT_DECISION_GET] =
		"SELECT reviewer, decided_at, action, phase, status, themes, kind, role, note, "
		"anecdote FROM decision WHERE number = ?1",
	/* The last word of each reviewer, and of all together, on each anecdote. */
	[STATEMENT_OPINIONS] =
		"SELECT a.id, a.start, a.end, a.text, a.speaker, a.external, d.reviewer, d.phase, "
		"d.decided_at, d.status, d.themes, d.kind, d.role, d.note FROM anecdote a "
		"JOIN word w ON w.anecdote = a.number JOIN decision d ON d.number = w.decision "
		"WHERE a.document = ?1 AND w.said ORDER BY a.start, a.number, d.reviewer, d.number",
	/* What each reviewer says last of the themes of each anecdote. */
	[STATEMENT_LESSONS] =
		"SELECT d.document, d.quotation, d.themes FROM decision d "
		"WHERE d.themes IS NOT NULL AND ifnull(d.status, '') <> 'rejected' AND d.number = "
		"(SELECT max(o.number) FROM decision o WHERE o.anecdote = d.anecdote "
		" AND o.reviewer = d.reviewer AND o.themes IS NOT NULL AND o.number <= ?1) "
		"ORDER BY d.document, d.start, d.anecdote, d.reviewer",
	/* Decisions that stand on no anecdote: new ones, and those whose anecdote went away. */
	[STATEMENT_DECISIONS_UNPLACED] =
		"SELECT d.number, d.document, d.document_sha256, d.anecdote, d.quotation, d.start "
		"FROM decision d LEFT JOIN anchor h ON h.decision = d.number "
		"WHERE h.anecdote IS NULL AND d.phase <> 'shape' ORDER BY d.number",
	[STATEMENT_DECISIONS_STRAY] =
		"SELECT d.number, d.document, d.reviewer, d.quotation, d.phase, d.decided_at, "
		"d.status,"
		"  d.themes, d.kind, d.role FROM decision d JOIN anchor h ON h.decision = d.number "
		"WHERE h.anecdote IS NULL AND d.status IS NOT NULL AND NOT EXISTS"
		"  (SELECT 1 FROM decision e WHERE e.anecdote = d.anecdote AND e.number > d.number"
		"   AND (e.phase = 'settle') = (d.phase = 'settle')"
		"   AND (d.phase = 'settle' OR e.reviewer = d.reviewer)) ORDER BY d.number",
	[STATEMENT_ANCHOR_BY_ID] = "SELECT number FROM anecdote WHERE id = ?1",
	[STATEMENT_ANCHOR_CANDIDATES] =
		"SELECT number, start, text FROM anecdote WHERE document IN "
		"(SELECT number FROM document WHERE id = ?1 OR sha256 = ?2) ORDER BY number",
	[STATEMENT_ANCHOR_PARTS] =
		"SELECT id FROM document WHERE path GLOB '*.[tT][xX][tT]/[0-9][0-9][0-9][0-9]' "
		"OR path GLOB '*.[tT][eE][xX][tT]/[0-9][0-9][0-9][0-9]' ORDER BY path",
	[STATEMENT_ANCHOR_PUT] =
		"INSERT OR REPLACE INTO anchor(decision, anecdote, exact) VALUES(?1, ?2, ?3)",
	[STATEMENT_ANECDOTE_BY_ID] =
		"SELECT a.id, a.start, a.end, a.text, a.kind, a.role, a.ranking, d.id, d.sha256 "
		"FROM anecdote a JOIN document d ON d.number = a.document WHERE a.id = ?1",
	[STATEMENT_ANECDOTE_BY_EXTERNAL] =
		"SELECT a.id, a.start, a.end, a.text, a.kind, a.role, a.ranking, d.id, d.sha256 "
		"FROM anecdote a JOIN document d ON d.number = a.document WHERE a.external = ?1 "
		"ORDER BY a.number LIMIT 2",
	[STATEMENT_LINK_PUT] = "INSERT INTO link(digest, reviewer, created_at) VALUES(?1, ?2, ?3)",
	[STATEMENT_LINK_REVIEWER] = "UPDATE reviewer SET secret = ?2 WHERE id = ?1",
	[STATEMENT_LINK_FIND] = "SELECT reviewer FROM link WHERE digest = ?1 "
				"AND julianday(created_at) > julianday('now') - ?2",
	[STATEMENT_REVIEWERS] =
		"SELECT id FROM reviewer WHERE secret IS NOT NULL OR "
		"(?1 = 0 AND EXISTS (SELECT 1 FROM decision WHERE reviewer = reviewer.id)) "
		"ORDER BY id",
	[STATEMENT_PROGRESS] =
		"SELECT o.number, coalesce(p.reviewer, ''), coalesce(p.decided, 0), "
		"(SELECT count(*) FROM anecdote WHERE document = o.number) FROM document o "
		"LEFT JOIN progress p ON p.document = o.number AND p.decided > 0 "
		"WHERE o.state = 'done' ORDER BY o.round, o.path, p.reviewer",
	[STATEMENT_PROGRESS_OF] =
		"SELECT ?1, coalesce(p.reviewer, ''), coalesce(p.decided, 0), "
		"(SELECT count(*) FROM anecdote WHERE document = ?1) FROM (SELECT 1) "
		"LEFT JOIN progress p ON p.document = ?1 AND p.decided > 0 ORDER BY p.reviewer",
	[STATEMENT_STANDING] =
		"SELECT d.number, a.id, d.reviewer, w.settle, d.status, d.themes, "
		"coalesce(d.kind, a.kind), coalesce(d.role, a.role), d.note, d.decided_at, "
		"d.suggested, w.label FROM anecdote a JOIN word w ON w.anecdote = a.number "
		"JOIN decision d ON d.number = w.decision WHERE a.document = ?1 "
		"ORDER BY a.start, a.number, d.number",
	[STATEMENT_REVIEW_TARGET] =
		"SELECT a.id, a.start, a.end, a.text, a.kind, a.role, a.ranking, d.id, d.sha256, "
		"a.speaker, a.number, d.number FROM anecdote a "
		"JOIN document d ON d.number = a.document WHERE a.id = ?1",
	[STATEMENT_STANDING_NUMBER] = "SELECT decision FROM word WHERE anecdote = ?1 "
				      "AND settle = ?3 AND reviewer = iif(?3, '', ?2)",
	[STATEMENT_STEPS] = "SELECT number, action, batch, replaces FROM decision "
			    "WHERE reviewer = ?1 AND phase <> 'import' ORDER BY number",
	[STATEMENT_STEP_GET] =
		"SELECT d.reviewer, d.action, d.phase, d.status, d.document, d.document_sha256, "
		"d.anecdote, d.quotation, d.themes, d.kind, d.role, d.note, d.value, d.suggested, "
		"d.batch, d.start, d.end, d.replaces, h.anecdote FROM decision d "
		"LEFT JOIN anchor h ON h.decision = d.number WHERE d.number = ?1",
	[STATEMENT_STEP_BEFORE] =
		"SELECT max(e.number) FROM decision d JOIN anchor h ON h.decision = d.number "
		"JOIN anchor g ON g.anecdote = h.anecdote JOIN decision e ON e.number = g.decision "
		"WHERE d.number = ?1 AND e.number < d.number "
		"AND (e.phase = 'settle') = (d.phase = 'settle') "
		"AND (d.phase = 'settle' OR e.reviewer = d.reviewer)",
	[STATEMENT_REVIEW_LAST] =
		"SELECT o.id, a.id FROM decision d JOIN anchor h ON h.decision = d.number "
		"JOIN anecdote a ON a.number = h.anecdote JOIN document o ON o.number = a.document "
		"WHERE d.reviewer = ?1 AND d.phase <> 'import' ORDER BY d.number DESC LIMIT 1",
	[STATEMENT_PASSAGE] = "SELECT id, text, speaker, role, kind, kind_evidence, external, "
			      "ranking, variables, start, end, role_score, kind_score "
			      "FROM anecdote WHERE id = ?1",
	[STATEMENT_PASSAGE_REMOVE] = "DELETE FROM anecdote WHERE id = ?1",
	[STATEMENT_PASSAGES_CLEAR] = "DELETE FROM anecdote WHERE document = ?1 "
				     "AND start < ?3 AND end > ?2",
	[STATEMENT_SHAPES] = "SELECT document, value FROM decision WHERE phase = 'shape' "
			     "ORDER BY number",
	[STATEMENT_EDIT_PUT] = "INSERT INTO edit(reviewer, edited_at, subject, target, action, "
			       "value, replaces) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
			       "RETURNING number",
	[STATEMENT_EDITS] = "SELECT number, reviewer, edited_at, target, action, value FROM edit "
			    "WHERE subject = ?1 ORDER BY number",
	[STATEMENT_RUN_BEGIN] =
		"INSERT INTO run(started_at, outcome, program, libraries, lexicon, model, study, "
		"parameters) VALUES(?1, 'running', ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number",
	[STATEMENT_RUN_END] =
		"UPDATE run SET finished_at = ?2, outcome = ?3, documents = ?4, done = ?5, "
		"failed = ?6, removed = ?7, anecdotes = (SELECT count(*) FROM anecdote), "
		"documents_digest = ?8 WHERE number = ?1",
	[STATEMENT_RUNS] = "SELECT number, started_at, finished_at, outcome, program, lexicon, "
			   "model, study, documents_digest, documents, done, failed, anecdotes, "
			   "libraries, parameters FROM run ORDER BY number",
	/* Only of documents that have other bytes or were made by something else. */
	[STATEMENT_SNAPSHOT_MAKE] =
		"INSERT OR REPLACE INTO snapshot_new " SNAPSHOT_ROWS "WHERE d.id = ?1",
	[STATEMENT_SNAPSHOT_MAKE_REST] =
		"INSERT INTO snapshot_new " SNAPSHOT_ROWS
		"WHERE NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.document = d.id "
		" AND s.until IS NULL AND s.sha256 = d.sha256 AND s.made_by = d.made_by) "
		"AND NOT EXISTS (SELECT 1 FROM snapshot_new n WHERE n.document = d.id)",
	[STATEMENT_SNAPSHOT_GONE] =
		"DELETE FROM snapshot_new WHERE document NOT IN (SELECT id FROM document)",
	[STATEMENT_SNAPSHOT_KEEP] =
		"UPDATE snapshot SET made_by = n.made_by FROM snapshot_new n "
		"WHERE n.document = snapshot.document AND snapshot.until IS NULL "
		"AND n.sha256 = snapshot.sha256 AND n.labels = snapshot.labels",
	[STATEMENT_SNAPSHOT_END] =
		"UPDATE snapshot SET until = ?1 WHERE until IS NULL AND (EXISTS (SELECT 1 "
		"FROM snapshot_new n WHERE n.document = snapshot.document AND (n.sha256 <> "
		"snapshot.sha256 OR n.labels <> snapshot.labels)) OR NOT EXISTS (SELECT 1 FROM "
		"document d WHERE d.id = snapshot.document))",
	[STATEMENT_SNAPSHOT_BEGIN] =
		"INSERT INTO snapshot(document, path, since, sha256, made_by, labels) "
		"SELECT n.document, n.path, ?1, n.sha256, n.made_by, n.labels FROM snapshot_new n "
		"WHERE true ORDER BY n.document "
		/* Asking the table itself would put all rows in memory first. */
		"ON CONFLICT(document) WHERE until IS NULL DO NOTHING",
	[STATEMENT_SNAPSHOT_CLEAR] = "DELETE FROM snapshot_new",
	[STATEMENT_SNAPSHOTS] = "SELECT path, sha256, labels FROM snapshot WHERE since <= ?1 "
				"AND (until IS NULL OR until > ?1) ORDER BY path, number",
	[STATEMENT_DECISION_LAST] = "SELECT coalesce(max(number), 0) FROM decision",
	[STATEMENT_COUNTS] =
		"SELECT (SELECT count(*) FROM document WHERE state = 'done'), "
		"(SELECT count(*) FROM document WHERE state = 'failed'), "
		"(SELECT coalesce(sum(words), 0) FROM document), (SELECT count(*) FROM anecdote), "
		"(SELECT count(*) FROM suggestion), (SELECT count(*) FROM recommendation), "
		"(SELECT count(*) FROM commitment), (SELECT count(*) FROM decision)",
	[STATEMENT_CHECK] = "PRAGMA integrity_check(1)",
	[STATEMENT_FOREIGN_KEYS] = "PRAGMA foreign_key_check",
};

int store_failed(const struct store *store, struct error *err)
{
	const int code = store->db ? sqlite3_extended_errcode(store->db) : SQLITE_NOMEM;
	const char *why = "the store failed";
	switch (code & 0xFF) {
	case SQLITE_NOMEM:
		return error_memory(err);
	case SQLITE_FULL:
		why = "the disk is full";
		break;
	case SQLITE_IOERR:
		why = "the disk failed while the store was read or written";
		break;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		why = "this file is no store, or it is damaged";
		break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		why = "another program keeps the store locked";
		break;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		why = "the store can't be opened for writing";
		break;
	default:
		break;
	}
	error_set(err, ERROR_STORE, why, "%s", store->db ? sqlite3_errmsg(store->db) : "");
	error_at(err, store->path, 0, 0);
	return ERROR_STORE;
}

int store_code(const struct error *err)
{
	return err && err->code ? (int)err->code : ERROR_STORE;
}

sqlite3_stmt *statement_of(struct store *store, enum statement statement, struct error *err)
{
	sqlite3_stmt **prepared = &store->prepared[statement];
	if (*prepared) {
		(void)sqlite3_reset(*prepared);
		return *prepared;
	}
	if (sqlite3_prepare_v3(store->db, sql[statement], -1, SQLITE_PREPARE_PERSISTENT, prepared,
			       NULL) == SQLITE_OK)
		return *prepared;
	store_failed(store, err);
	return NULL;
}

/* SQLite counts text in int; what is longer fails at the step with SQLITE_TOOBIG. */
void bind_span(sqlite3_stmt *statement, int index, struct span value)
{
	(void)sqlite3_bind_text64(statement, index, value.at ? value.at : "", value.len,
				  SQLITE_STATIC, SQLITE_UTF8);
}

void bind_string(sqlite3_stmt *statement, int index, const char *value)
{
	(void)sqlite3_bind_text(statement, index, value, -1, SQLITE_STATIC);
}

void bind_bytes(sqlite3_stmt *statement, int index, struct span value)
{
	(void)sqlite3_bind_blob64(statement, index, value.at ? value.at : "", value.len,
				  SQLITE_STATIC);
}

void bind_number(sqlite3_stmt *statement, int index, int64_t value)
{
	(void)sqlite3_bind_int64(statement, index, value);
}

void bind_real(sqlite3_stmt *statement, int index, double value)
{
	(void)sqlite3_bind_double(statement, index, value);
}

void bind_none(sqlite3_stmt *statement, int index)
{
	(void)sqlite3_bind_null(statement, index);
}

int statement_run(struct store *store, sqlite3_stmt *statement, struct error *err)
{
	int got;
	while ((got = sqlite3_step(statement)) == SQLITE_ROW)
		;
	const int status = got == SQLITE_DONE ? 0 : store_failed(store, err);
	(void)sqlite3_reset(statement);
	return status;
}

int statement_next(struct store *store, sqlite3_stmt *statement, struct error *err)
{
	const int got = sqlite3_step(statement);
	if (got == SQLITE_ROW)
		return 1;
	const int status = got == SQLITE_DONE ? 0 : store_failed(store, err);
	(void)sqlite3_reset(statement);
	return status;
}

int statement_number(int64_t *out, struct store *store, sqlite3_stmt *statement, struct error *err)
{
	const int row = statement_next(store, statement, err);
	*out = row > 0 ? sqlite3_column_int64(statement, 0) : 0;
	if (row > 0)
		(void)sqlite3_reset(statement);
	return row < 0 ? row : 0;
}

struct span column_span(sqlite3_stmt *statement, int index)
{
	const void *at = sqlite3_column_blob(statement, index);
	const int len = sqlite3_column_bytes(statement, index);
	return at ? (struct span){at, (size_t)len} : (struct span){"", 0};
}

const char *column_copy(sqlite3_stmt *statement, int index, struct arena *arena)
{
	const struct span value = column_span(statement, index);
	return arena_copy(arena, value.at, value.len);
}
