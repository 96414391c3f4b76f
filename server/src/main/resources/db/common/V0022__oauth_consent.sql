-- owner: oauth.consent
CREATE TABLE oauth_consent (
    person_id     INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    client_id   ${ctext} NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    scopes      TEXT NOT NULL,
    decided_at  BIGINT NOT NULL,
    PRIMARY KEY (person_id, client_id)
);
CREATE INDEX oauth_consent_by_client ON oauth_consent (client_id);
