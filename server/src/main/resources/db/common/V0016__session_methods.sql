-- owner: identity.sessions
-- methods: how the person proved who they are, by the names of RFC 8176, separated by spaces
ALTER TABLE session ADD COLUMN methods ${ctext} NOT NULL DEFAULT 'pwd';
