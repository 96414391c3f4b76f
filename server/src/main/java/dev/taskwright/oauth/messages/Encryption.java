package dev.taskwright.oauth.messages;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.taskwright.oauth.clients.Protection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encrypts to one of an app's public keys: RFC 7516, 5.1; OpenID Connect Core, 10.2. */
record Encryption(JWEAlgorithm algorithm, EncryptionMethod content) {
    private static final int SMALLEST_RSA = 2_048;

    /** @param protection one with an encryption */
    static Encryption of(Protection protection) {
        return new Encryption(
                Objects.requireNonNull(protection.encryption()), Objects.requireNonNull(protection.content()));
    }

    /**
     * The message in compact form; empty when none of the keys is for encryption, fits the algorithm and is strong enough.
     *
     * @param isNested whether the message is itself a JWT, which the header then says: RFC 7519, 5.2
     */
    Optional<String> to(JWKSet keys, byte[] message, boolean isNested) {
        return keys.getKeys().stream()
                .filter(this::isMeantForThis)
                .sorted(Comparator.comparing(key -> key.getKeyUse() == null))
                .map(key -> to(key, message, isNested))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** RFC 7517, 4.2 to 4.4: a key that does not say what it is for will do. */
    private boolean isMeantForThis(JWK key) {
        boolean isForEncryption = key.getKeyUse() == null || KeyUse.ENCRYPTION.equals(key.getKeyUse());
        boolean isForAlgorithm =
                key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        return isForEncryption && isForAlgorithm;
    }

    private Optional<String> to(JWK key, byte[] message, boolean isNested) {
        try {
            JWEEncrypter encrypter = encrypter(key);
            if (encrypter == null) {
                return Optional.empty();
            }
            JWEHeader header = new JWEHeader.Builder(algorithm, content)
                    .keyID(key.getKeyID())
                    .contentType(isNested ? "JWT" : null)
                    .build();
            JWEObject object = new JWEObject(header, new Payload(message));
            object.encrypt(encrypter);
            return Optional.of(object.serialize());
        } catch (JOSEException unusable) {
            return Optional.empty();
        }
    }

    private @Nullable JWEEncrypter encrypter(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa
            when JWEAlgorithm.Family.RSA.contains(algorithm) && rsa.size() >= SMALLEST_RSA -> new RSAEncrypter(rsa);
            case ECKey ec when JWEAlgorithm.Family.ECDH_ES.contains(algorithm) -> new ECDHEncrypter(ec);
            default -> null;
        };
    }
}
