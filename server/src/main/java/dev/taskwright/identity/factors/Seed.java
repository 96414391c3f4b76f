package dev.taskwright.identity.factors;

import dev.taskwright.platform.crypto.RandomTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an authenticator app and this server share: 160 random bits (RFC 4226, 4). */
final class Seed {
    private static final int BYTES = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] bytes;

    private Seed(byte[] bytes) {
        this.bytes = bytes;
    }

    static Seed make(RandomTokens random) {
        return new Seed(random.bytes(BYTES));
    }

    static Seed of(byte[] bytes) {
        return new Seed(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** In base 32 (RFC 4648, 6), as apps take it from the keyboard. */
    String text() {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = (held << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((held >> bits) & 31));
            }
        }
        return text.toString();
    }

    /** The address that authenticator apps read from a picture: {@code otpauth://totp/ISSUER:ACCOUNT?secret=…}. */
    String address(String issuer, String account) {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(account) + "?secret=" + text() + "&issuer="
                + encode(issuer) + "&algorithm=SHA1&digits=" + TimeCode.DIGITS + "&period="
                + TimeCode.STEP.toSeconds();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Seed";
    }
}
