-- owner: oauth.backchannel
-- What an app asks a person by backchannel, beside the decision that it waits for. ping: sealed; null when the app polls.
CREATE TABLE backchannel_request (
    decision_digest  ${ctext} PRIMARY KEY REFERENCES decision (digest) ON DELETE CASCADE,
    binding_message  TEXT,
    ping             ${bytes}
);
-- The code that an app must know to ask this person.
CREATE TABLE backchannel_user_code (
    person_id  INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    hash       TEXT NOT NULL
);
