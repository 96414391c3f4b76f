package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientForm;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeLimits;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.oauth.tokens.RefreshToken;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 6749, 6; RFC 9700, 4.14; OpenID Connect Core, 12. */
public final class RefreshTokenGrant implements Grant {
    private final Db db;
    private final RefreshFamilies families;
    private final Tokens tokens;
    private final Narrowing narrowing;

    public RefreshTokenGrant(Db db, RefreshFamilies families, Tokens tokens, Narrowing narrowing) {
        this.db = db;
        this.families = families;
        this.tokens = tokens;
        this.narrowing = narrowing;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        Client client = request.client();
        // refresh_token (REQUIRED), scope and authorization_details and resource (OPTIONAL, within what was granted)
        Narrowing.Wanted details = narrowing.wanted(request);
        RefreshToken presented = families.read(request.require("refresh_token"))
                .orElseThrow(() ->
                        new OAuthException(OAuthError.invalidGrant("the refresh token is not one of this server")));
        @Nullable ScopeSet wanted = wanted(request).orElse(null);
        @Nullable Confirmation binding = request.binding().orElse(null);
        return tokens.issue(
                client,
                Refusal.unless(db.write(tx ->
                        narrowing.of(details, request, families.refresh(tx, client, presented, wanted, binding)))));
    }

    @Override
    public Optional<ClientId> impliedClient(ClientForm form) {
        return form.find("refresh_token")
                .flatMap(families::read)
                .flatMap(token -> db.read(tx -> families.owner(tx, token)));
    }

    /** Nothing, blanks and {@code *} all mean all that was granted. */
    private static Optional<ScopeSet> wanted(ClientCall request) {
        return request.find("scope")
                .map(String::strip)
                .filter(words -> !words.isEmpty() && !words.equals(ScopeLimits.EVERYTHING))
                .map(words -> ScopeSet.parse(words)
                        .orElseThrow(
                                () -> new OAuthException(OAuthError.invalidScope("scope is not a list of scopes"))));
    }
}
