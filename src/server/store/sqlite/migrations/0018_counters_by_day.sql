-- Counters lie by their key, which ends with a day or a week, and then by buddy: those of one day are neighbours. By buddy
-- first, each event wrote into a page of its own.
CREATE TABLE counters_new (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  value INTEGER NOT NULL,
  kept_until INTEGER,
  PRIMARY KEY (key, scope)
) STRICT, WITHOUT ROWID;
INSERT INTO counters_new (scope, key, value, kept_until)
  SELECT scope, key, value, kept_until FROM counters ORDER BY key, scope;
DROP TABLE counters;
ALTER TABLE counters_new RENAME TO counters;
CREATE INDEX counters_by_end ON counters (kept_until) WHERE kept_until IS NOT NULL;
