-- What pages load: the files of this release, and of earlier ones while pages that began with them may still be open.
-- kept_until of what is served today is null.
CREATE TABLE released_files (
  path text NOT NULL PRIMARY KEY,
  content text NOT NULL,
  kept_until bigint
);
