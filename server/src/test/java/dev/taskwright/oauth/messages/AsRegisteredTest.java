package dev.taskwright.oauth.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An app that registers itself with everything unusual, and gets exactly that: OpenID Connect Registration, 2. */
@EachDatabase
class AsRegisteredTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Browser program;

    AsRegisteredTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        program = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static Map<?, ?> json(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isIn(200, 201);
        return (Map<?, ?>) Json.parse(shown.body());
    }

    private static Map<String, Object> everythingUnusual(JWKSet keys) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("redirect_uris", List.of(Provider.CALLBACK));
        metadata.put("grant_types", List.of("authorization_code", "refresh_token"));
        metadata.put("token_endpoint_auth_method", "client_secret_post");
        metadata.put("subject_type", "pairwise");
        metadata.put("access_token_format", "opaque");
        metadata.put("id_token_signed_response_alg", "EdDSA");
        metadata.put("id_token_encrypted_response_alg", "ECDH-ES");
        metadata.put("id_token_encrypted_response_enc", "A256GCM");
        metadata.put("userinfo_signed_response_alg", "PS256");
        metadata.put("userinfo_encrypted_response_alg", "RSA-OAEP-256");
        metadata.put("jwks", Json.parse(keys.toPublicJWKSet().toString()));
        return metadata;
    }

    @Test
    void section2WhatIsRegisteredIsWhatIsServed() throws JOSEException, ParseException {
        ECKey forIdTokens = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.ENCRYPTION)
                .keyID("ec")
                .generate();
        RSAKey forUserinfo = new RSAKeyGenerator(2_048)
                .keyUse(KeyUse.ENCRYPTION)
                .keyID("rsa")
                .generate();
        Map<String, Object> metadata = everythingUnusual(new JWKSet(List.of(forIdTokens, forUserinfo)));
        Map<?, ?> registered = json(program.sendJson("POST", "/oauth2/register", Json.text(metadata)));
        String id = String.valueOf(registered.get("client_id"));
        String proof = "&client_id=" + id + "&client_secret=" + registered.get("client_secret");
        Client client = provider.clients.find(id).orElseThrow();

        String code = provider.code(ada, client, "openid email offline_access", null);
        Map<?, ?> tokens = json(program.postRaw(
                "/oauth2/token",
                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Provider.CALLBACK + proof));
        String access = String.valueOf(tokens.get("access_token"));
        JWEObject idToken = JWEObject.parse(String.valueOf(tokens.get("id_token")));
        idToken.decrypt(new ECDHDecrypter(forIdTokens));
        String subject = provider.subjects.of(client, ada.id());
        assertThat(provider.keys.verify(idToken.getPayload().toString(), "JWT"))
                .hasValueSatisfying(claims -> assertThat(claims).containsEntry("sub", subject));

        assertThat(access).startsWith("twa_");
        Shown shown = program.with("Authorization", "Bearer " + access).get("/oauth2/userinfo");
        program.with("Authorization", "");
        JWEObject userinfo = JWEObject.parse(shown.body());
        userinfo.decrypt(new RSADecrypter(forUserinfo));
        assertThat(provider.keys.verify(userinfo.getPayload().toString(), "JWT"))
                .contains(Map.of(
                        "iss",
                        Provider.ISSUER,
                        "aud",
                        id,
                        "sub",
                        subject,
                        "email",
                        "ada@example.org",
                        "email_verified",
                        false));

        assertThat(json(program.postRaw("/oauth2/introspect", "token=" + access + proof))
                        .get("sub"))
                .isEqualTo(subject);
        json(program.postRaw("/oauth2/revoke", "token=" + tokens.get("refresh_token") + proof));
        assertThat(json(program.postRaw("/oauth2/introspect", "token=" + access + proof)))
                .isEqualTo(Map.of("active", false));
    }
}
