-- owner: work.details
-- What a task has in a field of its project: JSON, or a person. digest: of the JSON, to find equal ones.
CREATE TABLE task_value (
    project_id ${ctext} NOT NULL,
    task_id    ${ctext} NOT NULL,
    field_id   ${ctext} NOT NULL,
    value      TEXT,
    person_id  INTEGER REFERENCES person (id) ON DELETE CASCADE,
    digest     ${ctext},
    PRIMARY KEY (project_id, task_id, field_id),
    FOREIGN KEY (project_id, task_id) REFERENCES node (project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (project_id, field_id) REFERENCES project_field (project_id, id) ON DELETE CASCADE
);
CREATE INDEX task_value_by_field ON task_value (project_id, field_id, digest);
CREATE INDEX task_value_by_person ON task_value (person_id);
