package dev.taskwright.oauth.registration;

import com.nimbusds.jose.jwk.JWKSet;
import dev.taskwright.oauth.clients.ClientKeys;
import java.net.URI;
import java.text.ParseException;

/**
 * Somebody whose word about programs counts here: RFC 7591, 2.3. Their keys are known, or at an address of theirs.
 *
 * @param issuer as statements name it in {@code iss}
 */
public record SoftwarePublisher(String issuer, ClientKeys keys) {

    /** @throws IllegalArgumentException when {@code jwks} is no JWK set with a public key */
    public static SoftwarePublisher with(String issuer, String jwks) {
        try {
            JWKSet keys = ClientKeys.read(jwks).toPublicJWKSet();
            if (!keys.isEmpty()) {
                return new SoftwarePublisher(issuer, new ClientKeys(keys, null));
            }
        } catch (ParseException malformed) {
            // the same answer as for an empty one
        }
        throw new IllegalArgumentException("must be a JWK set with public keys");
    }

    public static SoftwarePublisher at(String issuer, URI address) {
        return new SoftwarePublisher(issuer, new ClientKeys(null, address));
    }
}
