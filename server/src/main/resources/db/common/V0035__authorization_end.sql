-- owner: oauth.tokens
-- ended_at: when the app was told that the session is over
ALTER TABLE app_authorization ADD COLUMN ended_at BIGINT;
