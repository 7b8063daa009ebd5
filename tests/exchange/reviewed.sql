-- What the review pages put in the log beside labels: what two agreed on, with a note, and what
-- is no anecdote.
INSERT INTO reviewer(id, name, created_at) VALUES('Cor', 'Cor', '2026-05-03T00:00:00Z');
INSERT INTO decision(reviewer, decided_at, stored_at, action, phase, status, document,
  document_sha256, anecdote, quotation, start, end, themes, kind, role, note, suggested)
SELECT 'Anna & <Co>', '2026-05-03T00:00:00Z', '2026-05-03T00:00:00Z', 'label', 'settle',
  'corrected', d.id, d.sha256, a.id, a.text, a.start, a.end, '["geld","regels","tijd","leren"]', 'succes', NULL,
  'Samen besproken: één 😀' || char(10) || 'tweede regel & <meer>', '{}'
FROM anecdote a JOIN document d ON d.number = a.document ORDER BY a.id LIMIT 5;
INSERT INTO decision(reviewer, decided_at, stored_at, action, phase, status, document,
  document_sha256, anecdote, quotation, start, end, themes, kind, role, note, suggested)
SELECT 'Cor', '2026-05-04T00:00:00Z', '2026-05-04T00:00:00Z', 'reject', 'own',
  'rejected', d.id, d.sha256, a.id, a.text, a.start, a.end, NULL, NULL, NULL, NULL, '{}'
FROM anecdote a JOIN document d ON d.number = a.document ORDER BY a.id LIMIT 5;
INSERT INTO anchor(decision, anecdote, exact)
SELECT d.number, a.number, 1 FROM decision d JOIN anecdote a ON a.id = d.anecdote
WHERE d.number NOT IN (SELECT decision FROM anchor);
