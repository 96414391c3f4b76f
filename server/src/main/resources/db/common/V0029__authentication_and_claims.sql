-- owner: oauth.tokens
-- how the person proved who they are, and the claims that the app asked for one by one
ALTER TABLE authorization_code ADD COLUMN amr TEXT NOT NULL DEFAULT 'pwd';
ALTER TABLE authorization_code ADD COLUMN claims TEXT NOT NULL DEFAULT '';
ALTER TABLE refresh_family ADD COLUMN amr TEXT NOT NULL DEFAULT 'pwd';
ALTER TABLE refresh_family ADD COLUMN claims TEXT NOT NULL DEFAULT '';
