package dev.taskwright.identity.access;

import dev.taskwright.base.Caller;

/** What a credential comes to. */
public sealed interface Decision {
    record Admitted(Caller caller) implements Decision {}

    record Challenged(Challenge challenge) implements Decision {}

    /** The credential is valid, but nothing here is open to it: 403. */
    record Refused(String message) implements Decision {}

    /** The credential is not valid, for whatever reason: unknown, expired, revoked, its person disabled. */
    static Decision invalidToken(String description) {
        return new Challenged(new Challenge("Bearer", "invalid_token", description));
    }
}
