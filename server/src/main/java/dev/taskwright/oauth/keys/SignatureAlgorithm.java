package dev.taskwright.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signatures this server makes: RFC 7518, 3.1. */
public enum SignatureAlgorithm {
    ES256 {
        @Override
        JWKGenerator<?> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new ECDSASigner(key.toECKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new ECDSAVerifier(key.toECKey());
        }
    },
    RS256 {
        @Override
        JWKGenerator<?> generator() {
            return new RSAKeyGenerator(2048);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new RSASSASigner(key.toRSAKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new RSASSAVerifier(key.toRSAKey());
        }
    },
    PS256 {
        @Override
        JWKGenerator<?> generator() {
            return new RSAKeyGenerator(2048);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new RSASSASigner(key.toRSAKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new RSASSAVerifier(key.toRSAKey());
        }
    },
    /** With Ed25519: RFC 8037, 3.1. */
    EDDSA {
        @Override
        JWKGenerator<?> generator() {
            throw new UnsupportedOperationException("made by Ed25519");
        }

        @Override
        JWK generate(@Nullable Provider provider) {
            return Ed25519.generate();
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new Ed25519.Signer(key.toOctetKeyPair());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new Ed25519.Verifier(key.toOctetKeyPair());
        }
    };

    abstract JWKGenerator<?> generator();

    abstract JWSSigner signer(JWK key) throws JOSEException;

    abstract JWSVerifier verifier(JWK key) throws JOSEException;

    JWSAlgorithm jose() {
        return JWSAlgorithm.parse(word());
    }

    /** As headers and metadata spell it. */
    public String word() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** By its word. */
    public static Optional<SignatureAlgorithm> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** A new private key whose id is its thumbprint: RFC 7638. */
    JWK generate(@Nullable Provider provider) {
        try {
            JWKGenerator<?> generator =
                    generator().keyUse(KeyUse.SIGNATURE).algorithm(jose()).keyIDFromThumbprint(true);
            return (provider == null ? generator : generator.provider(provider)).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key for " + this, e);
        }
    }
}
