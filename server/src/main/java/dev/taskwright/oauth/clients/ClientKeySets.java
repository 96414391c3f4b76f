package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.RemoteDocuments;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public keys of apps, also of those that publish them at an address of theirs, and what was signed with them. */
public final class ClientKeySets {
    /** More keys of one name and kind than an honest app ever has; each may cost a verification. */
    private static final int MOST_TRIED = 4;

    private static final int SMALLEST_RSA = 2_048;

    private final RemoteDocuments<JWKSet> remote;

    public ClientKeySets(Outbound outbound, InstantSource clock) {
        this.remote = new RemoteDocuments<>(outbound, clock, ClientKeySets::parse);
    }

    /**
     * All public keys of the app; none when it has none.
     *
     * @throws OutboundRefused when they cannot be fetched
     */
    public JWKSet of(Client client) {
        return of(client.metadata().keys());
    }

    private JWKSet of(ClientKeys keys) {
        URI address = keys.jwksUri();
        if (address != null) {
            return remote.get(address);
        }
        JWKSet inline = keys.jwks();
        return inline == null ? new JWKSet() : inline;
    }

    /**
     * Whether one of the app's keys made this signature, which must be RS256, PS256, ES256 or EdDSA. A key that is not
     * known is looked for once more at the app's address: it may have been changed since.
     *
     * @throws OutboundRefused when the keys cannot be fetched
     */
    public boolean hasSigned(Client client, JWSObject message) {
        return hasSigned(client.metadata().keys(), message);
    }

    /** The same of keys that are no app's. */
    public boolean hasSigned(ClientKeys keys, JWSObject message) {
        if (isSignedByOne(of(keys), message)) {
            return true;
        }
        URI address = keys.jwksUri();
        return address != null && isSignedByOne(remote.fresh(address), message);
    }

    private static boolean isSignedByOne(JWKSet keys, JWSObject message) {
        @Nullable JWKMatcher matcher = JWKMatcher.forJWSHeader(message.getHeader());
        if (matcher == null) {
            return false;
        }
        List<JWK> candidates = new JWKSelector(matcher).select(keys);
        return candidates.stream().limit(MOST_TRIED).anyMatch(key -> isSignedBy(key, message));
    }

    private static boolean isSignedBy(JWK key, JWSObject message) {
        JWSAlgorithm algorithm = message.getHeader().getAlgorithm();
        try {
            return switch (key) {
                case RSAKey rsa
                when rsa.size() >= SMALLEST_RSA
                        && (algorithm.equals(JWSAlgorithm.RS256) || algorithm.equals(JWSAlgorithm.PS256)) ->
                    verifies(new RSASSAVerifier(rsa), message);
                case ECKey ec when algorithm.equals(JWSAlgorithm.ES256) -> verifies(new ECDSAVerifier(ec), message);
                case OctetKeyPair pair when algorithm.equals(JWSAlgorithm.EdDSA) -> verifies(pair, message);
                default -> false;
            };
        } catch (JOSEException | GeneralSecurityException unusable) {
            return false;
        }
    }

    private static boolean verifies(JWSVerifier verifier, JWSObject message) throws JOSEException {
        return verifier.verify(message.getHeader(), message.getSigningInput(), message.getSignature());
    }

    /** RFC 8037, 3.1: Ed25519 only; the point's first bit of the last byte is the sign of x (RFC 8032, 5.1.2). */
    private static boolean verifies(OctetKeyPair pair, JWSObject message) throws GeneralSecurityException {
        byte[] little = pair.getDecodedX();
        if (!pair.getCurve().equals(Curve.Ed25519) || little.length != 32) {
            return false;
        }
        byte[] big = new byte[little.length];
        for (int i = 0; i < little.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        boolean isOdd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(isOdd, new BigInteger(1, big)))));
        signature.update(message.getSigningInput());
        return signature.verify(message.getSignature().decode());
    }

    private static JWKSet parse(byte[] document) {
        try {
            return ClientKeys.read(new String(document, StandardCharsets.UTF_8)).toPublicJWKSet();
        } catch (ParseException malformed) {
            throw new OutboundRefused("the document is not a JWK set");
        }
    }
}
