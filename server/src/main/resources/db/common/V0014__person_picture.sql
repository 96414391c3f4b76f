-- owner: identity.users
-- details: what a person says about themselves beyond the name, a JSON object by claim name; only read as a whole
ALTER TABLE person ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

CREATE TABLE person_picture (
    person_id INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    digest    ${ctext} NOT NULL,
    type      TEXT NOT NULL,
    bytes     ${bytes} NOT NULL
);
CREATE INDEX person_picture_by_digest ON person_picture (digest);
