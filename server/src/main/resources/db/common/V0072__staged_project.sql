-- owner: work.projects
-- Since when a project is being filled; null once it is there. Nobody sees one before.
ALTER TABLE project ADD COLUMN staged_at BIGINT;
CREATE INDEX project_staged ON project (staged_at) WHERE staged_at IS NOT NULL;
