-- A badge awaits somebody's review: few have one, and whoever reviews asks for those alone.
ALTER TABLE buddies ADD COLUMN badge_ready INTEGER NOT NULL DEFAULT 0 CHECK (badge_ready IN (0, 1));
UPDATE buddies SET badge_ready = 1 WHERE status = 'alive' AND state LIKE '%"status":"ready"%';
CREATE INDEX buddies_to_review ON buddies (customer_id, mode, buddy_id) WHERE status = 'alive' AND badge_ready;

-- Many buddies on their way to another version of the configuration: how far they are, and who is at it until when.
CREATE TABLE buddy_moves (
  operation_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  to_config_version_id TEXT NOT NULL,
  audience TEXT,
  status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  last_buddy_id TEXT,
  request_id TEXT NOT NULL,
  leased_until INTEGER,
  created_at INTEGER NOT NULL,
  completed_at INTEGER
) STRICT;
CREATE INDEX buddy_moves_open ON buddy_moves (customer_id, mode, operation_id) WHERE status IN ('pending', 'running');
