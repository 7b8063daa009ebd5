#include "pipeline/store/schema.h"

static const char first[] =
	/* Source of truth: what people brought in or decided. */
	"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"

	"CREATE TABLE source("
	"  name TEXT PRIMARY KEY," /* `import/stories.csv/report`: stands for a path */
	"  round TEXT NOT NULL,"
	"  bytes BLOB NOT NULL,"
	"  sha256 TEXT NOT NULL,"
	"  imported_at TEXT NOT NULL);"

	"CREATE TABLE reviewer("
	"  id TEXT PRIMARY KEY,"
	"  name TEXT NOT NULL,"
	"  secret TEXT," /* digest of the link's secret; NULL for who never gets a link */
	"  created_at TEXT NOT NULL);"

	/* One thing a reviewer said, about a passage that is found again by document and
	 * quotation. What was suggested then is kept with it. */
	"CREATE TABLE decision("
	"  number INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  reviewer TEXT NOT NULL REFERENCES reviewer(id),"
	"  decided_at TEXT NOT NULL,"
	"  stored_at TEXT NOT NULL,"
	"  action TEXT NOT NULL,"
	"  phase TEXT NOT NULL DEFAULT 'own'," /* own, settle, import */
	"  status TEXT CHECK(status IN ('accepted','corrected','rejected')),"
	"  document TEXT NOT NULL,"
	"  document_sha256 TEXT NOT NULL,"
	"  anecdote TEXT NOT NULL,"
	"  quotation TEXT NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  themes TEXT," /* JSON array of theme ids; NULL: not about themes */
	"  kind TEXT,"
	"  role TEXT,"
	"  note TEXT,"
	"  value TEXT,"                                   /* JSON, what the action needs besides */
	"  suggested TEXT NOT NULL,"                      /* JSON: themes with scores, kind, role */
	"  batch TEXT,"                                   /* what is undone as one */
	"  replaces INTEGER REFERENCES decision(number)," /* undone or settled by this one */
	"  run INTEGER);"
	"CREATE INDEX decision_anecdote ON decision(anecdote, number);"
	"CREATE INDEX decision_document ON decision(document, number);"
	"CREATE INDEX decision_reviewer ON decision(reviewer, number);"
	"CREATE INDEX decision_replaces ON decision(replaces) WHERE replaces IS NOT NULL;"

	/* One change by a person to a theme, term, draft, perspective or pseudonym. */
	"CREATE TABLE edit("
	"  number INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  reviewer TEXT NOT NULL REFERENCES reviewer(id),"
	"  edited_at TEXT NOT NULL,"
	"  subject TEXT NOT NULL," /* theme, term, draft, perspective, pseudonym */
	"  target TEXT NOT NULL,"  /* its id */
	"  action TEXT NOT NULL,"
	"  value TEXT NOT NULL," /* JSON */
	"  batch TEXT,"
	"  replaces INTEGER REFERENCES edit(number));"
	"CREATE INDEX edit_target ON edit(subject, target, number);"

	"CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision"
	"  BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;"
	"CREATE TRIGGER decision_stands BEFORE UPDATE ON decision"
	"  BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;"
	"CREATE TRIGGER edit_is_kept BEFORE DELETE ON edit"
	"  BEGIN SELECT RAISE(ABORT, 'edits are never deleted'); END;"
	"CREATE TRIGGER edit_stands BEFORE UPDATE ON edit"
	"  BEGIN SELECT RAISE(ABORT, 'edits are never changed'); END;"

	/* Derived: what runs make. */
	"CREATE TABLE run("
	"  number INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  started_at TEXT NOT NULL,"
	"  finished_at TEXT,"
	"  outcome TEXT NOT NULL," /* running, done, interrupted, failed, merging */
	"  program TEXT NOT NULL,"
	"  libraries TEXT NOT NULL," /* JSON: name to version */
	"  lexicon TEXT NOT NULL,"   /* digests */
	"  model TEXT NOT NULL,"
	"  study TEXT NOT NULL,"
	"  documents_digest TEXT,"
	"  parameters TEXT NOT NULL," /* JSON */
	"  documents INTEGER, done INTEGER, failed INTEGER, removed INTEGER, anecdotes INTEGER);"

	"CREATE TABLE document("
	"  number INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  path TEXT NOT NULL UNIQUE,"
	"  state TEXT NOT NULL CHECK(state IN ('done','failed')),"
	"  sha256 TEXT NOT NULL,"
	"  size INTEGER NOT NULL,"
	"  modified INTEGER NOT NULL," /* ns since 1970; 0: look at the bytes */
	"  made_by TEXT NOT NULL,"     /* digest of all that made it, but for its own bytes */
	"  round TEXT NOT NULL,"
	"  case_name TEXT NOT NULL DEFAULT '',"
	"  date TEXT NOT NULL DEFAULT '',"
	"  title TEXT NOT NULL DEFAULT '',"
	"  project TEXT NOT NULL DEFAULT '',"
	"  form TEXT NOT NULL DEFAULT '',"
	"  language TEXT NOT NULL DEFAULT '',"
	"  format TEXT NOT NULL DEFAULT '',"
	"  characters INTEGER NOT NULL DEFAULT 0," /* code points */
	"  words INTEGER NOT NULL DEFAULT 0,"
	"  signature BLOB,"                       /* stages/fingerprint.h */
	"  why TEXT, detail TEXT, line INTEGER);" /* of a document that failed */
	"CREATE INDEX document_round ON document(round, path);"

	"CREATE TABLE content("
	"  document INTEGER PRIMARY KEY REFERENCES document(number) ON DELETE CASCADE,"
	"  text TEXT NOT NULL,"
	"  blocks TEXT NOT NULL,"    /* JSON, see pack.h */
	"  people TEXT NOT NULL,"    /* JSON: [[name, role], …] */
	"  variables TEXT NOT NULL," /* JSON: [[name, value], …] */
	"  notes TEXT NOT NULL);"    /* JSON: [[what, detail, count], …] */

	"CREATE TABLE anecdote("
	"  number INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  text TEXT NOT NULL,"
	"  speaker TEXT NOT NULL,"
	"  role TEXT NOT NULL,"
	"  role_score REAL NOT NULL,"
	"  kind TEXT NOT NULL,"
	"  kind_score REAL NOT NULL,"
	"  kind_evidence TEXT NOT NULL," /* JSON, see pack.h */
	"  external TEXT,"
	"  variables TEXT NOT NULL," /* JSON: [[name, value], …] of an imported story */
	"  ranking TEXT NOT NULL);"  /* JSON, see pack.h */
	"CREATE INDEX anecdote_document ON anecdote(document, start);"
	"CREATE INDEX anecdote_external ON anecdote(external) WHERE external IS NOT NULL;"

	"CREATE TABLE suggestion("
	"  anecdote INTEGER NOT NULL REFERENCES anecdote(number) ON DELETE CASCADE,"
	"  theme TEXT NOT NULL,"
	"  score REAL NOT NULL,"
	"  PRIMARY KEY(anecdote, theme)) WITHOUT ROWID;"
	"CREATE INDEX suggestion_theme ON suggestion(theme, score);"

	"CREATE TABLE recommendation("
	"  number INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,"
	"  audience TEXT NOT NULL, score REAL NOT NULL, speaker TEXT NOT NULL,"
	"  anecdote TEXT, themes TEXT NOT NULL);"
	"CREATE INDEX recommendation_document ON recommendation(document, start);"

	"CREATE TABLE commitment("
	"  number INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,"
	"  who TEXT NOT NULL, score REAL NOT NULL);"
	"CREATE INDEX commitment_document ON commitment(document, start);"

	"CREATE TABLE outcome("
	"  number INTEGER PRIMARY KEY,"
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,"
	"  status TEXT NOT NULL, score REAL NOT NULL);"
	"CREATE INDEX outcome_document ON outcome(document, start);"

	/* Worked out over the whole study, after the documents. */
	"CREATE TABLE follow_up("
	"  commitment INTEGER PRIMARY KEY REFERENCES commitment(number) ON DELETE CASCADE,"
	"  outcome INTEGER NOT NULL REFERENCES outcome(number) ON DELETE CASCADE,"
	"  status TEXT NOT NULL, score REAL NOT NULL);"
	"CREATE INDEX follow_up_outcome ON follow_up(outcome);"

	"CREATE TABLE duplicate("
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  same_as INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  similarity REAL NOT NULL,"
	"  PRIMARY KEY(document, same_as)) WITHOUT ROWID;"
	"CREATE INDEX duplicate_same_as ON duplicate(same_as);"

	/* Where each decision stands now; `anecdote` is NULL for one that could not be placed. */
	"CREATE TABLE anchor("
	"  decision INTEGER PRIMARY KEY REFERENCES decision(number),"
	"  anecdote INTEGER REFERENCES anecdote(number) ON DELETE SET NULL,"
	"  exact INTEGER NOT NULL);"
	"CREATE INDEX anchor_anecdote ON anchor(anecdote, decision);";

/* Links to the review pages, and what reviewers said last. */
static const char reviewing[] =
	"CREATE TABLE link("
	"  digest TEXT PRIMARY KEY," /* SHA-256 of the secret */
	"  reviewer TEXT NOT NULL REFERENCES reviewer(id),"
	"  created_at TEXT NOT NULL) WITHOUT ROWID;"

	/* The last word of each reviewer on each anecdote, and of all together (`settle`). Two
	 * words are the same when their `label` is. */
	"CREATE VIEW standing AS SELECT h.anecdote AS anecdote, d.number AS number,"
	"  d.reviewer AS reviewer, d.phase = 'settle' AS settle, d.status AS status,"
	"  CASE WHEN d.status = 'rejected' THEN '-' ELSE"
	"    (SELECT coalesce(group_concat(t.value, char(10)), '') FROM"
	"      (SELECT value FROM json_each(coalesce(d.themes, '[]')) ORDER BY value) t)"
	"    || char(10, 10) || coalesce(d.kind, a.kind)"
	"    || char(10) || coalesce(d.role, a.role) END AS label"
	"  FROM anchor h JOIN decision d ON d.number = h.decision"
	"  JOIN anecdote a ON a.number = h.anecdote"
	"  WHERE NOT EXISTS (SELECT 1 FROM anchor g JOIN decision e ON e.number = g.decision"
	"    WHERE g.anecdote = h.anecdote AND g.decision > h.decision"
	"    AND (e.phase = 'settle') = (d.phase = 'settle')"
	"    AND (d.phase = 'settle' OR e.reviewer = d.reviewer));"

	/* What holds of an anecdote: what was settled together, else what everybody who said
	 * something agrees on. */
	"CREATE VIEW settled AS SELECT a.number AS anecdote, coalesce("
	"  (SELECT s.number FROM standing s WHERE s.anecdote = a.number AND s.settle"
	"    AND s.status IS NOT NULL),"
	"  (SELECT max(s.number) FROM standing s WHERE s.anecdote = a.number AND NOT s.settle"
	"    AND s.status IS NOT NULL HAVING count(DISTINCT s.label) = 1)) AS decision"
	"  FROM anecdote a;";

/* What each reviewer said last of each anecdote (`word`), and how many they have decided about
 * (`progress`), kept by triggers: both were worked out anew for every request before. */
#define LABEL                                                                                      \
	"CASE WHEN d.status = 'rejected' THEN '-' ELSE"                                            \
	"  (SELECT coalesce(group_concat(t.value, char(10)), '') FROM"                             \
	"    (SELECT value FROM json_each(coalesce(d.themes, '[]')) ORDER BY value) t)"            \
	"  || char(10, 10) || coalesce(d.kind, a.kind)"                                            \
	"  || char(10) || coalesce(d.role, a.role) END"
static const char last_words[] =
	"DROP VIEW settled;"
	"DROP VIEW standing;"

	/* The row of the log that holds. Of what was settled together there is one word for all,
	 * under an empty name. */
	"CREATE TABLE word("
	"  anecdote INTEGER NOT NULL REFERENCES anecdote(number) ON DELETE CASCADE,"
	"  settle INTEGER NOT NULL,"
	"  reviewer TEXT NOT NULL,"
	"  document INTEGER NOT NULL,"
	"  decision INTEGER NOT NULL," /* no reference: nothing goes from that table */
	"  said INTEGER NOT NULL,"     /* 0: taken back */
	"  label TEXT NOT NULL,"       /* two words are the same when this is */
	"  PRIMARY KEY(anecdote, settle, reviewer)) WITHOUT ROWID;"

	"CREATE INDEX edit_replaces ON edit(replaces) WHERE replaces IS NOT NULL;"

	"CREATE TABLE progress("
	"  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,"
	"  reviewer TEXT NOT NULL,"
	"  decided INTEGER NOT NULL,"
	"  PRIMARY KEY(document, reviewer)) WITHOUT ROWID;"

	"CREATE TRIGGER word_is_said AFTER INSERT ON word WHEN NEW.said AND NOT NEW.settle BEGIN"
	"  INSERT INTO progress(document, reviewer, decided)"
	"    VALUES(NEW.document, NEW.reviewer, 1)"
	"    ON CONFLICT(document, reviewer) DO UPDATE SET decided = decided + 1; END;"
	"CREATE TRIGGER word_is_changed AFTER UPDATE OF said ON word"
	"  WHEN NEW.said <> OLD.said AND NOT NEW.settle BEGIN"
	"  INSERT INTO progress(document, reviewer, decided)"
	"    VALUES(NEW.document, NEW.reviewer, NEW.said)"
	"    ON CONFLICT(document, reviewer) DO UPDATE"
	"    SET decided = decided + NEW.said - OLD.said; END;"
	"CREATE TRIGGER word_goes AFTER DELETE ON word WHEN OLD.said AND NOT OLD.settle BEGIN"
	"  UPDATE progress SET decided = decided - 1"
	"    WHERE document = OLD.document AND reviewer = OLD.reviewer; END;"

	"CREATE TRIGGER anchor_is_put AFTER INSERT ON anchor WHEN NEW.anecdote IS NOT NULL BEGIN"
	"  INSERT INTO word(anecdote, settle, reviewer, document, decision, said, label)"
	"    SELECT a.number, d.phase = 'settle',"
	"    CASE WHEN d.phase = 'settle' THEN '' ELSE d.reviewer END, a.document, d.number,"
	"    d.status IS NOT NULL, " LABEL " FROM decision d"
	"    JOIN anecdote a ON a.number = NEW.anecdote WHERE d.number = NEW.decision"
	"    ON CONFLICT(anecdote, settle, reviewer) DO UPDATE SET decision = excluded.decision,"
	"    said = excluded.said, label = excluded.label"
	"    WHERE excluded.decision > word.decision; END;"

	"INSERT INTO word(anecdote, settle, reviewer, document, decision, said, label)"
	"  SELECT a.number, d.phase = 'settle',"
	"  CASE WHEN d.phase = 'settle' THEN '' ELSE d.reviewer END, a.document, d.number,"
	"  d.status IS NOT NULL, " LABEL " FROM anchor h JOIN decision d ON d.number = h.decision"
	"  JOIN anecdote a ON a.number = h.anecdote WHERE true ORDER BY d.number"
	"  ON CONFLICT(anecdote, settle, reviewer) DO UPDATE SET decision = excluded.decision,"
	"  said = excluded.said, label = excluded.label WHERE excluded.decision > word.decision;"

	/* What holds of an anecdote: what was settled together, else what everybody who said
	 * something agrees on. */
	"CREATE VIEW settled AS SELECT a.number AS anecdote, coalesce("
	"  (SELECT w.decision FROM word w WHERE w.anecdote = a.number AND w.settle = 1 AND w.said),"
	"  (SELECT max(w.decision) FROM word w WHERE w.anecdote = a.number AND w.settle = 0"
	"    AND w.said HAVING count(DISTINCT w.label) = 1)) AS decision"
	"  FROM anecdote a;";
#undef LABEL

/* What each run suggested, so that runs can be held against each other: a row for as long as it
 * stayed the same, from run `since` up to, not including, run `until` (NULL: it still holds). */
static const char snapshots[] =
	"CREATE TABLE snapshot("
	"  number INTEGER PRIMARY KEY,"
	"  document TEXT NOT NULL," /* id */
	"  path TEXT NOT NULL,"
	"  since INTEGER NOT NULL,"
	"  until INTEGER,"
	"  sha256 TEXT NOT NULL,"
	"  made_by TEXT NOT NULL," /* the last one that made the same of it */
	"  labels TEXT NOT NULL);" /* JSON, see snapshots.h */
	"CREATE UNIQUE INDEX snapshot_now ON snapshot(document) WHERE until IS NULL;"
	"CREATE INDEX snapshot_path ON snapshot(path, since);"

	/* Those of the run under way, until they are held against the ones before. */
	"CREATE TABLE snapshot_new("
	"  document TEXT PRIMARY KEY,"
	"  path TEXT NOT NULL,"
	"  sha256 TEXT NOT NULL,"
	"  made_by TEXT NOT NULL,"
	"  labels TEXT NOT NULL) WITHOUT ROWID;";

const char *const schema_migrations[] = {first, reviewing, last_words, snapshots};
const int schema_version = (int)(sizeof schema_migrations / sizeof schema_migrations[0]);
