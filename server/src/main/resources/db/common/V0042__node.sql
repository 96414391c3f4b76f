-- owner: work.tree
-- path: the ranks from the title down, each closed by a dot; the title's own is empty. delta: the text with its inline
-- formatting, null when there is none.
CREATE TABLE node (
    project_id   ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    id           ${ctext} NOT NULL,
    parent_id    ${ctext},
    path         ${ctext} NOT NULL,
    depth        INTEGER NOT NULL,
    format       TEXT NOT NULL,
    text         TEXT NOT NULL,
    delta        TEXT,
    completed_at BIGINT,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX node_by_path ON node (project_id, path);
CREATE INDEX node_by_depth ON node (project_id, depth, path);
