package dev.taskwright.oauth.apps;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.db.Db;

/** Whose app it is: a person acts on their own, the operator on everybody's. */
final class Owners {
    private final Db db;
    private final Users users;

    Owners(Db db, Users users) {
        this.db = db;
        this.users = users;
    }

    /**
     * The person who is to answer for an app.
     *
     * @throws ProblemException {@code Invalid} at {@code owner} when there is none; {@code Forbidden} for somebody else
     */
    User named(Caller by, String handle) {
        User owner = db.read(tx -> users.findByHandle(tx, handle))
                .orElseThrow(() -> ProblemException.invalid("owner", "there is no person @" + handle));
        boolean allowed = switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Visitor visitor -> false;
            case Caller.Person person -> person.id().equals(owner.id());
        };
        if (!allowed) {
            throw ProblemException.forbidden("only the operator registers an app for somebody else");
        }
        return owner;
    }

    static boolean mayAct(Caller by, Client client) {
        return switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Visitor visitor -> false;
            case Caller.Person person -> person.id().equals(client.owner());
        };
    }
}
