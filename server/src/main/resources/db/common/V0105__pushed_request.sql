-- owner: oauth.pushed
-- A request that an app has filed. expires_at: until when a person may arrive with it; kept_until: until when an
-- authorization that began with it may end.
CREATE TABLE pushed_request (
    request_digest  ${ctext} PRIMARY KEY,
    client_id       ${ctext} NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
    parameters      TEXT NOT NULL,
    network         ${ctext} NOT NULL,
    expires_at      BIGINT NOT NULL,
    kept_until      BIGINT NOT NULL
);
CREATE INDEX pushed_request_by_end ON pushed_request (kept_until);
CREATE INDEX pushed_request_by_client ON pushed_request (client_id);
CREATE INDEX pushed_request_by_network ON pushed_request (network);
