package dev.taskwright.oauth.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored.
 *
 * @param publicJwk the public half as JSON
 * @param sealedJwk the private key as JSON, sealed under {@link #context}, in base64
 */
record SigningKey(
        String kid,
        SignatureAlgorithm algorithm,
        State state,
        String publicJwk,
        String sealedJwk,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt) {

    /** The life of a key; it only ever moves forward. */
    enum State {
        /** Published, so that others learn of it before the first signature. */
        ANNOUNCED,
        /** Signs. One for each algorithm. */
        ACTIVE,
        /** Published until the last token it signed has expired. */
        RETIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State stored(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What the sealed half is bound to: it opens in no other row. */
    String context() {
        return context(kid);
    }

    static String context(String kid) {
        return "signing_key:" + kid;
    }

    JWK publicKey() {
        return parse(publicJwk);
    }

    static JWK parse(String json) {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(json);
            return MlDsaKey.AKP.getValue().equals(members.get("kty")) ? MlDsaKey.read(members) : JWK.parse(members);
        } catch (ParseException e) {
            throw new IllegalStateException("a stored key is not a JWK", e);
        }
    }
}
