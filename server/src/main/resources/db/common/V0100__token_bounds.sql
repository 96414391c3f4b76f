-- owner: oauth.tokens
-- What narrows a grant beside its scopes, as JSON; empty when nothing does.
ALTER TABLE authorization_code ADD COLUMN bounds TEXT NOT NULL DEFAULT '';
ALTER TABLE refresh_family ADD COLUMN bounds TEXT NOT NULL DEFAULT '';
