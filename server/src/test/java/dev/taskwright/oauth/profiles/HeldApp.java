package dev.taskwright.oauth.profiles;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.authorize.Asking;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app that is held to a profile, with its keys: it proves itself by {@code private_key_jwt} and signs with ES256. */
final class HeldApp {
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = Digests.sha256Base64Url(VERIFIER);
    static final String TOKEN = "/oauth2/token";
    static final String PAR = "/oauth2/par";

    final Client client;
    final DpopKey key;

    private final Provider provider;
    private final Browser itself;
    private final ECKey signing;

    private HeldApp(Provider provider, ECKey signing, Client client) {
        this.provider = provider;
        this.signing = signing;
        this.client = client;
        this.itself = provider.browser();
        this.key = new DpopKey(provider.clock);
    }

    /** @param more members of its registration */
    static HeldApp of(Provider provider, String handle, String profile, String more) throws JOSEException {
        ECKey signing = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        String metadata = "{\"client_name\":\"Quill\",\"redirect_uris\":[\"" + Provider.CALLBACK
                + "\"],\"scope\":\"openid profile offline_access api1\",\"security_profile\":\"" + profile
                + "\",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":["
                + signing.toPublicJWK().toJSONString() + "]}" + more + "}";
        return new HeldApp(
                provider,
                signing,
                provider.apps.add(People.OPERATOR, handle, Json.parse(metadata)).client());
    }

    /** Posts a form with what proves the app, and a proof of its DPoP key. */
    Shown post(String path, String form) {
        return post(path, form, key);
    }

    Shown post(String path, String form, @Nullable DpopKey by) {
        itself.with("DPoP", by == null ? "" : by.proof("POST", Provider.ISSUER + path, null));
        return itself.postRaw(
                path,
                form + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + signed(JOSEObjectType.JWT, assertion()));
    }

    /** A pushed request as {@link Asking#query} has it, with PKCE. */
    Shown push(String... changes) {
        return post(PAR, pkce(changes));
    }

    String pkce(String... changes) {
        return "code_challenge=" + CHALLENGE + "&code_challenge_method=S256&" + Asking.query(client, changes);
    }

    static String requestUri(Shown pushed) {
        return text(pushed, "request_uri");
    }

    /** Where a person goes with a pushed request. */
    String address(String requestUri) {
        return "/oauth2/authorize?client_id=" + client.id() + "&request_uri=" + requestUri;
    }

    Shown redeem(String code, @Nullable DpopKey by) {
        return post(
                TOKEN,
                "grant_type=authorization_code&code=" + code + "&code_verifier=" + VERIFIER + "&redirect_uri="
                        + URLEncoder.encode(Provider.CALLBACK, StandardCharsets.UTF_8),
                by);
    }

    Shown refresh(String token) {
        return post(TOKEN, "grant_type=refresh_token&refresh_token=" + token);
    }

    /** The claims of a request object that is right, with the parameters of {@link #pkce}. */
    JWTClaimsSet.Builder request(String... changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client.id().value())
                .audience(Provider.ISSUER)
                .notBeforeTime(in(0))
                .expirationTime(in(300));
        Fields parameters = QueryText.parse(pkce(changes));
        parameters.names().forEach(name -> claims.claim(name, parameters.text(name)));
        return claims;
    }

    String signed(JWTClaimsSet.Builder request) {
        return signed(new JOSEObjectType("oauth-authz-req+jwt"), request.build());
    }

    static String unsigned(JWTClaimsSet.Builder request) {
        return new PlainJWT(request.build()).serialize();
    }

    Date in(int seconds) {
        return Date.from(provider.clock.instant().plusSeconds(seconds));
    }

    static String text(Shown shown, String member) {
        Object value = ((Map<?, ?>) Objects.requireNonNull(Json.parse(shown.body()))).get(member);
        return String.valueOf(value);
    }

    private JWTClaimsSet assertion() {
        return new JWTClaimsSet.Builder()
                .issuer(client.id().value())
                .subject(client.id().value())
                .audience(Provider.ISSUER)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(60))
                .build();
    }

    private String signed(JOSEObjectType type, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(type)
                            .keyID("one")
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(signing));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
