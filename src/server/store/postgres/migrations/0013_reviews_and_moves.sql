-- A badge awaits somebody's review: few have one, and whoever reviews asks for those alone.
ALTER TABLE buddies ADD COLUMN badge_ready boolean NOT NULL DEFAULT false;
UPDATE buddies SET badge_ready = true WHERE status = 'alive' AND state LIKE '%"status":"ready"%';
CREATE INDEX buddies_to_review ON buddies (customer_id, mode, buddy_id) WHERE status = 'alive' AND badge_ready;

-- Many buddies on their way to another version of the configuration: how far they are, and who is at it until when.
CREATE TABLE buddy_moves (
  operation_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  to_config_version_id text COLLATE "C" NOT NULL,
  audience text COLLATE "C",
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
  total bigint NOT NULL,
  done bigint NOT NULL,
  failed bigint NOT NULL,
  last_buddy_id text COLLATE "C",
  request_id text COLLATE "C" NOT NULL,
  leased_until bigint,
  created_at bigint NOT NULL,
  completed_at bigint
);
CREATE INDEX buddy_moves_open ON buddy_moves (customer_id, mode, operation_id) WHERE status IN ('pending', 'running');
