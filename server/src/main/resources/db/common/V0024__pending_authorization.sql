-- owner: oauth.authorize
CREATE TABLE pending_authorization (
    pending_id      ${ctext} PRIMARY KEY,
    browser_digest  ${ctext},
    parameters      TEXT NOT NULL,
    started_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    consented_by    INTEGER
);
CREATE INDEX pending_authorization_by_expiry ON pending_authorization (expires_at);
