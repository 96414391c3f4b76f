-- owner: oauth.consent
-- The single projects that a person allowed, as JSON; empty when there are none.
ALTER TABLE oauth_consent ADD COLUMN details TEXT NOT NULL DEFAULT '';
