-- owner: oauth.keys
-- Keys that apps encrypt to. Of each kind the latest generation is published; those before it are opened with for a while.
CREATE TABLE decryption_key (
    kid         ${ctext} PRIMARY KEY,
    kind        ${ctext} NOT NULL,
    generation  INTEGER NOT NULL,
    public_jwk  TEXT NOT NULL,
    sealed_jwk  TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    UNIQUE (kind, generation)
);
