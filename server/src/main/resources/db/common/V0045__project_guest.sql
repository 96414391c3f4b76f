-- owner: work.projects
-- People invited to one project, on top of whoever sees the space it lies in.
CREATE TABLE project_guest (
    project_id ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role       TEXT NOT NULL CHECK (role IN ('editor', 'checker', 'viewer')),
    added_at   BIGINT NOT NULL,
    PRIMARY KEY (project_id, person_id)
);
CREATE INDEX project_guest_by_person ON project_guest (person_id, project_id);
