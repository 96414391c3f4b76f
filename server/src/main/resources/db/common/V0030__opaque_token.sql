-- owner: oauth.tokens
-- Access tokens that only this server can read, with what a readable one would say. Those of an app that acts for itself
-- have no authorization.
CREATE TABLE opaque_token (
    token_digest      ${ctext} PRIMARY KEY,
    authorization_id  ${ctext} REFERENCES app_authorization (authorization_id) ON DELETE CASCADE,
    claims            TEXT NOT NULL,
    expires_at        BIGINT NOT NULL
);
CREATE INDEX opaque_token_by_authorization ON opaque_token (authorization_id);
CREATE INDEX opaque_token_by_expiry ON opaque_token (expires_at);

-- Access tokens of apps that act for themselves and ended before they expire.
CREATE TABLE revoked_app_token (
    token_id    ${ctext} PRIMARY KEY,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX revoked_app_token_by_expiry ON revoked_app_token (expires_at);
