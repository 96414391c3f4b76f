package dev.taskwright.identity.users;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and what may be done with them.
 *
 * <p>Every credential (session, personal token, access token) asks {@link #find(UserId)} whether its person may still
 * come in; that answer is cached and forgotten on every node as soon as the account changes.
 */
public final class Users {
    /** Signalled with the person's number whenever an account changes. */
    public static final String TOPIC = "user";

    /**
     * The kind of work that is written down when sessions of a person have ended; the payload is the person's number.
     * Which ones these are is for the reader to see.
     */
    public static final String SESSIONS_ENDED = "sessions.ended";

    private final UserStore store = new UserStore();
    private final Db db;
    private final EventLog events;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Jobs jobs;
    private final SharedCache<User> cache;

    public Users(Db db, EventLog events, Passwords passwords, InstantSource clock) {
        this.db = db;
        this.events = events;
        this.passwords = passwords;
        this.clock = clock;
        this.jobs = new Jobs(clock);
        this.cache = db.signals().cache(TOPIC, 10_000, Duration.ofMinutes(10));
    }

    /**
     * Adds a person; the operator's act.
     *
     * @throws ProblemException {@code Invalid} at {@code handle}, {@code email}, {@code name} or {@code password}, also
     *     when the handle or the address is taken
     */
    public User add(Caller by, NewUser person) {
        requireOperator(by);
        NewUser checked = new NewUser(
                Handle.require(person.handle()),
                person.email(),
                DisplayName.require(person.name()),
                person.password(),
                person.admin());
        EmailAddress email = EmailAddress.require(person.email());
        PasswordRules.require("password", person.password());
        db.read(tx -> requireFree(tx, checked.handle(), email.key(), null));
        String hash = passwords.hash(person.password());
        return db.write(tx -> {
            Optional<User> added = store.insert(tx, checked, email, hash, clock.instant());
            if (added.isEmpty()) {
                requireFree(tx, checked.handle(), email.key(), null);
            }
            User user = added.orElseThrow(Users::taken);
            events.append(tx, by, new UserEvent.Added(user.id(), user.handle(), user.admin()));
            return user;
        });
    }

    /** Everybody, oldest first; the operator's. */
    public List<User> list(Caller by) {
        requireOperator(by);
        return db.read(store::list);
    }

    /** By number; what every credential check asks, mostly without a look at the database. */
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(cache.get(
                id.toString(), key -> db.read(tx -> store.find(tx, id)).orElse(null)));
    }

    public Optional<User> find(Tx tx, UserId id) {
        return store.find(tx, id);
    }

    /** By handle; capitals and surrounding spaces do not matter. */
    public Optional<User> findByHandle(Tx tx, String handle) {
        return store.findByHandle(tx, Handle.sought(handle));
    }

    /**
     * By handle or e-mail address, as a person types it.
     *
     * @throws ProblemException {@code NotFound}
     */
    public User require(String handleOrEmail) {
        return find(handleOrEmail).orElseThrow(() -> ProblemException.notFound("User '" + handleOrEmail + "'"));
    }

    /** The same; empty when there is nobody. */
    public Optional<User> find(String handleOrEmail) {
        return db.read(tx -> store.findByHandle(tx, Handle.sought(handleOrEmail))
                .or(() -> store.findByEmail(tx, EmailAddress.sought(handleOrEmail))));
    }

    /** For sign-in: by handle or e-mail address, disabled people included. */
    public Optional<Credentials> credentials(String handleOrEmail) {
        return db.read(tx -> store.credentials(tx, Handle.sought(handleOrEmail), EmailAddress.sought(handleOrEmail)));
    }

    public Optional<Credentials> credentials(UserId id) {
        return db.read(tx -> store.credentials(tx, id));
    }

    /** Keeps a hash of the same password made at today's cost. */
    public void replaceHash(Credentials old, String password) {
        String before = old.passwordHash();
        if (before != null) {
            String hash = passwords.hash(password);
            db.write(tx -> {
                store.replaceHash(tx, old.user().id(), before, hash);
                return true;
            });
        }
    }

    /**
     * Gives a person a new password and ends their sessions. The operator may do it to anybody, a person to themselves;
     * asking for the old one is the business of the page that calls.
     *
     * @throws ProblemException {@code Invalid} at {@code password}
     */
    public void setPassword(Caller by, UserId id, String password) {
        requireSelfOrOperator(by, id);
        PasswordRules.require("password", password);
        String hash = passwords.hash(password);
        db.write(tx -> {
            User user = store.find(tx, id).orElseThrow(() -> ProblemException.notFound("User"));
            store.updatePassword(tx, user.id(), hash);
            events.append(tx, by, new UserEvent.PasswordChanged(user.id()));
            jobs.add(tx, SESSIONS_ENDED, id.toString());
            tx.signal(TOPIC, id.toString());
            return user;
        });
    }

    /** Shuts a person out at once: their sessions end, their tokens rest until they are enabled again. */
    public void disable(Caller by, UserId id) {
        setDisabled(by, id, true);
    }

    public void enable(Caller by, UserId id) {
        setDisabled(by, id, false);
    }

    /**
     * Changes what a person may change about themselves. A new address counts as not verified.
     *
     * @throws ProblemException {@code Invalid} at {@code handle}, {@code email}, {@code name}, {@code picture} or the
     *     claim of a {@link Detail}
     */
    public User updateProfile(Caller by, UserId id, Profile profile) {
        requireSelfOrOperator(by, id);
        String newHandle = Handle.require(profile.handle());
        EmailAddress newEmail = EmailAddress.require(profile.email());
        String newName = DisplayName.require(profile.name());
        String newPicture = Profile.requirePicture(profile.pictureUrl());
        Details newDetails = Details.require(profile.details());
        return db.write(tx -> {
            User user = store.find(tx, id).orElseThrow(() -> ProblemException.notFound("User"));
            requireFree(tx, newHandle, newEmail.key(), id);
            boolean sameAddress = new EmailAddress(user.email()).key().equals(newEmail.key());
            User changed = new User(
                    id,
                    newHandle,
                    newEmail.typed(),
                    user.emailVerified() && sameAddress,
                    newName,
                    newPicture == null && user.hasUploadedPicture() ? user.pictureUrl() : newPicture,
                    user.admin(),
                    user.disabled(),
                    user.sessionEpoch(),
                    newDetails,
                    user.createdAt(),
                    clock.instant());
            if (!store.updateProfile(tx, changed, newEmail.key())) {
                throw taken();
            }
            events.append(tx, by, new UserEvent.ProfileChanged(id, newHandle));
            tx.signal(TOPIC, id.toString());
            return changed;
        });
    }

    /** Says where the person's picture is; {@link Pictures} keeps the picture itself. */
    void picture(Tx tx, Caller by, UserId id, @Nullable String path) {
        requireSelfOrOperator(by, id);
        User user = store.find(tx, id).orElseThrow(() -> ProblemException.notFound("User"));
        store.updatePicture(tx, id, path, clock.instant());
        events.append(tx, by, new UserEvent.ProfileChanged(id, user.handle()));
        tx.signal(TOPIC, id.toString());
    }

    private void setDisabled(Caller by, UserId id, boolean disabled) {
        requireOperator(by);
        db.write(tx -> {
            User user = store.find(tx, id).orElseThrow(() -> ProblemException.notFound("User"));
            if (store.updateDisabled(tx, id, disabled)) {
                events.append(tx, by, disabled ? new UserEvent.Disabled(id) : new UserEvent.Enabled(id));
                if (disabled) {
                    jobs.add(tx, SESSIONS_ENDED, id.toString());
                }
                tx.signal(TOPIC, id.toString());
            }
            return user;
        });
    }

    /** Whether nobody but {@code self} has these. */
    private boolean requireFree(Tx tx, String handle, String emailKey, @Nullable UserId self) {
        if (store.findByHandle(tx, handle)
                .filter(user -> !user.id().equals(self))
                .isPresent()) {
            throw ProblemException.invalid("handle", "The handle " + handle + " is taken");
        }
        if (store.findByEmail(tx, emailKey)
                .filter(user -> !user.id().equals(self))
                .isPresent()) {
            throw ProblemException.invalid("email", "Somebody has an account with this e-mail address already");
        }
        return true;
    }

    private static ProblemException taken() {
        return ProblemException.invalid("handle", "The handle or the e-mail address has just been taken");
    }

    private static void requireOperator(Caller by) {
        boolean allowed = switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Person person -> false;
            case Caller.Visitor visitor -> false;
        };
        if (!allowed) {
            throw new ProblemException(new Problem.Forbidden("Only the operator may do this", Scope.ADMIN));
        }
    }

    private static void requireSelfOrOperator(Caller by, UserId id) {
        if (!(by instanceof Caller.Person person && person.id().equals(id))) {
            requireOperator(by);
        }
    }
}
