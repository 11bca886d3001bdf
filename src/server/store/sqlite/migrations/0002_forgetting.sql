-- Whom a stored answer is about: it is erased with that user.
ALTER TABLE idempotency_keys ADD COLUMN subject TEXT;
CREATE INDEX idempotency_keys_of_subject ON idempotency_keys (subject) WHERE subject IS NOT NULL;

-- Until when the count of a day or a week is kept; null: for ever. Those there are already go 400 days from now.
ALTER TABLE counters ADD COLUMN kept_until INTEGER;
UPDATE counters SET kept_until = unixepoch() * 1000 + 34560000000 WHERE key GLOB '[ct]:*:[dw]*';
CREATE INDEX counters_by_end ON counters (kept_until) WHERE kept_until IS NOT NULL;

CREATE INDEX deliveries_ended ON deliveries (created_at) WHERE status <> 'pending';

-- Many are due at the same midnight: in order, without sorting them for every page.
DROP INDEX buddies_to_wake;
CREATE INDEX buddies_to_wake ON buddies (wake_at, buddy_id) WHERE status = 'alive' AND wake_at IS NOT NULL;
