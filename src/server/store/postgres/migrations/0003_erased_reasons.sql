-- Why an administrator gave or took something is free text, which may name the user: an erasure empties it, and nothing else
-- of the ledger ever changes.
DROP TRIGGER ledger_keeps_rows ON ledger;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_keeps_values BEFORE UPDATE OF buddy_id, currency, seq, ledger_id, amount, balance_after, source,
  reference_id, request_id, config_version_id, created_at ON ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_keeps_reasons BEFORE UPDATE OF reason ON ledger
  FOR EACH ROW WHEN (NEW.reason <> '') EXECUTE FUNCTION refuse_ledger_change();
