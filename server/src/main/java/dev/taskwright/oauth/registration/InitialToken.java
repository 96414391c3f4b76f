package dev.taskwright.oauth.registration;

import dev.taskwright.base.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A right to register apps: RFC 7591, 1.2.
 *
 * @param owner who answers for the apps that are registered with it; null when nobody does
 */
public record InitialToken(
        String id, String name, @Nullable UserId owner, int usesLeft, Instant createdAt, Instant expiresAt) {}
