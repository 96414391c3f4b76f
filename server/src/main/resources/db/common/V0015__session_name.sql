-- owner: identity.sessions
-- name: stays when the same person signs in once more in the same browser, where id_hash changes with the cookie
ALTER TABLE session ADD COLUMN name ${ctext} NOT NULL DEFAULT '';
UPDATE session SET name = id_hash;
CREATE INDEX session_by_name ON session (name);
