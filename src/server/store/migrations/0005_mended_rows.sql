-- A buddy that was archived before its first picture left its egg hatching, and the seat taken.
UPDATE eggs SET status = 'hatched' WHERE status = 'hatching'
  AND buddy_id IN (SELECT buddy_id FROM buddies WHERE status = 'archived');
-- What is gathered for a cause had no ceiling.
UPDATE counters SET value = 9007199254740991 WHERE value > 9007199254740991;
