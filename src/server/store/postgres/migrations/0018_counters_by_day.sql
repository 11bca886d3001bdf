-- Counters are found by their key, which ends with a day or a week, and then by buddy: those of one day are neighbours in the
-- index. By buddy first, each event wrote into a page of its own.
ALTER TABLE counters DROP CONSTRAINT counters_pkey;
ALTER TABLE counters ADD PRIMARY KEY (key, scope);
