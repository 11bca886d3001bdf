-- Why an administrator gave or took something is free text, which may name the user: an erasure empties it, and nothing else
-- of the ledger ever changes.
DROP TRIGGER ledger_keeps_values;
CREATE TRIGGER ledger_keeps_values BEFORE UPDATE OF buddy_id, currency, seq, ledger_id, amount, balance_after, source,
  reference_id, request_id, config_version_id, created_at ON ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
CREATE TRIGGER ledger_keeps_reasons BEFORE UPDATE OF reason ON ledger WHEN NEW.reason <> ''
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
