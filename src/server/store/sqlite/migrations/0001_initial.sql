-- Times are milliseconds since 1970 (UTC), JSON is text, booleans are 0 and 1.

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  key_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  kind TEXT NOT NULL CHECK (kind IN ('secret', 'publishable')),
  label TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  masked_key TEXT NOT NULL,
  scopes TEXT,
  allowed_origins TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_keys_of_world ON api_keys (customer_id, mode, key_id);

CREATE TABLE widget_sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX widget_sessions_of_user ON widget_sessions (customer_id, mode, user_id);
CREATE INDEX widget_sessions_by_end ON widget_sessions (expires_at);

CREATE TABLE config_versions (
  config_version_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
  document TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  published_at INTEGER
) STRICT;
CREATE INDEX config_versions_of_world ON config_versions (customer_id, mode, config_version_id);
CREATE UNIQUE INDEX config_versions_one_draft ON config_versions (customer_id, mode) WHERE status = 'draft';
CREATE UNIQUE INDEX config_versions_one_published ON config_versions (customer_id, mode) WHERE status = 'published';

CREATE TABLE users (
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  user_id TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (customer_id, mode, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
  hash TEXT NOT NULL PRIMARY KEY,
  svg TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE assets (
  asset_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  base64 TEXT NOT NULL
) STRICT;
CREATE INDEX assets_of_world ON assets (customer_id, mode, asset_id);

CREATE TABLE buddies (
  buddy_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  user_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('unhatched', 'alive', 'archived')),
  name TEXT NOT NULL,
  species TEXT NOT NULL,
  version INTEGER NOT NULL,
  config_version_id TEXT,
  egg_id TEXT,
  picture_hash TEXT,
  picture_alt TEXT NOT NULL,
  picture_mood TEXT NOT NULL,
  appearance_status TEXT NOT NULL CHECK (appearance_status IN ('ready', 'pending', 'failed')),
  appearance_error TEXT,
  wake_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX buddies_one_a_seat ON buddies (customer_id, mode, user_id, audience) WHERE status <> 'archived';
CREATE INDEX buddies_of_world ON buddies (customer_id, mode, buddy_id) WHERE status = 'alive';
CREATE INDEX buddies_to_wake ON buddies (wake_at) WHERE status = 'alive' AND wake_at IS NOT NULL;

CREATE TABLE events (
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  event_id TEXT NOT NULL,
  evt_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  buddy_id TEXT,
  request_id TEXT NOT NULL,
  properties TEXT NOT NULL,
  effects TEXT NOT NULL,
  PRIMARY KEY (event_id, customer_id, mode)
) STRICT;
CREATE INDEX events_of_world ON events (customer_id, mode, evt_id);
CREATE INDEX events_of_user ON events (user_id, customer_id, mode, evt_id);
CREATE INDEX events_unclaimed ON events (user_id, customer_id, mode, audience, occurred_at) WHERE buddy_id IS NULL;

-- What is left of the events of erased users: enough to know them again, not to read them.
CREATE TABLE erased_events (
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  event_hash TEXT NOT NULL,
  PRIMARY KEY (customer_id, mode, event_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
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
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;
CREATE TRIGGER ledger_keeps_values BEFORE UPDATE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger only grows: undo an entry by its opposite.');
END;

CREATE TABLE counters (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE eggs (
  egg_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  user_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'ready', 'hatching', 'hatched', 'cancelled')),
  species TEXT NOT NULL,
  buddy_id TEXT,
  config_version_id TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX eggs_one_a_seat ON eggs (customer_id, mode, user_id, audience)
  WHERE status IN ('waiting', 'ready', 'hatching');
CREATE INDEX eggs_of_world ON eggs (customer_id, mode, egg_id);
CREATE INDEX eggs_of_user ON eggs (customer_id, mode, user_id);

CREATE TABLE operations (
  operation_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
  input TEXT NOT NULL,
  result TEXT,
  error TEXT,
  request_id TEXT NOT NULL,
  leased_until INTEGER,
  created_at INTEGER NOT NULL,
  completed_at INTEGER
) STRICT;
CREATE INDEX operations_to_do ON operations (created_at, operation_id) WHERE status IN ('pending', 'running');
CREATE INDEX operations_of_buddy ON operations (buddy_id);

CREATE TABLE purchases (
  purchase_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id TEXT NOT NULL REFERENCES buddies,
  item_id TEXT NOT NULL,
  price TEXT NOT NULL,
  ledger_id TEXT,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX purchases_once ON purchases (buddy_id, item_id);

CREATE TABLE idempotency_keys (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  leased_until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  answer TEXT,
  response TEXT,
  PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE webhook_endpoints (
  endpoint_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('raw', 'envelope')),
  description TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_of_world ON webhook_endpoints (customer_id, mode, endpoint_id);

-- No reference to the endpoint: a change must not fail because an endpoint was removed meanwhile, and a cause has none.
CREATE TABLE deliveries (
  delivery_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  endpoint_id TEXT NOT NULL,
  buddy_id TEXT,
  event TEXT NOT NULL,
  event_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
  next_attempt_at INTEGER,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  attempts TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_of_endpoint ON deliveries (endpoint_id, delivery_id);
CREATE INDEX deliveries_of_buddy ON deliveries (buddy_id);
CREATE INDEX deliveries_owed ON deliveries (next_attempt_at) WHERE status = 'pending';

CREATE TABLE scores (
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  leaderboard TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  buddy_id TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (customer_id, mode, leaderboard, window_start, buddy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX scores_ranked ON scores (customer_id, mode, leaderboard, window_start, value DESC, buddy_id);
CREATE INDEX scores_of_buddy ON scores (buddy_id);

CREATE TABLE snapshots (
  snapshot_id TEXT NOT NULL PRIMARY KEY,
  customer_id TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  leaderboard TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  entries TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshots_one_a_window ON snapshots (customer_id, mode, leaderboard, window_start);
