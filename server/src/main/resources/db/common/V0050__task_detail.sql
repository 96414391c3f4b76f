-- owner: work.details
-- What hangs at a node besides its text. Dates are kept as they were said: days and times of day as ISO 8601 text, the
-- zone by its name, each absent where it was not said; an end is a day or a period, never both.
CREATE TABLE task_note (
    project_id ${ctext} NOT NULL,
    task_id    ${ctext} NOT NULL,
    type       TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (project_id, task_id),
    FOREIGN KEY (project_id, task_id) REFERENCES node (project_id, id) ON DELETE CASCADE
);

CREATE TABLE task_date (
    project_id ${ctext} NOT NULL,
    task_id    ${ctext} NOT NULL,
    start_date TEXT NOT NULL,
    start_time TEXT,
    start_zone TEXT,
    end_date   TEXT,
    end_time   TEXT,
    end_zone   TEXT,
    period     TEXT,
    PRIMARY KEY (project_id, task_id),
    FOREIGN KEY (project_id, task_id) REFERENCES node (project_id, id) ON DELETE CASCADE
);

CREATE TABLE task_assignee (
    project_id ${ctext} NOT NULL,
    task_id    ${ctext} NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (project_id, task_id, person_id),
    FOREIGN KEY (project_id, task_id) REFERENCES node (project_id, id) ON DELETE CASCADE
);
CREATE INDEX task_assignee_by_person ON task_assignee (person_id);
