package dev.taskwright.identity.passkeys;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.SealBroken;
import dev.taskwright.platform.crypto.Sealer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * What an authenticator signs, so that its answer is for here and now (Web Authentication, 13.4.3). It is in the page,
 * sealed, and nowhere else, so that a stranger who loads pages fills no table; only one that was answered is remembered.
 */
final class Challenge {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int BYTES = 32;

    private final byte[] bytes;
    private final Instant expiresAt;

    private Challenge(byte[] bytes, Instant expiresAt) {
        this.bytes = bytes;
        this.expiresAt = expiresAt;
    }

    static Challenge make(RandomTokens random, Instant now) {
        return new Challenge(random.bytes(BYTES), now.plus(LIFETIME));
    }

    /**
     * @param purpose as it was sealed for
     * @throws ProblemException {@code Invalid} when it is too old, altered or for another purpose
     */
    static Challenge open(Sealer sealer, String purpose, String sealed, Instant now) {
        try {
            byte[] plain = sealer.open(Base64.getUrlDecoder().decode(sealed), purpose);
            Instant expiresAt = Instant.ofEpochMilli(ByteBuffer.wrap(plain).getLong());
            if (expiresAt.isAfter(now)) {
                return new Challenge(Arrays.copyOfRange(plain, Long.BYTES, plain.length), expiresAt);
            }
        } catch (IllegalArgumentException | SealBroken altered) {
            // the same answer as for one that is too old
        }
        throw ProblemException.invalid("", "That took too long. Please try again");
    }

    String sealed(Sealer sealer, String purpose) {
        byte[] plain = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(expiresAt.toEpochMilli())
                .put(bytes)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, purpose));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** In base64url, as browsers are given it. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String digest() {
        return Digests.sha256Base64Url("passkey challenge " + text());
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
