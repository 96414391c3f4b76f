-- owner: oauth.clients
-- When an app last proved who it is, to the day; 0 for never.
ALTER TABLE oauth_client ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
