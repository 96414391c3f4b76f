package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.Set;

/**
 * What a verified access token says: RFC 9068, 2.2.
 *
 * @param id the claim {@code jti}
 * @param lineage the code that it descends from
 * @param audiences where it may be used
 */
public record AccessToken(
        String id,
        String authorizationId,
        String lineage,
        UserId user,
        String client,
        ScopeSet scopes,
        Set<String> audiences,
        Instant expiresAt) {}
