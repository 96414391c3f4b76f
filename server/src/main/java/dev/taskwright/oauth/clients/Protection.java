package dev.taskwright.oauth.clients;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.stream.Stream;
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

    /**
     * How content keys may reach an app: by its RSA key or its elliptic one. RSA with SHA-1 inside OAEP is sound there and
     * what older software has; RSA1_5 is not offered.
     */
    public static final List<JWEAlgorithm> ENCRYPTIONS = Stream.of(
                    "RSA-OAEP-256", "RSA-OAEP", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW")
            .map(JWEAlgorithm::parse)
            .toList();

    /** How contents may be encrypted. */
    public static final List<EncryptionMethod> CONTENTS = List.of(
            EncryptionMethod.A128CBC_HS256,
            EncryptionMethod.A256CBC_HS512,
            EncryptionMethod.A128GCM,
            EncryptionMethod.A256GCM);

    public static final Protection USUAL = new Protection(null, null, null);

    /** Refuses half an encryption. */
    public Protection {
        if ((encryption == null) != (content == null)) {
            throw new IllegalArgumentException("encryption needs both algorithms");
        }
    }

    /** The same, signed otherwise. */
    public Protection signedWith(JWSAlgorithm other) {
        return new Protection(other, encryption, content);
    }
}
