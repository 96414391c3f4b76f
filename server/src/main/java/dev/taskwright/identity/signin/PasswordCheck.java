package dev.taskwright.identity.signin;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Credentials;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.db.Db;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether somebody knows a password. An unknown name, a disabled account and a wrong password take the same path, one
 * hash each, and end the same; repeated failures have to wait.
 */
public final class PasswordCheck {
    private final Users users;
    private final Passwords passwords;
    private final GuessLimit limit;

    public PasswordCheck(Db db, Users users, Passwords passwords, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.limit = new GuessLimit(db, clock, "Too many wrong passwords.");
    }

    /**
     * The person, when they may come in; empty for every reason not to.
     *
     * @param login handle or e-mail address as typed
     * @param address of the client, numeric
     * @throws ProblemException {@code TooMany} before anything is checked, with the time to wait
     */
    public Optional<User> signIn(String login, String password, String address) {
        try (GuessLimit.Attempt attempt = limit.begin("login " + login.strip().toLowerCase(Locale.ROOT), address)) {
            return check(attempt, users.credentials(login), password);
        }
    }

    /** Whether the person who is signed in knows their password; throws like {@link #signIn}. */
    public boolean confirms(UserId user, String password, String address) {
        try (GuessLimit.Attempt attempt = limit.begin("person " + user, address)) {
            return check(attempt, users.credentials(user), password).isPresent();
        }
    }

    /**
     * Whether this is the password of something that is no account; guessing it waits like guessing an account's.
     *
     * @param what names it
     * @param phc the hash of its password
     */
    public boolean opens(String what, String password, String phc, String address) {
        try (GuessLimit.Attempt attempt = limit.begin(what, address)) {
            boolean matches = passwords.check(password, phc).matches();
            if (matches) {
                attempt.succeeded();
            } else {
                attempt.failed();
            }
            return matches;
        }
    }

    private Optional<User> check(GuessLimit.Attempt attempt, Optional<Credentials> found, String password) {
        Passwords.Answer answer =
                passwords.check(password, found.map(Credentials::passwordHash).orElse(null));
        Optional<Credentials> admitted =
                found.filter(person -> answer.matches() && !person.user().disabled());
        if (admitted.isEmpty()) {
            attempt.failed();
            return Optional.empty();
        }
        attempt.succeeded();
        if (answer.outdated()) {
            users.replaceHash(admitted.get(), password);
        }
        return admitted.map(Credentials::user);
    }
}
