-- owner: oauth.clients
CREATE TABLE oauth_client (
    client_id               ${ctext} PRIMARY KEY,
    name                    TEXT NOT NULL,
    kind                    TEXT NOT NULL,
    owner_id                INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    logo                    TEXT,
    redirect_uris           TEXT NOT NULL,
    allowed_scopes          TEXT NOT NULL,
    default_scopes          TEXT NOT NULL,
    grants                  TEXT NOT NULL,
    response_types          TEXT NOT NULL,
    authentication_methods  TEXT NOT NULL,
    refresh_policy          TEXT NOT NULL,
    created_at              BIGINT NOT NULL
);
CREATE INDEX oauth_client_by_owner ON oauth_client (owner_id);

CREATE TABLE oauth_client_secret (
    secret_digest  ${ctext} PRIMARY KEY,
    client_id      ${ctext} NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    created_at     BIGINT NOT NULL
);
CREATE INDEX oauth_client_secret_by_client ON oauth_client_secret (client_id);
