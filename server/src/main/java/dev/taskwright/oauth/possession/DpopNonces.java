package dev.taskwright.oauth.possession;

import dev.taskwright.platform.crypto.Digests;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The nonces that proofs may carry: RFC 9449, 8 and 9. The minute, and its HMAC under a key that only the nodes hold: every
 * node makes the same one and knows that of another, and none is stored.
 */
public final class DpopNonces {
    /** How long one is good after the minute it was made in. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int MAC_BYTES = 16;
    private static final int SECONDS = 60;
    private static final int LENGTH = 32;

    private final SecretKey key;
    private final InstantSource clock;
    private volatile Made last;

    private record Made(long minute, String text) {}

    /** @param key the same on every node, used for nothing else */
    public DpopNonces(SecretKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
        this.last = make(0);
    }

    /** The one to hand out now. */
    public String current() {
        long minute = minute(clock.instant());
        Made made = last;
        if (made.minute() != minute) {
            made = make(minute);
            last = made;
        }
        return made.text();
    }

    /** Whether it was made here or on another node, not long ago. */
    boolean isGood(String nonce) {
        long now = minute(clock.instant());
        @Nullable Long made = minuteOf(nonce);
        // a node whose clock is a little ahead may have begun the next minute
        return made != null
                && made <= now + 1
                && made >= now - LIFETIME.toMinutes()
                && Digests.sameSecret(make(made).text(), nonce);
    }

    private static @Nullable Long minuteOf(String nonce) {
        if (nonce.length() != LENGTH) {
            return null;
        }
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce)).getLong();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private Made make(long minute) {
        byte[] start = ByteBuffer.allocate(Long.BYTES).putLong(minute).array();
        byte[] mac = Arrays.copyOf(Digests.hmacSha256(key, start), MAC_BYTES);
        byte[] whole =
                ByteBuffer.allocate(Long.BYTES + MAC_BYTES).put(start).put(mac).array();
        return new Made(minute, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) SECONDS);
    }
}
