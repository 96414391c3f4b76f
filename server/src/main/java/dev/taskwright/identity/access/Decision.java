package dev.taskwright.identity.access;

import dev.taskwright.base.Caller;
import org.jspecify.annotations.Nullable;

/** What a credential comes to. */
public sealed interface Decision {
    /** @param signIn that the credential stands on; null when it stands on none that would say anything */
    record Admitted(Caller caller, @Nullable SignIn signIn) implements Decision {
        public Admitted(Caller caller) {
            this(caller, null);
        }
    }

    record Challenged(Challenge challenge) implements Decision {}

    /** The credential is valid, but nothing here is open to it: 403. */
    record Refused(String message) implements Decision {}

    /** The credential is not valid, for whatever reason: unknown, expired, revoked, its person disabled. */
    static Decision invalidToken(String description) {
        return new Challenged(new Challenge("Bearer", "invalid_token", description));
    }
}
