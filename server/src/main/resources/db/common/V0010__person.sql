-- owner: identity.users
CREATE TABLE person (
    id             ${serial},
    handle         ${ctext} NOT NULL UNIQUE,
    email          TEXT NOT NULL,
    email_key      ${ctext} NOT NULL UNIQUE,
    email_verified INTEGER NOT NULL,
    name           TEXT NOT NULL,
    picture_url    TEXT,
    admin          INTEGER NOT NULL,
    disabled       INTEGER NOT NULL,
    session_epoch  INTEGER NOT NULL,
    password_hash  TEXT,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL
);
