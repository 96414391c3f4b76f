-- owner: work.projects
-- completed_at: null while the project is open. template: 1 for a project that others are made from, not worked in.
ALTER TABLE project ADD COLUMN completed_at BIGINT;
ALTER TABLE project ADD COLUMN template INTEGER NOT NULL DEFAULT 0 CHECK (template IN (0, 1));
