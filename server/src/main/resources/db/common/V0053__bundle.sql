-- owner: work.bundles
-- What came with a bundle and is only kept to go with the next one: agents, automations, apps. data: JSON, as it came.
CREATE TABLE bundle_item (
    space_id ${ctext} NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    id       ${ctext} NOT NULL,
    type     TEXT NOT NULL,
    data     TEXT NOT NULL,
    PRIMARY KEY (space_id, id)
);

-- How another server showed a project. data: JSON, as it came.
CREATE TABLE bundle_preference (
    project_id ${ctext} PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    data       TEXT NOT NULL
);

-- Folders that are being filled; one that stays here was left behind by a process that stopped.
CREATE TABLE bundle_import (
    space_id   ${ctext} PRIMARY KEY REFERENCES space (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL
);
