package dev.taskwright.identity.factors;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** The authenticator app of the tests: it knows nothing but the key that a person would type into it. */
public final class Codes {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Codes() {}

    /** What the app shows. */
    public static String of(String seed, Instant now) {
        return TimeCode.of(bytes(seed), TimeCode.step(now));
    }

    private static byte[] bytes(String seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < seed.length(); i++) {
            held = (held << 5) | ALPHABET.indexOf(seed.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
