package dev.taskwright.oauth.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.Optional;

/** Other people's public keys, and which signatures are accepted of them: RFC 7518, 3.1; RFC 8037, 3.1. */
public final class PublicKeys {
    /** Signatures made with a key pair, as they are accepted. */
    public static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");

    private static final int SMALLEST_RSA = 2_048;

    private PublicKeys() {}

    /** What checks this key's signatures of this algorithm; empty when the two do not go together or are not accepted. */
    public static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm) {
        try {
            return switch (key) {
                case RSAKey rsa
                when rsa.size() >= SMALLEST_RSA
                        && (algorithm.equals(JWSAlgorithm.RS256) || algorithm.equals(JWSAlgorithm.PS256)) ->
                    Optional.of(new RSASSAVerifier(rsa));
                case ECKey ec
                when algorithm.equals(JWSAlgorithm.ES256) && ec.getCurve().equals(Curve.P_256) ->
                    Optional.of(new ECDSAVerifier(ec));
                case OctetKeyPair pair
                when algorithm.equals(JWSAlgorithm.EdDSA) -> Optional.of(new Ed25519.Verifier(pair));
                default -> Optional.empty();
            };
        } catch (JOSEException unusable) {
            return Optional.empty();
        }
    }
}
