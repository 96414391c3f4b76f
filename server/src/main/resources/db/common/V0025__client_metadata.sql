-- owner: oauth.clients
-- Apps that register themselves belong to nobody; the rest of what an app registered is one JSON text.
DROP INDEX oauth_client_by_owner;
ALTER TABLE oauth_client RENAME COLUMN owner_id TO former_owner_id;
ALTER TABLE oauth_client ADD COLUMN owner_id INTEGER REFERENCES person (id) ON DELETE CASCADE;
UPDATE oauth_client SET owner_id = former_owner_id;
ALTER TABLE oauth_client DROP COLUMN former_owner_id;
CREATE INDEX oauth_client_by_owner ON oauth_client (owner_id);
ALTER TABLE oauth_client ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';
ALTER TABLE oauth_client ADD COLUMN refreshes_without_secret INTEGER NOT NULL DEFAULT 0;
