-- owner: work.spaces
-- A workspace (parent_id is null) or a folder in one. access: what every member of the workspace may do in a folder.
CREATE TABLE space (
    id         ${ctext} PRIMARY KEY,
    parent_id  ${ctext} REFERENCES space (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    access     TEXT NOT NULL CHECK (access IN ('invite_only', 'edit', 'check', 'view')),
    revision   INTEGER NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX space_by_parent ON space (parent_id, created_at, id);

CREATE TABLE space_member (
    space_id  ${ctext} NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role      TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'editor', 'checker', 'viewer')),
    added_at  BIGINT NOT NULL,
    PRIMARY KEY (space_id, person_id)
);
CREATE INDEX space_member_by_person ON space_member (person_id, space_id);

-- Who sees which space: the list form of the rule that SpaceAccess applies to one space.
CREATE VIEW visible_space AS
    SELECT m.person_id, m.space_id
    FROM space_member m
    UNION ALL
    SELECT m.person_id, f.id
    FROM space_member m
    JOIN space f ON f.parent_id = m.space_id
    WHERE f.access <> 'invite_only';
