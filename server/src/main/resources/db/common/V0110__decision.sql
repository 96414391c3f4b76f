-- owner: oauth.decisions
-- What an app has asked a person and polls for the answer of. asked_id: whom; null for whoever comes with the code that
-- the app shows. state: waiting, allowed, denied, redeemed; from person_id on: who decided, and how they had proven who
-- they are.
CREATE TABLE decision (
    digest         ${ctext} PRIMARY KEY,
    client_id      ${ctext} NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    scopes         TEXT NOT NULL,
    asked_id       INTEGER REFERENCES person (id) ON DELETE CASCADE,
    asked_at       BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    poll_seconds   INTEGER NOT NULL,
    polled_at      BIGINT NOT NULL,
    state          ${ctext} NOT NULL,
    person_id      INTEGER REFERENCES person (id) ON DELETE CASCADE,
    signed_in_at   BIGINT,
    methods        TEXT
);
CREATE INDEX decision_by_expiry ON decision (expires_at);
CREATE INDEX decision_by_client ON decision (client_id);
CREATE INDEX decision_by_asked ON decision (asked_id, state);
CREATE INDEX decision_by_person ON decision (person_id);
