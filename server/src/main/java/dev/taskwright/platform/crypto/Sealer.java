package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the server itself must read again (signing keys, TOTP seeds, upstream secrets) with AES-256-GCM under the
 * key file. A sealed value is one version byte, 12 random bytes, and the ciphertext with its 16-byte tag.
 *
 * <p>The context says what and whose the value is ({@code "signing_key:" + id}): a value moved to another row, or to
 * another purpose, does not open.
 */
public final class Sealer {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomTokens random;

    public Sealer(KeyFile keyFile, RandomTokens random) {
        this.key = new SecretKeySpec(keyFile.derive("seal").getEncoded(), "AES");
        this.random = random;
    }

    public byte[] seal(byte[] secret, String context) {
        byte[] nonce = random.bytes(NONCE_BYTES);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            byte[] sealed = new byte[1 + NONCE_BYTES + body.length];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
            System.arraycopy(body, 0, sealed, 1 + NONCE_BYTES, body.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** @throws SealBroken when it was sealed under another key or context, or altered since */
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new SealBroken(context);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new SealBroken(context);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }
}
