package dev.taskwright.identity.factors;

import dev.taskwright.platform.crypto.Digests;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords: RFC 6238 with what every authenticator app assumes, HMAC-SHA-1, six digits and steps of
 * 30 seconds.
 */
final class TimeCode {
    static final int DIGITS = 6;
    static final Duration STEP = Duration.ofSeconds(30);

    /** RFC 6238, 5.2: clocks differ, and typing takes a moment. */
    private static final int STEPS_AROUND = 1;

    private TimeCode() {}

    /** The code of one step. */
    static String of(byte[] seed, long step) {
        byte[] hash = hmac(seed, step);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    /** The number of the step that a time belongs to. */
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /** The step whose code was typed, among those that count now; the same work whether there is one. */
    static OptionalLong stepOf(byte[] seed, String typed, Instant now) {
        OptionalLong found = OptionalLong.empty();
        long present = step(now);
        for (long step = present - STEPS_AROUND; step <= present + STEPS_AROUND; step++) {
            if (Digests.sameSecret(of(seed, step), typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] hmac(byte[] seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }
}
