package dev.taskwright.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All keys at one moment, opened and ready for use. Immutable. */
final class KeyRing {
    private record Signer(String kid, JWSSigner signer) {}

    private record Verifier(SignatureAlgorithm algorithm, JWSVerifier verifier) {}

    private final Map<SignatureAlgorithm, Signer> signers = new EnumMap<>(SignatureAlgorithm.class);
    private final Map<String, Verifier> verifiers = new HashMap<>();
    private final String published;

    KeyRing(List<SigningKey> keys, Sealer sealer, @Nullable Provider provider) throws JOSEException {
        List<JWK> publicKeys = new ArrayList<>();
        for (SigningKey key : keys) {
            JWK publicKey = key.publicKey();
            publicKeys.add(publicKey);
            verifiers.put(key.kid(), new Verifier(key.algorithm(), verifier(key, publicKey, provider)));
            if (key.state() == SigningKey.State.ACTIVE) {
                byte[] opened = sealer.open(Base64.getDecoder().decode(key.sealedJwk()), key.context());
                JWK privateKey = SigningKey.parse(new String(opened, StandardCharsets.UTF_8));
                signers.put(key.algorithm(), new Signer(key.kid(), signer(key, privateKey, provider)));
            }
        }
        this.published = JSONObjectUtils.toJSONString(new JWKSet(publicKeys).toJSONObject());
    }

    boolean signsWith(SignatureAlgorithm algorithm) {
        return signers.containsKey(algorithm);
    }

    boolean knows(String kid) {
        return verifiers.containsKey(kid);
    }

    Set<SignatureAlgorithm> algorithms() {
        return Collections.unmodifiableSet(signers.keySet());
    }

    /** The public keys as a JWK set: RFC 7517, 5. */
    String published() {
        return published;
    }

    String sign(SignatureAlgorithm algorithm, JOSEObjectType type, Map<String, ?> claims) throws JOSEException {
        Signer signer = signers.get(algorithm);
        if (signer == null) {
            throw new IllegalStateException("no active key for " + algorithm);
        }
        JWSHeader header = new JWSHeader.Builder(algorithm.jose())
                .type(type)
                .keyID(signer.kid())
                .build();
        JWSObject jwt = new JWSObject(header, new Payload(Json.bytes(out -> out.plain(claims))));
        jwt.sign(signer.signer());
        return jwt.serialize();
    }

    /**
     * The payload, if one of these keys signed it: the key decides the algorithm, never the header alone
     * (RFC 8725, 3.1), and the type must be the expected one (3.11).
     */
    Optional<Map<String, Object>> verified(JWSObject jwt, JOSEObjectType type) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        Verifier verifier = header.getKeyID() == null ? null : verifiers.get(header.getKeyID());
        boolean holds = verifier != null
                && verifier.algorithm().jose().equals(header.getAlgorithm())
                && type.equals(header.getType())
                && jwt.verify(verifier.verifier());
        return holds ? Optional.ofNullable(jwt.getPayload().toJSONObject()) : Optional.empty();
    }

    private static JWSSigner signer(SigningKey key, JWK privateKey, @Nullable Provider provider) throws JOSEException {
        JWSSigner signer = key.algorithm().signer(privateKey);
        if (provider != null) {
            signer.getJCAContext().setProvider(provider);
        }
        return signer;
    }

    private static JWSVerifier verifier(SigningKey key, JWK publicKey, @Nullable Provider provider)
            throws JOSEException {
        JWSVerifier verifier = key.algorithm().verifier(publicKey);
        if (provider != null) {
            verifier.getJCAContext().setProvider(provider);
        }
        return verifier;
    }
}
