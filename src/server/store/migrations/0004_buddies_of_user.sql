-- An export or an erasure asks for all buddies of a user, the archived ones too, which no index on the living ones finds.
CREATE INDEX buddies_of_user ON buddies (customer_id, mode, user_id);
