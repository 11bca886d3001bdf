-- Which buddy shows which picture, or did until then: a picture that nobody uses any more is removed.
CREATE TABLE picture_uses (
  buddy_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  replaced_at INTEGER,
  PRIMARY KEY (buddy_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_uses_by_hash ON picture_uses (hash);
CREATE INDEX picture_uses_replaced ON picture_uses (replaced_at) WHERE replaced_at IS NOT NULL;

INSERT INTO picture_uses (buddy_id, hash, replaced_at)
  SELECT buddy_id, picture_hash, NULL FROM buddies WHERE picture_hash IS NOT NULL;
INSERT INTO picture_uses (buddy_id, hash, replaced_at)
  SELECT buddy_id, part.value, NULL FROM buddies, json_each(picture_parts) AS part
  WHERE picture_parts IS NOT NULL AND part.value IS NOT NULL
  ON CONFLICT DO NOTHING;
