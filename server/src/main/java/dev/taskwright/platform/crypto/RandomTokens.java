package dev.taskwright.platform.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The one source of randomness: unguessable texts in the alphabets the product uses. Safe for many threads. */
public final class RandomTokens {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random;

    public RandomTokens() {
        this(new SecureRandom());
    }

    /** For tests that want the same tokens again. */
    public RandomTokens(SecureRandom random) {
        this.random = random;
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** 256 bits as 43 characters of base64url, without padding. */
    public String token256() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** {@code length} characters without 0, O, I and l, to be read and typed by people; 5.8 bits each. */
    public String base58(int length) {
        return letters(BASE58, length);
    }

    /** {@code length} letters that form no word and are typed without shifting: RFC 8628, 6.1; 4.3 bits each. */
    public String consonants(int length) {
        return letters(CONSONANTS, length);
    }

    /** {@code length} characters 0-9, A-Z, a-z; 5.9 bits each. */
    public String base62(int length) {
        return letters(BASE62, length);
    }

    /** A random UUID (RFC 9562, version 4) in lower case. */
    public String uuid() {
        byte[] b = bytes(16);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (b[i] & 0xff);
            low = (low << 8) | (b[i + 8] & 0xff);
        }
        return new UUID((high & ~0xf000L) | 0x4000L, (low >>> 2) | Long.MIN_VALUE).toString();
    }

    /** Bytes above the largest multiple of the alphabet's size are thrown away: every letter is equally likely. */
    private String letters(String alphabet, int length) {
        int fair = 256 - 256 % alphabet.length();
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            for (byte b : bytes(length + 8)) {
                int value = b & 0xff;
                if (value < fair && text.length() < length) {
                    text.append(alphabet.charAt(value % alphabet.length()));
                }
            }
        }
        return text.toString();
    }
}
