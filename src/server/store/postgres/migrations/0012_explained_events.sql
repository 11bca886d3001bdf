-- By which version an event was judged, and what each rule made of it. Null: it waits for a hatching, or came before this.
ALTER TABLE events ADD COLUMN config_version_id text COLLATE "C";
ALTER TABLE events ADD COLUMN explanation text COLLATE "C";
-- Our id of the event behind a delivery. Null: none is, or it came before this.
ALTER TABLE deliveries ADD COLUMN evt_id text COLLATE "C";
