-- owner: oauth.authorize
-- chosen_by: who has said to go on with their account, where the app asked for a choice
ALTER TABLE pending_authorization ADD COLUMN chosen_by INTEGER;
