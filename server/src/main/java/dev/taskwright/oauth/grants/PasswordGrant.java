package dev.taskwright.oauth.grants;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.signin.SecondStep;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import java.time.InstantSource;

/**
 * A person's password in an app's hands: RFC 6749, 4.3, which RFC 9700, 2.4 forbids. Here for software that knows nothing
 * else, for the apps that the operator has named, and otherwise as if it did not exist. Guessing costs the same as at the
 * sign-in page, and one debt counts for both. Whoever has a second factor cannot be signed in this way.
 */
public final class PasswordGrant implements Grant {
    private static final String KIND = "password";

    private final Db db;
    private final InstantSource clock;
    private final Clients clients;
    private final SecondStep passwords;
    private final EventLog events;
    private final Sessionless sessionless;
    private final Tokens tokens;

    public PasswordGrant(
            Db db,
            InstantSource clock,
            Clients clients,
            SecondStep passwords,
            EventLog events,
            Sessionless sessionless,
            Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.clients = clients;
        this.passwords = passwords;
        this.events = events;
        this.sessionless = sessionless;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.PASSWORD;
    }

    @Override
    public boolean isForEverybody() {
        return false;
    }

    @Override
    public boolean isOffered() {
        return clients.isUsedByAny(GrantType.PASSWORD);
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // username (REQUIRED), password (REQUIRED), scope (OPTIONAL)
        Client client = request.client();
        if (client.isPublic()) {
            throw new OAuthException(OAuthError.unauthorizedClient("a public app is given no passwords"));
        }
        ScopeSet scopes = client.permissions().scopeLimits().choose(request.find("scope"));
        String username = request.require("username");
        User person = passwords
                .byPasswordAlone(username, request.require("password"), request.address())
                .orElseThrow(() ->
                        new OAuthException(OAuthError.invalidGrant("that username and password do not go together")));
        Authentication authentication = new Authentication(clock.instant(), SignedIn.BY_PASSWORD);
        PreparedGrant grant = sessionless.prepareShared(KIND, request, person.id(), scopes, authentication);
        return tokens.issue(client, db.write(tx -> {
            events.append(tx, person.id(), "oauth:" + client.id(), new PasswordGrantEvent(client.id(), scopes));
            return sessionless.startConsenting(tx, grant, KIND);
        }));
    }
}
