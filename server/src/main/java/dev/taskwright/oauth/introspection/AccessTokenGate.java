package dev.taskwright.oauth.introspection;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Lets the access tokens of apps in at the APIs. After the first call a look into memory, no database. */
public final class AccessTokenGate implements BearerTokens {
    private static final String INVALID = "The access token is not valid or has expired";

    /** Everything behind the gate belongs to people; a script of one person has a personal token. */
    private static final String NOBODYS =
            "The access token is the app's own; this needs a person's: use a personal token, or let a person allow the app";

    private final AccessTokens tokens;
    private final Users users;

    public AccessTokenGate(AccessTokens tokens, Users users) {
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public boolean recognises(Credential presented) {
        return presented.isBearer() && AccessTokens.hasShape(presented.token());
    }

    @Override
    public Decision check(Credential presented) {
        Optional<AccessToken> token = tokens.find(presented.token());
        if (token.isEmpty()) {
            return Decision.invalidToken(INVALID);
        }
        if (!isMeantFor(token.get(), presented.url())) {
            return Decision.invalidToken("The access token was issued for another resource");
        }
        UserId person = token.get().user();
        if (person == null) {
            return new Decision.Refused(NOBODYS);
        }
        return users.find(person)
                .filter(user -> !user.disabled())
                .<Decision>map(user -> new Decision.Admitted(caller(token.get(), user)))
                .orElseGet(() -> Decision.invalidToken(INVALID));
    }

    /** An audience covers everything below its address: RFC 9068, 4; RFC 8707, 2. */
    private static boolean isMeantFor(AccessToken token, String url) {
        return token.audiences().stream().anyMatch(audience -> url.equals(audience) || url.startsWith(audience + "/"));
    }

    private static Caller.Person caller(AccessToken token, User user) {
        Set<Scope> scopes = new HashSet<>(token.scopes().scopes());
        if (!user.admin()) {
            scopes.remove(Scope.ADMIN);
        }
        return new Caller.Person(user.id(), user.handle(), scopes, "oauth:" + token.client());
    }
}
