package dev.taskwright.identity.passkeys;

import dev.taskwright.base.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's passkey, without its key.
 *
 * @param id the credential id in base64url
 * @param name what the person calls it
 * @param synced whether it may be on several devices (the flag BE of Web Authentication)
 * @param usedAt null when it was never used
 */
public record Passkey(
        String id,
        UserId person,
        String name,
        boolean synced,
        Instant addedAt,
        @Nullable Instant usedAt) {}
