package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A personal token as it is kept: everything but the token itself.
 *
 * @param id names it in lists and in the change log; opens nothing
 * @param expiresAt null when it does not expire
 * @param usedAt to the minute; null when it never was
 */
public record PersonalToken(
        String id,
        UserId owner,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt) {
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
