package dev.taskwright.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.SeededKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Signatures that a quantum computer does not forge: ML-DSA-65 of FIPS 204, in JWS as RFC 9964 has it. By the JDK itself,
 * which is faster here than the other provider.
 */
final class MlDsa {
    private static final String NAME = "ML-DSA-65";
    private static final int PUBLIC_LENGTH = 1_952;

    /** What stands before the bytes of a public key in its DER form: RFC 9881, 4. */
    private static final byte[] PUBLIC_HEAD = HexFormat.of().parseHex("308207b2300b0609608648016503040312038207a100");

    private MlDsa() {}

    static JWK generate() throws JOSEException {
        return fromSeed(new RandomTokens().bytes(SeededKeyPair.SEED_LENGTH));
    }

    /** The same key for the same seed: FIPS 204, 6.1. */
    static MlDsaKey fromSeed(byte[] seed) throws JOSEException {
        byte[] der = SeededKeyPair.mlDsa65(seed).getPublic().getEncoded();
        return MlDsaKey.of(Arrays.copyOfRange(der, der.length - PUBLIC_LENGTH, der.length), seed);
    }

    /** What signing and verifying have in common. */
    abstract static sealed class Half implements JWSProvider {
        private final JCAContext context = new JCAContext();

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(MlDsaKey.ALGORITHM);
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }

    /** Safe for many threads. */
    static final class Signer extends Half implements JWSSigner {
        private final PrivateKey key;

        Signer(JWK own) {
            this.key = SeededKeyPair.mlDsa65(((MlDsaKey) own).seedBytes()).getPrivate();
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initSign(key);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("cannot sign with ML-DSA", e);
            }
        }
    }

    /** Safe for many threads. */
    static final class Verifier extends Half implements JWSVerifier {
        private final PublicKey key;

        Verifier(JWK published) throws JOSEException {
            byte[] tail = ((MlDsaKey) published).publicBytes();
            byte[] der = Arrays.copyOf(PUBLIC_HEAD, PUBLIC_HEAD.length + tail.length);
            System.arraycopy(tail, 0, der, PUBLIC_HEAD.length, tail.length);
            try {
                this.key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                throw new JOSEException("not a key of ML-DSA-65", e);
            }
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL presented) throws JOSEException {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(presented.decode());
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new JOSEException("cannot verify with ML-DSA", e);
            }
        }
    }
}
