package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JWT-Secured Authorization Request, RFC 9101, through the whole routing. */
class SecuredRequestsTest {
    private static final ECKey KEY = generated();

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db()).development();
    private final User ada = provider.people.add("ada");
    private final Browser browser = provider.browserOf(ada);

    @AfterEach
    void close() {
        data.close();
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private AddedApp app(Map<String, ?> members) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "client_name",
                "Quill",
                "redirect_uris",
                List.of(Provider.CALLBACK),
                "token_endpoint_auth_method",
                "client_secret_post",
                "scope",
                "openid profile api1",
                "jwks",
                new JWKSet(KEY.toPublicJWK()).toJSONObject()));
        metadata.putAll(members);
        return provider.apps.add(People.OPERATOR, ada.handle(), metadata);
    }

    private static JWTClaimsSet.Builder whole(Client client) {
        return new JWTClaimsSet.Builder()
                .issuer(client.id().value())
                .audience(Provider.ISSUER)
                .claim("client_id", client.id().value())
                .claim("response_type", "code")
                .claim("redirect_uri", Provider.CALLBACK)
                .claim("scope", "openid")
                .claim("nonce", "inside")
                .claim("state", Asking.STATE);
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID("e")
                            .type(new JOSEObjectType("oauth-authz-req+jwt"))
                            .build(),
                    claims.build());
            jwt.sign(new ECDSASigner(KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(Client client, String name, String value) {
        return "/oauth2/authorize?client_id=" + client.id() + "&" + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Fields answered(Shown page) {
        return sent(page.location().isEmpty() ? allow(browser, page) : page);
    }

    @Test
    void section5TheObjectAloneIsARequest() {
        Client client = app(Map.of()).client();

        Fields answer = answered(browser.get(path(client, "request", signed(whole(client)))));

        assertThat(answer.text("state")).isEqualTo(Asking.STATE);
        Rights rights = provider.rights(provider.redeem(client, answer.text("code"), null));
        assertThat(rights.nonce()).isEqualTo("inside");
    }

    /** 5: "MUST only use the parameters in the Request Object, even if the same parameter is provided in the query". */
    @Test
    void section5NothingBesideTheObjectCounts() {
        Client client = app(Map.of()).client();
        String beside = "&scope=openid+profile&state=beside&prompt=none&redirect_uri=https%3A%2F%2Fevil.example%2F";

        Shown page = browser.get(path(client, "request", signed(whole(client))) + beside);

        assertThat(Asking.hidden(page, "scope")).isEqualTo("openid");
        assertThat(answered(page).text("state")).isEqualTo(Asking.STATE);
    }

    @Test
    void section5WhatTheObjectLacksIsMissing() {
        Client client = app(Map.of()).client();
        JWTClaimsSet.Builder typeless = whole(client).claim("response_type", null);
        JWTClaimsSet.Builder homeless = whole(client).claim("redirect_uri", null);

        assertError(sent(browser.get(path(client, "request", signed(typeless)))), "invalid_request");
        Shown shown = browser.get(path(client, "request", signed(homeless)) + "&redirect_uri="
                + URLEncoder.encode(Provider.CALLBACK, StandardCharsets.UTF_8));
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith("redirect_uri is missing");
    }

    @Test
    void section5TheClientIdInsideIsTheOneBeside() {
        Client client = app(Map.of()).client();

        Shown shown = browser.get(path(client, "request", signed(whole(client).claim("client_id", "other"))));

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith("client_id is not the same");
    }

    /** 5.2.1 and 5.2.3: by reference. */
    @Test
    void section52TheObjectMayBeFetched() {
        try (Elsewhere place = Elsewhere.publishing("")) {
            String address = place.address("/request.jwt").toString();
            Client client = app(Map.of("request_uris", List.of(address))).client();
            try (Elsewhere real = Elsewhere.publishing(signed(whole(client)))) {
                String there = real.address("/request.jwt").toString();
                Client moved = provider.describe(
                        client,
                        Map.of("request_uris", List.of(there), "jwks", new JWKSet(KEY.toPublicJWK()).toJSONObject()));

                assertThat(answered(browser.get(path(moved, "request_uri", there)))
                                .text("code"))
                        .isNotEmpty();
            }
            Shown empty = browser.get(path(client, "request_uri", address));
            assertThat(empty.status()).isEqualTo(400);
        }
    }

    /** 6.1: encrypted to a published key, with an independent library's eyes. */
    @Test
    void section61TheObjectMayBeEncrypted() throws ParseException, JOSEException {
        Client client = app(Map.of(
                        "request_object_signing_alg", "ES256",
                        "request_object_encryption_alg", "RSA-OAEP-256",
                        "request_object_encryption_enc", "A256GCM"))
                .client();
        RSAKey key = JWKSet.parse(provider.browser().get("/oauth2/jwks").body()).getKeys().stream()
                .filter(each -> KeyUse.ENCRYPTION.equals(each.getKeyUse()) && each instanceof RSAKey)
                .map(RSAKey.class::cast)
                .findFirst()
                .orElseThrow();
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .contentType("JWT")
                        .build(),
                new Payload(signed(whole(client))));
        sealed.encrypt(new RSAEncrypter(key));

        assertThat(answered(browser.get(path(client, "request", sealed.serialize())))
                        .text("code"))
                .isNotEmpty();
        Map<?, ?> facts = (Map<?, ?>)
                Json.parse(browser.get("/.well-known/openid-configuration").body());
        assertThat((List<?>) facts.get("request_object_encryption_alg_values_supported"))
                .anyMatch("RSA-OAEP-256"::equals);
        assertThat((List<?>) facts.get("request_object_encryption_enc_values_supported"))
                .anyMatch("A256GCM"::equals);
    }

    /** 10.5: nothing unsigned from an app that said so, and nothing beside the object either. */
    @Test
    void section105AnAppThatMustSignIsNotHeardOtherwise() {
        AddedApp app = app(Map.of("require_signed_request_object", true));
        Client client = app.client();
        String unsigned = new PlainJWT(whole(client).build()).serialize();

        assertError(sent(browser.get(Asking.request(client))), "invalid_request");
        assertError(sent(browser.get(Asking.request(client, "request", unsigned))), "invalid_request_object");
        Shown plain =
                provider.browser().postRaw("/oauth2/par", Asking.query(client) + "&client_secret=" + app.secret());
        assertThat(plain.status()).isEqualTo(400);
        assertThat(plain.body()).contains("\"invalid_request\"");
        Shown page = browser.get(
                Asking.request(client, "request", signed(whole(client)), "scope", "openid profile", "prompt", "none"));
        assertThat(Asking.hidden(page, "scope")).isEqualTo("openid");
        Shown pushed = provider.browser()
                .postRaw(
                        "/oauth2/par",
                        "client_id=" + client.id() + "&request=" + signed(whole(client)) + "&client_secret="
                                + app.secret());
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    }

    /** RFC 8707, 2: several resources are an array in the object. */
    @Test
    void rfc8707Section2AnObjectMayNameSeveralResources() {
        Client client = app(Map.of()).client();
        String api = Provider.ISSUER + "/api/v1";
        List<String> known = List.of(api, Provider.ISSUER);
        List<String> unknown = List.of(api, "https://other.example");

        assertThat(answered(browser.get(
                                path(client, "request", signed(whole(client).claim("resource", known)))))
                        .text("code"))
                .isNotEmpty();
        assertError(
                sent(browser.get(path(client, "request", signed(whole(client).claim("resource", unknown))))),
                "invalid_target");
    }
}
