-- owner: oauth.authentication
-- Assertions that were used; each may be used once.
CREATE TABLE client_assertion (
    assertion_digest  ${ctext} PRIMARY KEY,
    expires_at        BIGINT NOT NULL
);
CREATE INDEX client_assertion_by_expiry ON client_assertion (expires_at);
