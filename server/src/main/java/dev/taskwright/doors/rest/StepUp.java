package dev.taskwright.doors.rest;

import dev.taskwright.identity.access.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the sign-in behind an app's token before something that cannot be taken back: RFC 9470. Credentials
 * that stand on no sign-in, such as personal tokens, are asked for nothing: their person made them for this.
 *
 * @param maxAge how long ago the person may have signed in; null when it does not matter
 * @param acrs any of these will do; empty when it does not matter how they did
 */
public record StepUp(@Nullable Duration maxAge, List<String> acrs, InstantSource clock) {
    /** Copies the list. */
    public StepUp {
        acrs = List.copyOf(acrs);
    }

    /** Asks for nothing. */
    public static StepUp none() {
        return new StepUp(null, List.of(), InstantSource.fixed(Instant.EPOCH));
    }

    /** What is missing, as one sentence; empty when nothing is. */
    Optional<String> missing(@Nullable SignIn signIn) {
        if (signIn == null) {
            return Optional.empty();
        }
        if (!acrs.isEmpty() && !acrs.contains(signIn.acr())) {
            return Optional.of("A stronger sign-in is needed");
        }
        boolean isOld = maxAge != null && signIn.at().plus(maxAge).isBefore(clock.instant());
        return isOld ? Optional.of("A more recent sign-in is needed") : Optional.empty();
    }
}
