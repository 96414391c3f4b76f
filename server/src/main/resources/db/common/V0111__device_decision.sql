-- owner: oauth.devices
-- What a device shows beside the decision that it waits for. Devices that wait at this moment ask again: they live ten
-- minutes at most.
DROP TABLE device_authorization;
CREATE TABLE device_authorization (
    decision_digest  ${ctext} PRIMARY KEY REFERENCES decision (digest) ON DELETE CASCADE,
    user_code        ${ctext} NOT NULL UNIQUE,
    address          TEXT NOT NULL
);
