-- owner: oauth.authorize
-- network: from where it was begun; pushed_digest: the pushed request that it began with
ALTER TABLE pending_authorization ADD COLUMN network ${ctext};
ALTER TABLE pending_authorization ADD COLUMN pushed_digest ${ctext};
CREATE INDEX pending_authorization_by_network ON pending_authorization (network, started_at);
