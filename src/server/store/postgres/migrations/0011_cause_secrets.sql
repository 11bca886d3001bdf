-- What causes sign with lies sealed beside the document, by the cause's key; the next start takes it out of older ones.
ALTER TABLE config_versions ADD COLUMN cause_secrets text NOT NULL DEFAULT '{}';
