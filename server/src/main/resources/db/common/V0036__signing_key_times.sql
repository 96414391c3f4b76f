-- owner: oauth.keys
ALTER TABLE signing_key ADD COLUMN activated_at BIGINT;
UPDATE signing_key SET activated_at = created_at WHERE state = 'active';
-- two nodes whose time has come announce one key
CREATE UNIQUE INDEX signing_key_announced ON signing_key (algorithm) WHERE state = 'announced';
