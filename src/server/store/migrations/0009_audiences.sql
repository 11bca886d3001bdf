-- Whether anybody is in an audience, and who: without looking at everybody.
CREATE INDEX buddies_of_audience ON buddies (customer_id, mode, audience, buddy_id) WHERE status <> 'archived';
