package dev.taskwright.platform.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/**
 * Key pairs that follow from a seed, so that 32 bytes are all there is to keep: FIPS 204, 6.1. The JDK takes the seed of a new
 * pair from the randomness that it is given, and has no other way to name one.
 */
public final class SeededKeyPair {
    public static final int SEED_LENGTH = 32;

    private SeededKeyPair() {}

    /** The same pair of ML-DSA-65 for the same seed. */
    public static KeyPair mlDsa65(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-65");
            generator.initialize(NamedParameterSpec.ML_DSA_65, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 24 has ML-DSA-65", e);
        }
    }

    /** Says what it was told to say, once. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] seed;
        private boolean isSpent;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (isSpent || bytes.length != SEED_LENGTH || seed.length != SEED_LENGTH) {
                throw new IllegalStateException("a key pair is made of one seed of " + SEED_LENGTH + " bytes");
            }
            isSpent = true;
            System.arraycopy(seed, 0, bytes, 0, SEED_LENGTH);
        }
    }
}
