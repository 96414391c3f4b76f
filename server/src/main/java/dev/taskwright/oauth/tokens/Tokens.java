package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import org.jspecify.annotations.Nullable;

/** Turns earned {@link Rights} into tokens. Signs, may fetch an app's keys, and therefore runs outside any transaction. */
public final class Tokens {
    private final Users users;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final RefreshFamilies families;

    public Tokens(Users users, AccessTokens accessTokens, IdTokens idTokens, RefreshFamilies families) {
        this.users = users;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.families = families;
    }

    /** @throws OAuthException {@code invalid_grant} when the person has gone since, or the time of the rights is over */
    public TokenAnswer issue(Client client, Rights rights) {
        User user = person(rights);
        if (!accessTokens.lifetime(rights).isPositive()) {
            throw new OAuthException(OAuthError.invalidGrant("what the token would descend from has ended"));
        }
        RefreshToken refreshToken = rights.refreshToken();
        String accessToken = accessTokens.issue(client, user, rights);
        IdTokens.Beside beside = new IdTokens.Beside(accessToken, null, null);
        return new TokenAnswer(
                accessToken,
                rights.bounds().tokenType(),
                accessTokens.lifetime(rights),
                rights.scopes(),
                rights.bounds().details(),
                refreshToken == null ? null : families.write(refreshToken),
                rights.scopes().contains(Scope.OPENID)
                        ? idTokens.issue(client, user, rights, ScopeSet.EMPTY, beside)
                        : null,
                null);
    }

    /**
     * An access token and nothing beside it, for who acts while the person is away: RFC 7523, 2.1.
     *
     * @throws OAuthException {@code invalid_grant} when the person has gone since
     */
    public TokenAnswer issueAccess(Client client, Rights rights) {
        return exchange(client, rights, null);
    }

    /**
     * The same in exchange for another token: RFC 8693, 2.2.1.
     *
     * @param issuedType what the token is, by its registered name; null where that is not said
     */
    public TokenAnswer exchange(Client client, Rights rights, @Nullable String issuedType) {
        return new TokenAnswer(
                accessTokens.issue(client, person(rights), rights),
                rights.bounds().tokenType(),
                accessTokens.lifetime(rights),
                rights.scopes(),
                rights.bounds().details(),
                null,
                null,
                issuedType);
    }

    /**
     * The tokens of an authorization answer. Where there is no access token to ask userinfo with, the claims of the scopes
     * stand in the ID token: OpenID Connect Core, 5.4.
     *
     * @param code that goes along; null without one
     * @param state that goes along; null without one
     * @throws OAuthException {@code invalid_grant} when the person has gone since
     */
    public FrontAnswer inFront(
            Client client, Rights rights, ResponseType type, @Nullable String code, @Nullable String state) {
        User user = person(rights);
        String accessToken = type.hasToken() ? accessTokens.issue(client, user, rights) : null;
        ScopeSet scopes = type.hasToken() || type.hasCode() ? ScopeSet.EMPTY : rights.scopes();
        String idToken = type.hasIdToken()
                ? idTokens.issue(client, user, rights, scopes, new IdTokens.Beside(accessToken, code, state))
                : null;
        return new FrontAnswer(accessToken, AccessTokens.LIFETIME, idToken);
    }

    /**
     * What an app gets that acts for itself: RFC 6749, 4.4.3. Neither an ID token nor a refresh token; a JWT costs no look
     * at the database.
     */
    public TokenAnswer issueToApp(Client client, ScopeSet scopes, Bounds bounds) {
        return new TokenAnswer(
                accessTokens.issueToApp(client, scopes, bounds),
                bounds.tokenType(),
                AccessTokens.LIFETIME,
                scopes,
                bounds.details(),
                null,
                null,
                null);
    }

    private User person(Rights rights) {
        return users.find(rights.user())
                .filter(person -> !person.disabled())
                .orElseThrow(() -> new OAuthException(
                        OAuthError.invalidGrant("the person has no access any more"), "the person has gone"));
    }
}
