-- owner: oauth.possession
-- Proofs that must not be shown again before they are too old anyway.
CREATE TABLE dpop_proof (
    proof_digest  ${ctext} PRIMARY KEY,
    expires_at    BIGINT NOT NULL
);
CREATE INDEX dpop_proof_by_expiry ON dpop_proof (expires_at);
