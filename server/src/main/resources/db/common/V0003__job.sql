-- owner: platform.jobs
-- due_at: when to run it; while somebody runs it, when somebody else may take it over
CREATE TABLE job (
    number    ${bigserial},
    kind      ${ctext} NOT NULL,
    payload   TEXT NOT NULL,
    attempts  INTEGER NOT NULL,
    due_at    BIGINT NOT NULL
);
CREATE INDEX job_by_due ON job (due_at);
