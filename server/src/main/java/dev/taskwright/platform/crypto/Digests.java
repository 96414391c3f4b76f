package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * SHA-256 and HMAC-SHA-256. What is only ever compared (tokens, cookies, codes, client secrets) is a random 256-bit
 * value, so its plain SHA-256 is what the database holds; a slow hash is for passwords alone.
 */
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] data) {
        return digest("SHA-256", data);
    }

    /** For protocols that ask for it. */
    public static byte[] sha512(byte[] data) {
        return digest("SHA-512", data);
    }

    /** The same, with 512 bits of it: FIPS 202, 6.2. */
    public static byte[] shake256(byte[] data) {
        return digest("SHAKE256-512", data);
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** SHA-256 of the text's UTF-8 bytes as 43 characters of base64url: the form stored for a secret. */
    public static String sha256Base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text.getBytes(UTF_8)));
    }

    public static byte[] hmacSha256(SecretKey key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** HMAC-SHA-256 of the text's UTF-8 bytes as 43 characters of base64url. */
    public static String hmacSha256Base64Url(SecretKey key, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmacSha256(key, text.getBytes(UTF_8)));
    }

    /** Compares in a time that does not tell how much of it agrees. */
    public static boolean sameSecret(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
