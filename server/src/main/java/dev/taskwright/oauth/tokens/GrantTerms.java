package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person grants an app without a code: in front (OAuth 2.0 Multiple Response Types), by a device, by a password.
 *
 * @param sessionName of the browser session, or one of {@link Authorizations#sessionless}
 * @param mayRefresh whether {@code offline_access} brings a refresh token
 */
public record GrantTerms(
        UserId user,
        ClientId client,
        String sessionName,
        ScopeSet scopes,
        Authentication authentication,
        ClaimsRequest claims,
        @Nullable String nonce,
        boolean mayRefresh,
        Bounds bounds) {}
