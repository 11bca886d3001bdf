-- A third format, the curve of each endpoint, and how it does.
CREATE TABLE webhook_endpoints_new (
  endpoint_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('raw', 'envelope', 'standard')),
  description TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  retry TEXT NOT NULL CHECK (retry IN ('standard', 'patient')),
  recover INTEGER NOT NULL CHECK (recover IN (0, 1)),
  secrets TEXT NOT NULL,
  -- {reason, at}: the server sends it nothing any more.
  disabled TEXT,
  -- The first failure since it last answered well, and how many there were.
  silent_since INTEGER,
  failures INTEGER NOT NULL,
  clock_skew_ms INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO webhook_endpoints_new
  SELECT endpoint_id, customer_id, mode, url, events, format, description, active, 'standard', 0, secrets,
    NULL, NULL, 0, NULL, created_at
  FROM webhook_endpoints;
DROP TABLE webhook_endpoints;
ALTER TABLE webhook_endpoints_new RENAME TO webhook_endpoints;
CREATE INDEX webhook_endpoints_of_world ON webhook_endpoints (customer_id, mode, endpoint_id);

-- priority: 0 caused by a call, 1 by a sweep, 2 a replay. tries: attempts since it was first sent or last replayed.
-- next_attempt_at of a row that is being sent is the end of its lease.
ALTER TABLE deliveries ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN ended_at INTEGER;
UPDATE deliveries SET ended_at = created_at WHERE status <> 'pending';
DROP INDEX deliveries_owed;
CREATE INDEX deliveries_owed ON deliveries (endpoint_id, priority, next_attempt_at) WHERE status = 'pending';
CREATE INDEX deliveries_failed ON deliveries (endpoint_id, ended_at) WHERE status = 'failed';

-- What happened to the deliveries of an endpoint in an hour: attempts by result, and how many took how long.
CREATE TABLE webhook_counts (
  endpoint_id TEXT NOT NULL,
  hour INTEGER NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (endpoint_id, hour, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_counts_by_hour ON webhook_counts (hour);
