package dev.taskwright.oauth.clients;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An app's public keys: with it, or at an address of the app, or none. Never both: OpenID Connect Registration, 2.
 *
 * @param jwks public keys only
 */
public record ClientKeys(@Nullable JWKSet jwks, @Nullable URI jwksUri) {
    public static final ClientKeys NONE = new ClientKeys(null, null);

    /** Refuses two sources. */
    public ClientKeys {
        if (jwks != null && jwksUri != null) {
            throw new IllegalArgumentException("jwks and jwks_uri exclude each other");
        }
    }
}
