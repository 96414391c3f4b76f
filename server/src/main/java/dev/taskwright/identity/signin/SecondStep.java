package dev.taskwright.identity.signin;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.factors.SecondFactors;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.SealBroken;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The step of sign-in between the password and the session, for people with an authenticator app. What is known after the
 * first step is in the form, sealed, and holds for ten minutes; the code that completes it opens once.
 */
public final class SecondStep {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String CONTEXT = "sign_in_step";

    private final PasswordCheck passwords;
    private final Users users;
    private final SecondFactors factors;
    private final Sealer sealer;
    private final InstantSource clock;
    private final GuessLimit limit;

    public SecondStep(
            Db db, PasswordCheck passwords, Users users, SecondFactors factors, Sealer sealer, InstantSource clock) {
        this.passwords = passwords;
        this.users = users;
        this.factors = factors;
        this.sealer = sealer;
        this.clock = clock;
        this.limit = new GuessLimit(db, clock, "Too many wrong codes.");
    }

    /** What the form keeps between the steps; empty for somebody whose password is enough. */
    public Optional<String> after(User person) {
        return factors.find(person.id()).map(factor -> seal(person));
    }

    /** Like {@link PasswordCheck#signIn}, where no code can be asked for: empty for somebody who has to give one. */
    public Optional<User> byPasswordAlone(String login, String password, String address) {
        return passwords
                .signIn(login, password, address)
                .filter(person -> factors.find(person.id()).isEmpty());
    }

    /** Whose step it is; empty when it is too old or altered, or when that account has changed since. */
    Optional<User> person(String sealed) {
        try {
            ByteBuffer plain =
                    ByteBuffer.wrap(sealer.open(Base64.getUrlDecoder().decode(sealed), CONTEXT));
            Instant at = Instant.ofEpochMilli(plain.getLong());
            UserId id = new UserId(plain.getInt());
            int epoch = plain.getInt();
            return at.plus(PATIENCE).isAfter(clock.instant())
                    ? users.find(id).filter(user -> !user.disabled() && user.sessionEpoch() == epoch)
                    : Optional.empty();
        } catch (IllegalArgumentException | SealBroken altered) {
            return Optional.empty();
        }
    }

    /**
     * Whether the code completes the sign-in of this person.
     *
     * @param address of the client, numeric
     * @throws ProblemException {@code TooMany} before anything is checked, with the time to wait
     */
    boolean completes(User person, String code, String address) {
        try (GuessLimit.Attempt attempt = limit.begin("code of " + person.id(), address)) {
            boolean opens = factors.opens(person.id(), code);
            if (opens) {
                attempt.succeeded();
            } else {
                attempt.failed();
            }
            return opens;
        }
    }

    private String seal(User person) {
        byte[] plain = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(clock.instant().toEpochMilli())
                .putInt(person.id().value())
                .putInt(person.sessionEpoch())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, CONTEXT));
    }
}
