-- Times are milliseconds since 1970 (UTC), JSON is text. Texts are compared byte by byte, whatever the database's locale.

CREATE TABLE settings (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE api_keys (
  key_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('secret', 'publishable')),
  label text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL UNIQUE,
  masked_key text COLLATE "C" NOT NULL,
  scopes text COLLATE "C",
  allowed_origins text COLLATE "C",
  created_at bigint NOT NULL,
  expires_at bigint,
  last_used_at bigint
);
CREATE INDEX api_keys_of_world ON api_keys (customer_id, mode, key_id);

CREATE TABLE widget_sessions (
  session_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  scopes text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
);
CREATE INDEX widget_sessions_of_user ON widget_sessions (customer_id, mode, user_id);
CREATE INDEX widget_sessions_by_end ON widget_sessions (expires_at);

CREATE TABLE config_versions (
  config_version_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  status text COLLATE "C" NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
  document text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  published_at bigint
);
CREATE INDEX config_versions_of_world ON config_versions (customer_id, mode, config_version_id);
CREATE UNIQUE INDEX config_versions_one_draft ON config_versions (customer_id, mode) WHERE status = 'draft';
CREATE UNIQUE INDEX config_versions_one_published ON config_versions (customer_id, mode) WHERE status = 'published';

CREATE TABLE users (
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  user_id text COLLATE "C" NOT NULL,
  time_zone text COLLATE "C" NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (customer_id, mode, user_id)
);

CREATE TABLE images (
  hash text COLLATE "C" NOT NULL PRIMARY KEY,
  svg text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE assets (
  asset_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  name text COLLATE "C" NOT NULL,
  media_type text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  width bigint NOT NULL,
  height bigint NOT NULL,
  created_at bigint NOT NULL,
  base64 text COLLATE "C" NOT NULL
);
CREATE INDEX assets_of_world ON assets (customer_id, mode, asset_id);

-- The state changes with every event: compressing it each time would cost more than all the rest of the commit.
CREATE TABLE buddies (
  buddy_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  user_id text COLLATE "C" NOT NULL,
  audience text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('unhatched', 'alive', 'archived')),
  name text COLLATE "C" NOT NULL,
  species text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  config_version_id text COLLATE "C",
  egg_id text COLLATE "C",
  picture_hash text COLLATE "C",
  picture_alt text COLLATE "C" NOT NULL,
  picture_mood text COLLATE "C" NOT NULL,
  appearance_status text COLLATE "C" NOT NULL CHECK (appearance_status IN ('ready', 'pending', 'failed')),
  appearance_error text COLLATE "C",
  wake_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  state text COLLATE "C" NOT NULL
) WITH (toast_tuple_target = 8160, fillfactor = 70);
CREATE UNIQUE INDEX buddies_one_a_seat ON buddies (customer_id, mode, user_id, audience) WHERE status <> 'archived';
CREATE INDEX buddies_of_world ON buddies (customer_id, mode, buddy_id) WHERE status = 'alive';
CREATE INDEX buddies_to_wake ON buddies (wake_at) WHERE status = 'alive' AND wake_at IS NOT NULL;

CREATE TABLE events (
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  event_id text COLLATE "C" NOT NULL,
  evt_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  audience text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  occurred_at bigint NOT NULL,
  received_at bigint NOT NULL,
  buddy_id text COLLATE "C",
  request_id text COLLATE "C" NOT NULL,
  properties text COLLATE "C" NOT NULL,
  effects text COLLATE "C" NOT NULL,
  PRIMARY KEY (event_id, customer_id, mode)
);
CREATE INDEX events_of_world ON events (customer_id, mode, evt_id);
CREATE INDEX events_of_user ON events (user_id, customer_id, mode, evt_id);
CREATE INDEX events_unclaimed ON events (user_id, customer_id, mode, audience, occurred_at) WHERE buddy_id IS NULL;

-- What is left of the events of erased users: enough to know them again, not to read them.
CREATE TABLE erased_events (
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL,
  event_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (customer_id, mode, event_hash)
);

CREATE TABLE ledger (
  buddy_id text COLLATE "C" NOT NULL REFERENCES buddies,
  currency text COLLATE "C" NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  ledger_id text COLLATE "C" NOT NULL,
  amount bigint NOT NULL CHECK (amount <> 0),
  balance_after bigint NOT NULL CHECK (balance_after >= 0),
  reason text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  reference_id text COLLATE "C",
  request_id text COLLATE "C" NOT NULL,
  config_version_id text COLLATE "C",
  created_at bigint NOT NULL,
  PRIMARY KEY (buddy_id, currency, seq)
);
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger only grows: undo an entry by its opposite.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER ledger_keeps_rows BEFORE UPDATE OR DELETE ON ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_keeps_all BEFORE TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

CREATE TABLE counters (
  scope text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (scope, key)
);

CREATE TABLE eggs (
  egg_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  user_id text COLLATE "C" NOT NULL,
  audience text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('waiting', 'ready', 'hatching', 'hatched', 'cancelled')),
  species text COLLATE "C" NOT NULL,
  buddy_id text COLLATE "C",
  config_version_id text COLLATE "C" NOT NULL,
  metadata text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX eggs_one_a_seat ON eggs (customer_id, mode, user_id, audience)
  WHERE status IN ('waiting', 'ready', 'hatching');
CREATE INDEX eggs_of_world ON eggs (customer_id, mode, egg_id);
CREATE INDEX eggs_of_user ON eggs (customer_id, mode, user_id);

CREATE TABLE operations (
  operation_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
  input text COLLATE "C" NOT NULL,
  result text COLLATE "C",
  error text COLLATE "C",
  request_id text COLLATE "C" NOT NULL,
  leased_until bigint,
  created_at bigint NOT NULL,
  completed_at bigint
);
CREATE INDEX operations_to_do ON operations (created_at, operation_id) WHERE status IN ('pending', 'running');
CREATE INDEX operations_of_buddy ON operations (buddy_id);

CREATE TABLE purchases (
  purchase_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  buddy_id text COLLATE "C" NOT NULL REFERENCES buddies,
  item_id text COLLATE "C" NOT NULL,
  price text COLLATE "C" NOT NULL,
  ledger_id text COLLATE "C",
  request_id text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX purchases_once ON purchases (buddy_id, item_id);

CREATE TABLE idempotency_keys (
  scope text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  leased_until bigint NOT NULL,
  created_at bigint NOT NULL,
  answer text COLLATE "C",
  response text COLLATE "C",
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE webhook_endpoints (
  endpoint_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  url text COLLATE "C" NOT NULL,
  events text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL CHECK (format IN ('raw', 'envelope')),
  description text COLLATE "C" NOT NULL,
  active boolean NOT NULL,
  secrets text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX webhook_endpoints_of_world ON webhook_endpoints (customer_id, mode, endpoint_id);

-- No reference to the endpoint: a change must not fail because an endpoint was removed meanwhile, and a cause has none.
CREATE TABLE deliveries (
  delivery_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  endpoint_id text COLLATE "C" NOT NULL,
  buddy_id text COLLATE "C",
  event text COLLATE "C" NOT NULL,
  event_id text COLLATE "C",
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
  next_attempt_at bigint,
  request_id text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  payload text COLLATE "C" NOT NULL,
  attempts text COLLATE "C" NOT NULL
);
CREATE INDEX deliveries_of_endpoint ON deliveries (endpoint_id, delivery_id);
CREATE INDEX deliveries_of_buddy ON deliveries (buddy_id);
CREATE INDEX deliveries_owed ON deliveries (next_attempt_at) WHERE status = 'pending';

CREATE TABLE scores (
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  leaderboard text COLLATE "C" NOT NULL,
  window_start bigint NOT NULL,
  buddy_id text COLLATE "C" NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (customer_id, mode, leaderboard, window_start, buddy_id)
);
CREATE INDEX scores_ranked ON scores (customer_id, mode, leaderboard, window_start, value DESC, buddy_id);
CREATE INDEX scores_of_buddy ON scores (buddy_id);

CREATE TABLE snapshots (
  snapshot_id text COLLATE "C" NOT NULL PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
  leaderboard text COLLATE "C" NOT NULL,
  window_start bigint NOT NULL,
  window_end bigint NOT NULL,
  entries text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX snapshots_one_a_window ON snapshots (customer_id, mode, leaderboard, window_start);
