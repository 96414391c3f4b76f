-- owner: oauth.possession
-- Not written to the log: a call of the API waits for this table, and what is in it is worth nothing a minute later. After
-- a crash of the database it is empty.
ALTER TABLE dpop_proof SET UNLOGGED;
