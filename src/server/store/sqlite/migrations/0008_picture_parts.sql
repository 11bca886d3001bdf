-- The picture in parts: the hash of each, as JSON. Null: drawn before there were parts, or never.
ALTER TABLE buddies ADD COLUMN picture_parts text;
