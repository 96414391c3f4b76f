-- owner: platform.db
CREATE TABLE server_setting (
    name  ${ctext} PRIMARY KEY,
    value TEXT NOT NULL
);
