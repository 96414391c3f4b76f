package dev.taskwright.oauth.keys;

import java.time.Instant;

/**
 * A key that apps encrypt to, as it is stored.
 *
 * @param generation counts from 1 for each kind; the latest is the published one
 * @param publicJwk the public half as JSON
 * @param sealedJwk the private key as JSON, sealed under {@link #context}, in base64
 */
record DecryptionKey(String kid, Kind kind, int generation, String publicJwk, String sealedJwk, Instant createdAt) {

    /** What is done with it follows from what it is. */
    enum Kind {
        RSA,
        EC
    }

    /** What the sealed half is bound to: it opens in no other row. */
    String context() {
        return context(kid);
    }

    static String context(String kid) {
        return "decryption_key:" + kid;
    }
}
