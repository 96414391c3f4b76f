package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.OAuthError;

/**
 * How an exchange ended. A refusal is a value and not an exception, because what it brought about (a family
 * revoked) must be committed.
 */
public sealed interface Exchange {
    record Granted(Rights rights) implements Exchange {}

    /** @param detail the reason for the log: unknown, expired, redeemed, stolen … are one error to the app */
    record Refused(OAuthError error, String detail) implements Exchange {
        static Refused invalidGrant(String what, String detail) {
            return new Refused(OAuthError.invalidGrant(what), detail);
        }
    }
}
