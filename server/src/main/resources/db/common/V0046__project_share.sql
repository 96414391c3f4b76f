-- owner: work.projects
-- The links by which a project opens without an account, at most one for each tier. token_hash finds the link that is
-- presented, token_sealed shows it again. password_hash: null where the link alone is enough.
CREATE TABLE project_share (
    id            ${ctext} PRIMARY KEY,
    project_id    ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    tier          TEXT NOT NULL CHECK (tier IN ('view', 'check', 'edit')),
    token_hash    ${ctext} NOT NULL UNIQUE,
    token_sealed  ${bytes} NOT NULL,
    password_hash TEXT,
    expires_at    BIGINT,
    created_at    BIGINT NOT NULL,
    UNIQUE (project_id, tier)
);
