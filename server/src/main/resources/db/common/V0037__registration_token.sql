-- owner: oauth.registration
-- Initial access tokens: who holds one may register so many apps; they belong to the owner, when it names one. Used up
-- and expired ones are swept out.
CREATE TABLE registration_token (
    id            ${ctext} PRIMARY KEY,
    token_digest  ${ctext} NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    owner_id      INTEGER REFERENCES person (id) ON DELETE CASCADE,
    uses_left     INTEGER NOT NULL,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);
CREATE INDEX registration_token_by_owner ON registration_token (owner_id);

-- The initial access token that an app registered with; null when anybody might have.
ALTER TABLE client_registration ADD COLUMN token_id TEXT;
