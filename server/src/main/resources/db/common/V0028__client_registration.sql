-- owner: oauth.registration
-- Apps that registered themselves, and the digest of the token by which each manages its own registration.
CREATE TABLE client_registration (
    client_id      ${ctext} PRIMARY KEY REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    token_digest   ${ctext} NOT NULL,
    registered_at  BIGINT NOT NULL
);
CREATE INDEX client_registration_by_age ON client_registration (registered_at);
