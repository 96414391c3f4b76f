-- owner: oauth.apps
-- An app's picture, fetched from where the app keeps it and written anew; shown under the digest of its bytes.
CREATE TABLE client_logo (
    client_id  ${ctext} PRIMARY KEY REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    digest     ${ctext} NOT NULL,
    type       TEXT NOT NULL,
    bytes      ${bytes} NOT NULL
);
CREATE INDEX client_logo_by_digest ON client_logo (digest);
