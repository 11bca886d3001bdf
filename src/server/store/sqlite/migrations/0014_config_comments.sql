-- Why a version was published, in the words of whoever published it.
ALTER TABLE config_versions ADD COLUMN comment TEXT;
