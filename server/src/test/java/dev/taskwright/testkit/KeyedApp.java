package dev.taskwright.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An app with a key of its own: it proves itself by signed assertions, and signs what else it has to say. */
public final class KeyedApp {
    public final Client client;
    public final ECKey key;

    private final Provider provider;

    private KeyedApp(Provider provider, Client client, ECKey key) {
        this.provider = provider;
        this.client = client;
        this.key = key;
    }

    /** Added by the operator with these members beside its key. */
    public static KeyedApp of(Provider provider, User owner, Map<String, ?> members) {
        ECKey key = newKey();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("client_name", "Till");
        all.put("redirect_uris", List.of(Provider.CALLBACK));
        all.put("token_endpoint_auth_method", "private_key_jwt");
        all.put("jwks", Map.of("keys", List.of(key.toPublicJWK().toJSONObject())));
        all.put("scope", "openid profile email offline_access api1");
        all.putAll(members);
        return new KeyedApp(
                provider,
                provider.apps.add(People.OPERATOR, owner.handle(), all).client(),
                key);
    }

    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a proof of itself; a null value takes one away. */
    public Map<String, Object> proof() {
        Map<String, Object> claims = statement();
        claims.put("sub", client.id().value());
        return claims;
    }

    /** What any of its statements to this server says: who, to whom, when, under which id. */
    public Map<String, Object> statement() {
        long now = provider.clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", client.id().value());
        claims.put("aud", Provider.ISSUER);
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 300);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    public String signed(Map<String, Object> claims) {
        return signed(key, null, claims);
    }

    /** @param type the header's {@code typ}; null for none */
    public static String signed(ECKey key, @Nullable String type, Map<String, Object> claims) {
        try {
            JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
            claims.forEach((name, value) -> builder.claim(
                    name,
                    value instanceof Long seconds
                                    && List.of("iat", "nbf", "exp").contains(name)
                            ? Date.from(Instant.ofEpochSecond(seconds))
                            : value));
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID("one")
                            .type(type == null ? null : new JOSEObjectType(type))
                            .build(),
                    builder.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A form (name, value, name, value …) with a fresh proof. */
    public String form(String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        all.put("client_assertion", signed(proof()));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return encoded(all);
    }

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What an answer in JSON says. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> json(Browser.Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }
}
