-- owner: oauth.tokens
-- What one person allowed one app in one session. It stands on the consent: when that is withdrawn, it and all that
-- hangs on it goes in the same statement.
CREATE TABLE app_authorization (
    authorization_id  ${ctext} PRIMARY KEY,
    person_id           INTEGER NOT NULL,
    client_id         ${ctext} NOT NULL,
    session_digest    ${ctext} NOT NULL,
    used_at           BIGINT NOT NULL,
    UNIQUE (person_id, client_id, session_digest),
    FOREIGN KEY (person_id, client_id) REFERENCES oauth_consent (person_id, client_id) ON DELETE CASCADE
);
CREATE INDEX app_authorization_by_use ON app_authorization (used_at);

CREATE TABLE authorization_code (
    code_digest       ${ctext} PRIMARY KEY,
    authorization_id  ${ctext} NOT NULL REFERENCES app_authorization (authorization_id) ON DELETE CASCADE,
    client_id         ${ctext} NOT NULL,
    lineage           ${ctext} NOT NULL,
    redirect_uri      TEXT NOT NULL,
    scopes            TEXT NOT NULL,
    code_challenge    ${ctext},
    nonce             TEXT,
    signed_in_at      BIGINT NOT NULL,
    expires_at        BIGINT NOT NULL,
    redeemed_at       BIGINT
);
CREATE INDEX authorization_code_by_authorization ON authorization_code (authorization_id);
CREATE INDEX authorization_code_by_expiry ON authorization_code (expires_at);

-- All refresh tokens that descend from one code. One row for the whole family: using the newest token counts the
-- generation up.
CREATE TABLE refresh_family (
    lineage           ${ctext} PRIMARY KEY,
    authorization_id  ${ctext} NOT NULL REFERENCES app_authorization (authorization_id) ON DELETE CASCADE,
    scopes            TEXT NOT NULL,
    signed_in_at      BIGINT NOT NULL,
    generation        INTEGER NOT NULL,
    rotated_at        BIGINT NOT NULL,
    idle_until        BIGINT NOT NULL,
    expires_at        BIGINT NOT NULL,
    revoked_at        BIGINT
);
CREATE INDEX refresh_family_by_authorization ON refresh_family (authorization_id);
CREATE INDEX refresh_family_by_idle ON refresh_family (idle_until);

-- Access tokens that ended before they expire, by their id or by the lineage they belong to.
CREATE TABLE revoked_access (
    token_or_lineage  ${ctext} PRIMARY KEY,
    authorization_id  ${ctext} NOT NULL REFERENCES app_authorization (authorization_id) ON DELETE CASCADE,
    expires_at        BIGINT NOT NULL
);
CREATE INDEX revoked_access_by_authorization ON revoked_access (authorization_id);
CREATE INDEX revoked_access_by_expiry ON revoked_access (expires_at);
