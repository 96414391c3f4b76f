-- owner: identity.signin
CREATE TABLE sign_in_limit (
    subject ${ctext} PRIMARY KEY,
    free_at BIGINT NOT NULL
);
CREATE INDEX sign_in_limit_by_time ON sign_in_limit (free_at);
