package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.CodeHash;
import com.nimbusds.openid.connect.sdk.claims.StateHash;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenID Connect Core, 2, 3.1.3.6, 3.2.2.10, 3.3.2.11, 5.4, 5.5 and 8. */
class IdTokensTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Client client = provider.webApp(ada).client();

    @AfterEach
    void close() {
        data.close();
    }

    private Rights rights(String scopes, String claims) {
        ScopeSet wanted = ScopeSet.stored(scopes);
        PreparedGrant grant = provider.authorizations.prepare(new GrantTerms(
                ada.id(),
                client.id(),
                "a session",
                wanted,
                provider.signedInNow(),
                ClaimsRequest.parse(claims).orElseThrow(),
                "n-0S6_WzA2Mj",
                false,
                Bounds.NONE));
        return provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), wanted);
            return provider.authorizations.start(tx, grant);
        });
    }

    private FrontAnswer inFront(Client to, ResponseType type) {
        return provider.tokens.inFront(
                to, rights("openid email", "{}"), type, type.hasCode() ? "the code" : null, "the state");
    }

    private static Map<String, Object> claims(@Nullable String token) {
        try {
            return SignedJWT.parse(String.valueOf(token)).getPayload().toJSONObject();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private Client registered(String member, Object value) {
        return provider.describe(client, Map.of(member, value));
    }

    /** The halves of an independent library. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ML_DSA_65")
    void section33211TheHashesAreThoseOfTheTokensAlgorithm(SignatureAlgorithm algorithm) {
        Client app = registered("id_token_signed_response_alg", algorithm.word());

        FrontAnswer answer = inFront(app, ResponseType.CODE_ID_TOKEN_TOKEN);

        JWSAlgorithm jose = JWSAlgorithm.parse(algorithm.word());
        Curve curve = algorithm == SignatureAlgorithm.EDDSA ? Curve.Ed25519 : null;
        assertThat(claims(answer.idToken()))
                .containsEntry(
                        "at_hash",
                        AccessTokenHash.compute(new BearerAccessToken(answer.accessToken()), jose, curve)
                                .getValue())
                .containsEntry(
                        "c_hash",
                        CodeHash.compute(new AuthorizationCode("the code"), jose, curve)
                                .getValue())
                .containsEntry(
                        "s_hash",
                        StateHash.compute(new State("the state"), jose, curve).getValue());
    }

    @ParameterizedTest
    @EnumSource(ResponseType.class)
    void section32210And33211EachResponseTypeGetsItsTokensAndHashes(ResponseType type) {
        FrontAnswer answer = inFront(client, type);

        assertThat(answer.accessToken() != null).isEqualTo(type.hasToken());
        assertThat(answer.idToken() != null).isEqualTo(type.hasIdToken());
        if (type.hasIdToken()) {
            Map<String, Object> claims = claims(answer.idToken());
            assertThat(claims.containsKey("at_hash")).isEqualTo(type.hasToken());
            assertThat(claims.containsKey("c_hash")).isEqualTo(type.hasCode());
            assertThat(claims).containsEntry("nonce", "n-0S6_WzA2Mj");
            assertThat(claims.containsKey("email")).as("5.4").isEqualTo(type == ResponseType.ID_TOKEN);
        }
    }

    @Test
    void section2ItSaysWhenAndHowThePersonSignedIn() {
        assertThat(claims(inFront(client, ResponseType.ID_TOKEN).idToken()))
                .containsEntry("auth_time", provider.clock.instant().getEpochSecond())
                .containsEntry("acr", "urn:taskwright:acr:password")
                .containsEntry("amr", List.of("pwd"));
    }

    @Test
    void section55ClaimsAskedForInTheIdTokenStandThere() {
        Rights rights = rights("openid", "{\"id_token\":{\"email\":{\"essential\":true},\"website\":null}}");

        TokenAnswer answer = provider.tokens.issue(client, rights);

        assertThat(claims(answer.idToken()))
                .containsEntry("email", "ada@example.org")
                .doesNotContainKeys("website", "name");
        assertThat(claims(answer.accessToken())).doesNotContainKeys("email", "userinfo");
    }

    /** 12.2: no nonce, and the time of the first sign-in; 5.5 holds for as long as the grant does. */
    @Test
    void section122ARefreshedTokenSaysTheSameOfTheSignIn() {
        String code = provider.codeWith(
                ada,
                client,
                "openid offline_access",
                ClaimsRequest.parse("{\"id_token\":{\"email\":null}}").orElseThrow());
        long signedIn = provider.clock.instant().getEpochSecond();
        Rights first = provider.rights(provider.redeem(client, code, null));
        provider.clock.advance(Duration.ofDays(1));

        RefreshToken token = Objects.requireNonNull(first.refreshToken());
        Rights next =
                provider.rights(provider.db.write(tx -> provider.families.refresh(tx, client, token, null, null)));

        assertThat(claims(provider.tokens.issue(client, next).idToken()))
                .containsEntry("auth_time", signedIn)
                .containsEntry("amr", List.of("pwd"))
                .containsEntry("email", "ada@example.org")
                .containsEntry(
                        "sid",
                        claims(provider.tokens.issue(client, first).idToken()).get("sid"))
                .doesNotContainKey("nonce");
    }

    @Test
    void section8APairwiseAppSeesItsOwnSubjectEverywhere() {
        Client pairwise = registered("subject_type", "pairwise");
        String subject = provider.subjects.of(pairwise, ada.id());

        TokenAnswer answer = provider.tokens.issue(pairwise, rights("openid email api1", "{}"));

        assertThat(subject).isNotEqualTo(ada.id().toString());
        assertThat(claims(answer.idToken())).containsEntry("sub", subject).doesNotContainKey("userid");
        assertThat(claims(answer.accessToken())).containsEntry("sub", subject).doesNotContainKey("userid");
        assertThat(provider.accessTokens.find(answer.accessToken()))
                .as("the person is found through the authorization")
                .hasValueSatisfying(token -> assertThat(token.user()).isEqualTo(ada.id()));
    }

    @Test
    void section102AnEncryptedTokenIsForTheAppAlone() throws JOSEException, ParseException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("app").generate();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("id_token_signed_response_alg", "ES256");
        metadata.put("id_token_encrypted_response_alg", "ECDH-ES+A128KW");
        metadata.put("jwks", Json.parse(new JWKSet(key).toPublicJWKSet().toString()));
        Client app = provider.describe(client, metadata);

        String token = String.valueOf(
                provider.tokens.issue(app, rights("openid", "{}")).idToken());

        JWEObject jwe = JWEObject.parse(token);
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo("A128CBC-HS256");
        jwe.decrypt(new ECDHDecrypter(key));
        String inner = jwe.getPayload().toString();
        assertThat(claims(inner)).containsEntry("sub", ada.id().toString());
        assertThat(provider.idTokens.read(inner))
                .as("3.1.2.1: what it decrypted is a hint")
                .isPresent();
        assertThat(provider.idTokens.read(token)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void section3121AHintIsReadInAnyAlgorithmAndAtAnyAge(SignatureAlgorithm algorithm) {
        provider.keys.ensure(Set.of(algorithm));
        Client app = registered("id_token_signed_response_alg", algorithm.word());
        String token = String.valueOf(inFront(app, ResponseType.ID_TOKEN).idToken());
        provider.clock.advance(Duration.ofDays(2));

        assertThat(provider.idTokens.read(token)).hasValueSatisfying(hint -> {
            assertThat(hint.audience()).containsExactly(client.id().value());
            assertThat(hint.subject()).isEqualTo(ada.id().toString());
            assertThat(hint.sid()).isEqualTo(claims(token).get("sid"));
        });
    }

    @Test
    void whatIsNoIdTokenIsNoHint() {
        String access = provider.tokens.issue(client, rights("openid", "{}")).accessToken();
        String userinfo = provider.messages.write(
                client,
                client.metadata().messages().userinfo(),
                SignatureAlgorithm.RS256,
                "JWT",
                Map.of("iss", Provider.ISSUER, "aud", client.id().value(), "sub", "1"));
        String foreign = provider.keys.sign(
                SignatureAlgorithm.RS256, "JWT", Map.of("iss", "https://x.example", "aud", "a", "sub", "1", "exp", 1));

        for (String text : List.of(access, userinfo, foreign, "x", "", "a.b.c")) {
            assertThat(provider.idTokens.read(text)).as(text).isEmpty();
        }
    }
}
