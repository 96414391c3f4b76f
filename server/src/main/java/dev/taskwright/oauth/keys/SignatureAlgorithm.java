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
import dev.taskwright.oauth.protocol.Ed25519;
import dev.taskwright.platform.crypto.Digests;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The signatures this server makes: RFC 7518, 3.1. */
public enum SignatureAlgorithm {
    ES256(Family.ELLIPTIC),
    RS256(Family.RSA),
    PS256(Family.RSA),
    /** With Ed25519: RFC 8037, 3.1. */
    EDDSA(Family.EDWARDS),
    /** Opt-in: keys and signatures are long, and few programs know it. RFC 9964. */
    ML_DSA_65(Family.LATTICE);

    /** What a server makes that was not told otherwise. */
    public static final Set<SignatureAlgorithm> USUAL = Set.of(ES256, RS256, PS256, EDDSA);

    private final Family family;

    SignatureAlgorithm(Family family) {
        this.family = family;
    }

    /** What one kind of key does. */
    private enum Family {
        RSA {
            @Override
            JWK generate(JWSAlgorithm algorithm, @Nullable Provider provider) throws JOSEException {
                return generated(new RSAKeyGenerator(2048), algorithm, provider);
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
        ELLIPTIC {
            @Override
            JWK generate(JWSAlgorithm algorithm, @Nullable Provider provider) throws JOSEException {
                return generated(new ECKeyGenerator(Curve.P_256), algorithm, provider);
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
        EDWARDS {
            @Override
            JWK generate(JWSAlgorithm algorithm, @Nullable Provider provider) throws JOSEException {
                return Ed25519.generate(algorithm);
            }

            @Override
            JWSSigner signer(JWK key) throws JOSEException {
                return new Ed25519.Signer(key.toOctetKeyPair());
            }

            @Override
            JWSVerifier verifier(JWK key) throws JOSEException {
                return new Ed25519.Verifier(key.toOctetKeyPair());
            }
        },
        LATTICE {
            @Override
            JWK generate(JWSAlgorithm algorithm, @Nullable Provider provider) throws JOSEException {
                return MlDsa.generate();
            }

            @Override
            JWSSigner signer(JWK key) throws JOSEException {
                return new MlDsa.Signer(key);
            }

            @Override
            JWSVerifier verifier(JWK key) throws JOSEException {
                return new MlDsa.Verifier(key);
            }
        };

        abstract JWK generate(JWSAlgorithm algorithm, @Nullable Provider provider) throws JOSEException;

        abstract JWSSigner signer(JWK key) throws JOSEException;

        abstract JWSVerifier verifier(JWK key) throws JOSEException;

        private static JWK generated(JWKGenerator<?> generator, JWSAlgorithm algorithm, @Nullable Provider provider)
                throws JOSEException {
            JWKGenerator<?> named =
                    generator.keyUse(KeyUse.SIGNATURE).algorithm(algorithm).keyIDFromThumbprint(true);
            return (provider == null ? named : named.provider(provider)).generate();
        }
    }

    JWSSigner signer(JWK key) throws JOSEException {
        return family.signer(key);
    }

    JWSVerifier verifier(JWK key) throws JOSEException {
        return family.verifier(key);
    }

    JWSAlgorithm jose() {
        return JWSAlgorithm.parse(word());
    }

    /** As headers and metadata spell it. */
    public String word() {
        return this == EDDSA ? "EdDSA" : name().replace('_', '-');
    }

    /** By its word. */
    public static Optional<SignatureAlgorithm> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /**
     * The hash of the algorithm itself, which OpenID Connect uses again beside it: Core, 3.1.3.6; RFC 8032, 5.1. for ML-DSA,
     * which uses it throughout (FIPS 204, 3.7), SHAKE256.
     */
    public byte[] hash(byte[] data) {
        return switch (this) {
            case ES256, RS256, PS256 -> Digests.sha256(data);
            case EDDSA -> Digests.sha512(data);
            case ML_DSA_65 -> Digests.shake256(data);
        };
    }

    /** A new private key whose id is its thumbprint: RFC 7638. */
    JWK generate(@Nullable Provider provider) {
        try {
            return family.generate(jose(), provider);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key for " + this, e);
        }
    }
}
