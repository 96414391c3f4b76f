package dev.taskwright.testkit;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.NewUser;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import java.time.InstantSource;
import java.util.Set;

/** People for tests, with passwords that are cheap to hash. */
public final class People {
    /** Everybody's password. */
    public static final String PASSWORD = "a lantern in the fog";

    public static final Caller OPERATOR = new Caller.Operator("cli");

    private final Passwords passwords = new Passwords(new RandomTokens(), new Passwords.Cost(64, 1, 1), 2);
    private final Users users;

    public People(Db db, InstantSource clock) {
        users = new Users(db, new EventLog(clock), passwords, clock);
    }

    public Users users() {
        return users;
    }

    public Passwords passwords() {
        return passwords;
    }

    /** Somebody with this handle, {@code HANDLE@example.org} and {@link #PASSWORD}. */
    public User add(String handle) {
        return users.add(OPERATOR, new NewUser(handle, handle + "@example.org", "The " + handle, PASSWORD, false));
    }

    public User addAdmin(String handle) {
        return users.add(OPERATOR, new NewUser(handle, handle + "@example.org", "The " + handle, PASSWORD, true));
    }

    /** That person with a token for the REST API. */
    public static Caller.Person calling(User user) {
        return calling(user, Scope.API1);
    }

    public static Caller.Person calling(User user, Scope... scopes) {
        return new Caller.Person(user.id(), user.handle(), Set.of(scopes), "token:test");
    }
}
