package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;

/** Turns earned {@link Rights} into tokens. Signs, and therefore runs outside any transaction. */
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

    /** @throws OAuthException {@code invalid_grant} when the person has gone since */
    public TokenAnswer issue(Client client, Rights rights) {
        User user = users.find(rights.user())
                .filter(person -> !person.disabled())
                .orElseThrow(() -> new OAuthException(
                        OAuthError.invalidGrant("the person has no access any more"), "the person has gone"));
        RefreshToken refreshToken = rights.refreshToken();
        String accessToken = accessTokens.issue(client, user, rights);
        return new TokenAnswer(
                accessToken,
                AccessTokens.LIFETIME,
                rights.scopes(),
                refreshToken == null ? null : families.write(refreshToken),
                rights.scopes().contains(Scope.OPENID) ? idTokens.issue(client, rights, accessToken) : null);
    }
}
