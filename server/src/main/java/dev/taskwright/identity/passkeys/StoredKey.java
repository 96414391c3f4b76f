package dev.taskwright.identity.passkeys;

import dev.taskwright.base.UserId;

/** What a signature is checked against. The public key in CBOR is in base64url, as the id is. */
record StoredKey(String id, UserId person, String key, long counter, boolean synced) {}
