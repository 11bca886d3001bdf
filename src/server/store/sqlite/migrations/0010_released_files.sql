-- What pages load: the files of this release, and of earlier ones while pages that began with them may still be open.
-- kept_until of what is served today is null.
CREATE TABLE released_files (
  path TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL,
  kept_until INTEGER
) STRICT, WITHOUT ROWID;
