-- owner: oauth.keys
CREATE TABLE signing_key (
    kid         ${ctext} PRIMARY KEY,
    algorithm   TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('announced', 'active', 'retired')),
    public_jwk  TEXT NOT NULL,
    sealed_jwk  TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    retired_at  BIGINT
);
-- two nodes that start at once make two keys; only one becomes the active one
CREATE UNIQUE INDEX signing_key_active ON signing_key (algorithm) WHERE state = 'active';
