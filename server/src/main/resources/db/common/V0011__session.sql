-- owner: identity.sessions
CREATE TABLE session (
    id_hash          ${ctext} PRIMARY KEY,
    person_id        INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    epoch            INTEGER NOT NULL,
    authenticated_at BIGINT NOT NULL,
    seen_at          BIGINT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_seen ON session (seen_at);
