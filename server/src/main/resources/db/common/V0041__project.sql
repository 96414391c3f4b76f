-- owner: work.projects
-- A project's name is the text of its title node. revision counts its changes: a writer takes the row first.
CREATE TABLE project (
    id         ${ctext} PRIMARY KEY,
    space_id   ${ctext} NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    created_by INTEGER REFERENCES person (id) ON DELETE SET NULL,
    revision   INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX project_by_space ON project (space_id, updated_at, id);
CREATE INDEX project_by_creator ON project (created_by);

CREATE TABLE project_view (
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    project_id ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    viewed_at  BIGINT NOT NULL,
    PRIMARY KEY (person_id, project_id)
);
CREATE INDEX project_view_by_project ON project_view (project_id);
