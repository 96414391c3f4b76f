-- owner: oauth.clients
-- A secret that must be used, not only compared, is kept sealed beside its digest; one that is being replaced ends.
ALTER TABLE oauth_client_secret ADD COLUMN sealed TEXT;
ALTER TABLE oauth_client_secret ADD COLUMN expires_at BIGINT;
