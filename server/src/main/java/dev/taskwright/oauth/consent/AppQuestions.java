package dev.taskwright.oauth.consent;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import org.jspecify.annotations.Nullable;

/** Puts the question whether an app may into words. */
public final class AppQuestions {
    private final Users users;
    private final ScopeCatalog catalog;

    public AppQuestions(Users users, ScopeCatalog catalog) {
        this.users = users;
        this.catalog = catalog;
    }

    public AppQuestion ask(Client client, ScopeSet scopes, SignedIn person) {
        return new AppQuestion(
                AppShown.of(client),
                owner(client),
                person.user().handle(),
                person.userId().value(),
                catalog.meanings(scopes));
    }

    private @Nullable String owner(Client client) {
        UserId owner = client.owner();
        return owner == null ? null : users.find(owner).map(User::name).orElse(null);
    }
}
