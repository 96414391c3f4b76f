-- owner: work.fields
-- data: what the field is, as the API shows it. position: the order of the columns.
CREATE TABLE project_field (
    project_id ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    id         ${ctext} NOT NULL,
    position   INTEGER NOT NULL,
    data       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (project_id, id)
);
