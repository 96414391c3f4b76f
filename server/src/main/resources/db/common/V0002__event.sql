-- owner: platform.events
CREATE TABLE event (
    number     ${bigserial},
    at         BIGINT NOT NULL,
    kind       ${ctext} NOT NULL,
    space_id   ${ctext},
    project_id ${ctext},
    subject    ${ctext} NOT NULL,
    actor      ${ctext} NOT NULL,
    via        ${ctext} NOT NULL,
    facts      TEXT NOT NULL
);
CREATE INDEX event_by_project ON event (project_id, number);
CREATE INDEX event_by_space ON event (space_id, number);
CREATE INDEX event_by_time ON event (at);
