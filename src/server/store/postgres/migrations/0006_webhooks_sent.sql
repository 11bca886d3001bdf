-- A third format, the curve of each endpoint, and how it does.
ALTER TABLE webhook_endpoints DROP CONSTRAINT webhook_endpoints_format_check;
ALTER TABLE webhook_endpoints ADD CONSTRAINT webhook_endpoints_format_check
  CHECK (format IN ('raw', 'envelope', 'standard'));
ALTER TABLE webhook_endpoints
  ADD COLUMN retry text COLLATE "C" NOT NULL DEFAULT 'standard' CHECK (retry IN ('standard', 'patient')),
  ADD COLUMN recover boolean NOT NULL DEFAULT false,
  -- {reason, at}: the server sends it nothing any more.
  ADD COLUMN disabled text COLLATE "C",
  -- The first failure since it last answered well, and how many there were.
  ADD COLUMN silent_since bigint,
  ADD COLUMN failures bigint NOT NULL DEFAULT 0,
  ADD COLUMN clock_skew_ms bigint;

-- priority: 0 caused by a call, 1 by a sweep, 2 a replay. tries: attempts since it was first sent or last replayed.
-- next_attempt_at of a row that is being sent is the end of its lease.
ALTER TABLE deliveries
  ADD COLUMN priority bigint NOT NULL DEFAULT 0,
  ADD COLUMN tries bigint NOT NULL DEFAULT 0,
  ADD COLUMN ended_at bigint;
UPDATE deliveries SET ended_at = created_at WHERE status <> 'pending';
DROP INDEX deliveries_owed;
CREATE INDEX deliveries_owed ON deliveries (endpoint_id, priority, next_attempt_at) WHERE status = 'pending';
CREATE INDEX deliveries_failed ON deliveries (endpoint_id, ended_at) WHERE status = 'failed';

-- What happened to the deliveries of an endpoint in an hour: attempts by result, and how many took how long.
CREATE TABLE webhook_counts (
  endpoint_id text COLLATE "C" NOT NULL,
  hour bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (endpoint_id, hour, name)
);
CREATE INDEX webhook_counts_by_hour ON webhook_counts (hour);
