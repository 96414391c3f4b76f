-- owner: oauth.devices
-- A device that asks to be allowed. state: waiting, allowed, denied, redeemed; from person_id on: who decided, and how
-- they had proven who they are.
CREATE TABLE device_authorization (
    device_digest  ${ctext} PRIMARY KEY,
    user_code      ${ctext} NOT NULL UNIQUE,
    client_id      ${ctext} NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    scopes         TEXT NOT NULL,
    address        TEXT NOT NULL,
    asked_at       BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    poll_seconds   INTEGER NOT NULL,
    polled_at      BIGINT NOT NULL,
    state          ${ctext} NOT NULL,
    person_id      INTEGER REFERENCES person (id) ON DELETE CASCADE,
    signed_in_at   BIGINT,
    methods        TEXT
);
CREATE INDEX device_authorization_by_expiry ON device_authorization (expires_at);
CREATE INDEX device_authorization_by_client ON device_authorization (client_id);
CREATE INDEX device_authorization_by_person ON device_authorization (person_id);
