package dev.taskwright.oauth.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** EdDSA with Ed25519 by the crypto provider in use (RFC 8037, 3.1); Nimbus itself would need a further library for it. */
public final class Ed25519 {
    private static final int KEY_LENGTH = 32;
    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes of a key in its DER form: RFC 8410, 4 and 7. */
    private static final byte[] PUBLIC_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] PRIVATE_HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** A new private key, named by its thumbprint. */
    public static JWK generate(JWSAlgorithm algorithm) throws JOSEException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            return new OctetKeyPair.Builder(Curve.Ed25519, tail(pair.getPublic().getEncoded()))
                    .d(tail(pair.getPrivate().getEncoded()))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException e) {
            throw new JOSEException("every JDK has Ed25519", e);
        }
    }

    private static Base64URL tail(byte[] der) {
        return Base64URL.encode(Arrays.copyOfRange(der, der.length - KEY_LENGTH, der.length));
    }

    private static byte[] der(byte[] head, Base64URL key) {
        byte[] whole = Arrays.copyOf(head, head.length + KEY_LENGTH);
        byte[] tail = key.decode();
        System.arraycopy(tail, 0, whole, head.length, Math.min(KEY_LENGTH, tail.length));
        return whole;
    }

    /** What signing and verifying have in common. */
    public abstract static sealed class Half implements JWSProvider {
        private final JCAContext context = new JCAContext();

        /** A signature about to read the input. */
        Signature begun(Start start, byte[] input) throws GeneralSecurityException {
            Provider provider = context.getProvider();
            Signature signature =
                    provider == null ? Signature.getInstance(NAME) : Signature.getInstance(NAME, provider);
            start.begin(signature);
            signature.update(input);
            return signature;
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.EdDSA);
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }

    @FunctionalInterface
    interface Start {
        void begin(Signature signature) throws GeneralSecurityException;
    }

    /** Reads one half of a key. */
    @FunctionalInterface
    private interface Reading<K> {
        K read(KeyFactory factory) throws GeneralSecurityException;
    }

    private static <K> K key(Reading<K> reading) throws JOSEException {
        try {
            return reading.read(KeyFactory.getInstance(NAME));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 key", e);
        }
    }

    /** Safe for many threads. */
    public static final class Signer extends Half implements JWSSigner {
        private final PrivateKey key;

        /** Throws when the pair has no private half. */
        public Signer(OctetKeyPair pair) throws JOSEException {
            this.key = key(keys -> keys.generatePrivate(new PKCS8EncodedKeySpec(der(PRIVATE_HEAD, pair.getD()))));
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                return Base64URL.encode(
                        begun(signature -> signature.initSign(key), input).sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("cannot sign with Ed25519", e);
            }
        }
    }

    /** Safe for many threads. */
    public static final class Verifier extends Half implements JWSVerifier {
        private final PublicKey key;

        /** Throws for what is no key of this curve. */
        public Verifier(OctetKeyPair pair) throws JOSEException {
            if (!pair.getCurve().equals(Curve.Ed25519) || pair.getDecodedX().length != KEY_LENGTH) {
                throw new JOSEException("not an Ed25519 key");
            }
            this.key = key(keys -> keys.generatePublic(new X509EncodedKeySpec(der(PUBLIC_HEAD, pair.getX()))));
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL presented) throws JOSEException {
            try {
                return begun(signature -> signature.initVerify(key), input).verify(presented.decode());
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new JOSEException("cannot verify with Ed25519", e);
            }
        }
    }
}
