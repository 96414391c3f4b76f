package dev.taskwright.oauth.clients;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of message is signed and encrypted.
 *
 * @param signing null for the usual of that message
 * @param encryption how the content key reaches its reader; null when the message is not encrypted
 * @param content how the content is encrypted; present exactly when {@code encryption} is
 */
public record Protection(
        @Nullable JWSAlgorithm signing,
        @Nullable JWEAlgorithm encryption,
        @Nullable EncryptionMethod content) {

    public static final Protection USUAL = new Protection(null, null, null);

    /** Refuses half an encryption. */
    public Protection {
        if ((encryption == null) != (content == null)) {
            throw new IllegalArgumentException("encryption needs both algorithms");
        }
    }
}
