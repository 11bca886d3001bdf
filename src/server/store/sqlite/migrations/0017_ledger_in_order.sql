-- Lines of the ledger lie in the order in which they were written, and an index finds those of a buddy. They lay in the tree
-- of their key, of which a page holds a dozen: six levels deep, and two lines rewrote three pages of it.
CREATE TABLE ledger_new (
  buddy_id TEXT NOT NULL REFERENCES buddies,
  currency TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  ledger_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  reference_id TEXT,
  request_id TEXT NOT NULL,
  config_version_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (buddy_id, currency, seq)
) STRICT;
INSERT INTO ledger_new SELECT * FROM ledger ORDER BY buddy_id, currency, seq;
DROP TABLE ledger;
ALTER TABLE ledger_new RENAME TO ledger;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
CREATE TRIGGER ledger_keeps_values BEFORE UPDATE OF buddy_id, currency, seq, ledger_id, amount, balance_after, source,
  reference_id, request_id, config_version_id, created_at ON ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
CREATE TRIGGER ledger_keeps_reasons BEFORE UPDATE OF reason ON ledger WHEN NEW.reason <> ''
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
-- The lines of an event: those of its buddy are apart now, and all of them would be read.
CREATE INDEX ledger_of_reference ON ledger (reference_id, buddy_id) WHERE reference_id IS NOT NULL;
