-- owner: work.tree
-- What making room among siblings did to places: cursors from before are led along it. ranks: OLD>NEW, one after the other.
-- low, high: the neighbours that kept their ranks; null at the start and the end.
CREATE TABLE node_respacing (
    id         ${bigserial},
    project_id ${ctext} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    parent     ${ctext} NOT NULL,
    low        ${ctext},
    high       ${ctext},
    ranks      TEXT NOT NULL,
    made_at    BIGINT NOT NULL
);
CREATE INDEX node_respacing_by_project ON node_respacing (project_id, id);
CREATE INDEX node_respacing_by_time ON node_respacing (made_at);
