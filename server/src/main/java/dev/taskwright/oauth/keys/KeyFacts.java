package dev.taskwright.oauth.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the operator sees of a key.
 *
 * @param state {@code announced}, {@code active} or {@code retired}
 * @param activatedAt when it began to sign; null before
 * @param retiredAt when it ceased; null before
 */
public record KeyFacts(
        String kid,
        String algorithm,
        String state,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt) {

    static KeyFacts of(SigningKey key) {
        return new KeyFacts(
                key.kid(),
                key.algorithm().word(),
                key.state().word(),
                key.createdAt(),
                key.activatedAt(),
                key.retiredAt());
    }
}
