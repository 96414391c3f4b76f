package dev.taskwright.oauth.clients;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
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

    /**
     * A JWK set as somebody else wrote it: RFC 7517, 5. Looked through first, because the library stumbles over keys that are
     * no objects.
     *
     * @throws ParseException when it is none
     */
    public static JWKSet read(String text) throws ParseException {
        @Nullable Map<String, Object> set = JSONObjectUtils.parse(text);
        if (set == null
                || !(set.get("keys") instanceof List<?> keys)
                || !keys.stream().allMatch(Map.class::isInstance)) {
            throw new ParseException("keys is not a list of objects", 0);
        }
        return JWKSet.parse(set);
    }
}
