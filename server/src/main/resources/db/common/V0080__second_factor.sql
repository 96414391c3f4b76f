-- owner: identity.factors
-- The seed is sealed under the key file; last_step is the newest 30 seconds whose code was used (RFC 6238, 5.2).
CREATE TABLE second_factor (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    seed      ${bytes} NOT NULL,
    last_step BIGINT NOT NULL,
    added_at  BIGINT NOT NULL
);
CREATE TABLE recovery_code (
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    digest    ${ctext} NOT NULL,
    PRIMARY KEY (person_id, digest)
);
