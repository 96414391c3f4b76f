-- owner: identity.personaltokens
CREATE TABLE personal_token (
    id         ${ctext} PRIMARY KEY,
    token_hash ${ctext} NOT NULL UNIQUE,
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    used_at    BIGINT
);
CREATE INDEX personal_token_by_person ON personal_token (person_id, created_at);
