-- A hatching of many events goes on over many transactions: what it has gathered so far. Null: none is under way.
ALTER TABLE eggs ADD COLUMN replay text COLLATE "C";
CREATE INDEX eggs_in_replay ON eggs (updated_at) WHERE replay IS NOT NULL;
-- In the order in which they are lived through, those of one moment too: a part of them is found without looking at all.
DROP INDEX events_unclaimed;
CREATE INDEX events_unclaimed ON events (user_id, customer_id, mode, audience, occurred_at, evt_id)
  WHERE buddy_id IS NULL;
-- What was owed because of one buddy is read a page at a time.
DROP INDEX deliveries_of_buddy;
CREATE INDEX deliveries_of_buddy ON deliveries (buddy_id, delivery_id);
