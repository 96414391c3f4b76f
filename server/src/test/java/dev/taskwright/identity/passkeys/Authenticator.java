package dev.taskwright.identity.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authenticator and the browser before it, for tests: Web Authentication, 5.8.1, 6.1 and 6.5, with one ES256 key and no
 * attestation. What it gets wrong is set by the test.
 */
public final class Authenticator {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final byte[] id;
    private final KeyPair keys;
    private String origin;
    private int flags = PRESENT | VERIFIED;
    private int counter;

    public Authenticator(String origin, int number) {
        this.origin = origin;
        this.id = Digests.sha256(("authenticator " + number).getBytes(UTF_8));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The page that asks is another site's. */
    public Authenticator at(String otherOrigin) {
        this.origin = otherOrigin;
        return this;
    }

    /** A finger is on it, but whose was not looked at. */
    public Authenticator withoutVerification() {
        this.flags = PRESENT;
        return this;
    }

    /** It has signed this often. */
    public Authenticator counting(int signatures) {
        this.counter = signatures;
        return this;
    }

    public String create(String options) {
        Map<?, ?> asked = (Map<?, ?>) Json.parse(options);
        String place = String.valueOf(((Map<?, ?>) asked.get("rp")).get("id"));
        byte[] data = data(place, flags | ATTESTED, attested());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", TEXT.encodeToString(client("webauthn.create", asked)));
        response.put("attestationObject", TEXT.encodeToString(attestation(data)));
        return credential(response);
    }

    public String get(String options, String user) {
        Map<?, ?> asked = (Map<?, ?>) Json.parse(options);
        byte[] client = client("webauthn.get", asked);
        byte[] data = data(String.valueOf(asked.get("rpId")), flags, new byte[0]);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", TEXT.encodeToString(client));
        response.put("authenticatorData", TEXT.encodeToString(data));
        response.put("signature", TEXT.encodeToString(sign(joined(data, Digests.sha256(client)))));
        response.put("userHandle", TEXT.encodeToString(user.getBytes(UTF_8)));
        return credential(response);
    }

    private String credential(Map<String, Object> response) {
        return Json.text(Map.of(
                "id", TEXT.encodeToString(id),
                "rawId", TEXT.encodeToString(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of()));
    }

    private byte[] client(String type, Map<?, ?> asked) {
        return Json.text(Map.of(
                        "type",
                        type,
                        "challenge",
                        String.valueOf(asked.get("challenge")),
                        "origin",
                        origin,
                        "crossOrigin",
                        false))
                .getBytes(UTF_8);
    }

    private byte[] data(String place, int said, byte[] rest) {
        return ByteBuffer.allocate(37 + rest.length)
                .put(Digests.sha256(place.getBytes(UTF_8)))
                .put((byte) said)
                .putInt(counter)
                .put(rest)
                .array();
    }

    /** 6.5.2: the make of the device, the id, and the key as a COSE map. */
    private byte[] attested() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        byte[] cose = joined(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
                joined(
                        coordinate(key.getW().getAffineX()),
                        joined(
                                new byte[] {0x22, 0x58, 0x20},
                                coordinate(key.getW().getAffineY()))));
        return joined(
                ByteBuffer.allocate(18 + id.length)
                        .put(new byte[16])
                        .putShort((short) id.length)
                        .put(id)
                        .array(),
                cose);
    }

    /** {@code {"fmt": "none", "attStmt": {}, "authData": data}} in CBOR. */
    private static byte[] attestation(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xa3);
        out.writeBytes(cborText("fmt"));
        out.writeBytes(cborText("none"));
        out.writeBytes(cborText("attStmt"));
        out.write(0xa0);
        out.writeBytes(cborText("authData"));
        out.write(0x58);
        out.write(data.length);
        out.writeBytes(data);
        return out.toByteArray();
    }

    private static byte[] cborText(String text) {
        return joined(new byte[] {(byte) (0x60 | text.length())}, text.getBytes(UTF_8));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private byte[] sign(byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
