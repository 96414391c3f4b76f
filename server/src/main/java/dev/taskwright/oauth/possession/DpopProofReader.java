package dev.taskwright.oauth.possession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.PublicKeys;
import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads proofs and checks their signatures: RFC 9449, 4.3, steps 2 to 7. Safe for many threads. */
final class DpopProofReader {
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final int LONGEST = 8_192;
    private static final int LONGEST_ID = 300;
    private static final int LONGEST_ADDRESS = 2_048;
    private static final int MOST_KEYS = 5_000;

    /** Seconds; some 8 000 years on. */
    private static final long LATEST = 253_402_300_799L;

    /** A key as its proofs carry it, ready for the next one. */
    private record Key(JWSHeader header, JWSVerifier verifier, Confirmation confirmation) {}

    // A program sends the same header with every proof: the key in it is read once. Only keys that have signed a proof
    // are remembered.
    private final Cache<String, Key> keys = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** @throws OAuthException {@code invalid_dpop_proof} */
    DpopProof read(String proof) {
        int first = proof.indexOf('.');
        int second = proof.indexOf('.', first + 1);
        if (proof.length() > LONGEST || second < 0 || proof.indexOf('.', second + 1) >= 0) {
            throw refused("the DPoP proof is not a JWS in compact form of at most " + LONGEST + " characters");
        }
        String head = proof.substring(0, first);
        @Nullable Key known = keys.getIfPresent(head);
        Key key = known == null ? key(head) : known;
        if (!isSigned(key, proof.substring(0, second), proof.substring(second + 1))) {
            throw refused("the DPoP proof is not signed with the key that it carries");
        }
        if (known == null) {
            keys.put(head, key);
        }
        return claims(key, new Base64URL(proof.substring(first + 1, second)).decodeToString());
    }

    private static Key key(String head) {
        try {
            CompactForm.checked(head + ".");
            return key(JWSHeader.parse(new Base64URL(head)));
        } catch (ParseException | IllegalArgumentException malformed) {
            throw refused("the header of the DPoP proof is malformed");
        } catch (JOSEException unusable) {
            throw refused("the key in the DPoP proof cannot be used");
        }
    }

    private static Key key(JWSHeader header) throws JOSEException {
        @Nullable JWK jwk = header.getJWK();
        if (!TYPE.equals(header.getType())) {
            throw refused("typ of the DPoP proof must be dpop+jwt");
        }
        if (jwk == null || jwk.isPrivate() || header.getCriticalParams() != null) {
            throw refused("the header of the DPoP proof must carry jwk with a public key, and nothing critical");
        }
        JWSVerifier verifier = PublicKeys.verifier(jwk, header.getAlgorithm())
                .orElseThrow(() -> refused("alg of the DPoP proof is not accepted, or its key is of another kind"));
        return new Key(
                header,
                verifier,
                new Confirmation(Confirmation.Kind.JKT, jwk.computeThumbprint().toString()));
    }

    private static boolean isSigned(Key key, String input, String signature) {
        try {
            return key.verifier()
                    .verify(key.header(), input.getBytes(StandardCharsets.US_ASCII), new Base64URL(signature));
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private static DpopProof claims(Key key, String payload) {
        if (!(parsed(payload) instanceof Map<?, ?> claims)
                || !(claims.get("iat") instanceof Long at)
                || at < 0
                || at > LATEST) {
            throw refused("the DPoP proof needs jti, htm, htu and iat");
        }
        return new DpopProof(
                key.confirmation(),
                key.header().getAlgorithm(),
                text(claims, "jti", LONGEST_ID).orElseThrow(() -> refused("the DPoP proof needs a jti")),
                text(claims, "htm", LONGEST_ID).orElseThrow(() -> refused("the DPoP proof needs an htm")),
                text(claims, "htu", LONGEST_ADDRESS).orElseThrow(() -> refused("the DPoP proof needs an htu")),
                Instant.ofEpochSecond(at),
                text(claims, "nonce", LONGEST_ID).orElse(null),
                text(claims, "ath", LONGEST_ID).orElse(null));
    }

    private static @Nullable Object parsed(String payload) {
        try {
            return Json.parse(payload);
        } catch (ProblemException malformed) {
            throw refused("the claims of the DPoP proof are not JSON");
        }
    }

    /** Empty when it is not there; of another type, empty or too long is refused. */
    private static Optional<String> text(Map<?, ?> claims, String name, int longest) {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        if (claims.get(name) instanceof String text && !text.isEmpty() && text.length() <= longest) {
            return Optional.of(text);
        }
        throw refused(name + " of the DPoP proof must be a text of at most " + longest + " characters");
    }

    static OAuthException refused(String description) {
        return new OAuthException(OAuthError.invalidDpopProof(description));
    }
}
