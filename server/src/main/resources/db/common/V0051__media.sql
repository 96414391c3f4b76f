-- owner: work.media
-- A file in a space; its bytes lie elsewhere under file_key.
CREATE TABLE media (
    id       ${ctext} PRIMARY KEY,
    space_id ${ctext} NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    file_key ${ctext} NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    size     BIGINT NOT NULL,
    digest   ${ctext} NOT NULL,
    added_by INTEGER REFERENCES person (id) ON DELETE SET NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX media_by_space ON media (space_id, added_at, id);
CREATE INDEX media_by_person ON media (added_by);

-- Every key that bytes may lie under: written before the bytes, so that none are forgotten. kept: 1 once a file has them;
-- what is kept and has no file any more, or was never kept, is swept up.
CREATE TABLE media_file (
    file_key ${ctext} PRIMARY KEY,
    kept     INTEGER NOT NULL,
    added_at BIGINT NOT NULL
);
