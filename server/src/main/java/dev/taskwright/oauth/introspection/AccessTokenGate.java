package dev.taskwright.oauth.introspection;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.SignIn;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.possession.Shown;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the access tokens of apps in at the APIs. After the first call a look into memory, no database. */
public final class AccessTokenGate implements BearerTokens {
    private static final String INVALID = "The access token is not valid or has expired";

    /** Everything behind the gate belongs to people; a script of one person has a personal token. */
    private static final String NOBODYS =
            "The access token is the app's own; this needs a person's: use a personal token, or let a person allow the app";

    private final AccessTokens tokens;
    private final Users users;
    private final Possession possession;

    public AccessTokenGate(AccessTokens tokens, Users users, Possession possession) {
        this.tokens = tokens;
        this.users = users;
        this.possession = possession;
    }

    @Override
    public boolean recognises(Credential presented) {
        return (presented.isBearer() || presented.isDpop()) && AccessTokens.hasShape(presented.token());
    }

    @Override
    public Decision check(Credential presented) {
        Shown shown = shown(presented);
        Optional<AccessToken> token = tokens.find(presented.token());
        if (token.isEmpty()) {
            return refused(shown, INVALID);
        }
        if (!isMeantFor(token.get(), presented.url())) {
            return refused(shown, "The access token was issued for another resource");
        }
        return possession
                .objection(token.get().bounds().binding(), shown)
                .<Decision>map(Decision.Challenged::new)
                .orElseGet(() -> admit(token.get()));
    }

    private static Decision refused(Shown shown, String description) {
        return new Decision.Challenged(Possession.challenge(shown, OAuthError.invalidToken(description)));
    }

    private Decision admit(AccessToken token) {
        UserId person = token.user();
        if (person == null) {
            return new Decision.Refused(NOBODYS);
        }
        return users.find(person)
                .filter(user -> !user.disabled())
                .<Decision>map(user -> new Decision.Admitted(caller(token, user), signIn(token)))
                .orElseGet(() -> Decision.invalidToken(INVALID));
    }

    private static Shown shown(Credential presented) {
        return new Shown(
                presented.scheme(),
                presented.token(),
                presented.method(),
                URI.create(presented.url()).getRawPath(),
                presented.dpop(),
                presented.clientCertificate());
    }

    /** An audience covers everything below its address: RFC 9068, 4; RFC 8707, 2. */
    private static boolean isMeantFor(AccessToken token, String url) {
        return token.audiences().stream().anyMatch(audience -> url.equals(audience) || url.startsWith(audience + "/"));
    }

    /**
     * Authorization details open the API by themselves, as far as they reach; beside a scope of it they add nothing: RFC
     * 9396, 3.
     */
    private static Caller.Person caller(AccessToken token, User user) {
        Set<Scope> scopes = new HashSet<>(token.scopes().scopes());
        if (!user.admin()) {
            scopes.remove(Scope.ADMIN);
        }
        Caller.Person person = new Caller.Person(user.id(), user.handle(), scopes, "oauth:" + token.client());
        if (scopes.contains(Scope.API1) || scopes.contains(Scope.API2)) {
            return person;
        }
        return DetailTypes.reach(token.bounds().details())
                .map(reach -> {
                    scopes.add(Scope.API1);
                    return new Caller.Person(person.id(), person.handle(), scopes, person.via(), reach);
                })
                .orElse(person);
    }

    private static @Nullable SignIn signIn(AccessToken token) {
        AccessToken.OnBehalf behalf = token.behalf();
        if (behalf == null) {
            return null;
        }
        // where nobody has signed in, long ago and by nothing: whoever demands a sign-in demands it anew
        return new SignIn(behalf.authentication().at(), behalf.authentication().acr());
    }
}
