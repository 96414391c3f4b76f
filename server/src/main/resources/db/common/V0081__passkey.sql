-- owner: identity.passkeys
-- The public key is the attested credential data of Web Authentication, 6.5.2, in base64url.
CREATE TABLE passkey (
    credential_id ${ctext} PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    public_key    TEXT NOT NULL,
    counter       BIGINT NOT NULL,
    synced        BOOLEAN NOT NULL,
    added_at      BIGINT NOT NULL,
    used_at       BIGINT
);
CREATE INDEX passkey_by_person ON passkey (person_id, added_at);
-- Challenges that were answered; each may be answered once.
CREATE TABLE passkey_challenge (
    digest     ${ctext} PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_by_expiry ON passkey_challenge (expires_at);
