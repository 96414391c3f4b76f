package dev.taskwright.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program's key, and the proofs that it makes with it: RFC 9449, 4.2. */
public final class DpopKey {
    private final JWK key;
    private final JWSAlgorithm algorithm;
    private final FakeClock clock;

    /** A key for ES256. */
    public DpopKey(FakeClock clock) {
        this(generated(), JWSAlgorithm.ES256, clock);
    }

    public DpopKey(JWK key, JWSAlgorithm algorithm, FakeClock clock) {
        this.key = key;
        this.algorithm = algorithm;
        this.clock = clock;
    }

    private static JWK generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public Confirmation confirmation() {
        return Confirmation.ofKey(thumbprint()).orElseThrow();
    }

    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The claims of a proof that is right; for an endpoint that takes no token with null. */
    public Map<String, @Nullable Object> claims(String method, String url, @Nullable String token) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", url);
        claims.put("iat", clock.instant().getEpochSecond());
        if (token != null) {
            claims.put("ath", Digests.sha256Base64Url(token));
        }
        return claims;
    }

    public String proof(String method, String url, @Nullable String token) {
        return sign(claims(method, url, token));
    }

    /** The same with the server's nonce. */
    public String proof(String method, String url, @Nullable String token, String nonce) {
        Map<String, @Nullable Object> claims = claims(method, url, token);
        claims.put("nonce", nonce);
        return sign(claims);
    }

    public String sign(Map<String, ?> claims) {
        return sign(header().build(), claims);
    }

    /** What a right header is made from. */
    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK());
    }

    /** The key with its private half. */
    public JWK whole() {
        return key;
    }

    public String sign(JWSHeader header, Map<String, ?> claims) {
        try {
            JWSObject jws = new JWSObject(header, new Payload(Json.text(claims)));
            jws.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
