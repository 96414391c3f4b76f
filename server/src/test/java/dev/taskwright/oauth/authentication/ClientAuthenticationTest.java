package dev.taskwright.oauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6749, 2.3; RFC 7523, 3; OpenID Connect Core, 9; checklist S16 and S27. */
@EachDatabase
class ClientAuthenticationTest {
    private final TestDatabase data;
    private final Provider provider;
    private final ECKey key;

    ClientAuthenticationTest(DatabaseKind kind) throws JOSEException {
        data = kind.fresh();
        provider = new Provider(data.db()).development();
        provider.people.add("ada");
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aKeyOfTheAppProvesIt() throws JOSEException {
        Client client = keyed();

        assertThat(authenticate(signed(claims(client).build())).id()).isEqualTo(client.id());
    }

    @Test
    void aKeyAtTheAppsAddressProvesItToo() throws JOSEException {
        try (Elsewhere other =
                Elsewhere.publishing("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}")) {
            Client client = app("{\"redirect_uris\":[\"https://q.example/cb\"],"
                            + "\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks_uri\":\""
                            + other.address("/jwks") + "\"}")
                    .client();

            assertThat(authenticate(signed(claims(client).build())).id()).isEqualTo(client.id());
            authenticate(signed(claims(client).jwtID("two").build()));
            assertThat(other.asked()).hasSize(1);
        }
    }

    @Test
    void theSecretSignsToo() throws JOSEException {
        AddedApp added = app("""
                {"redirect_uris":["https://q.example/cb"],"token_endpoint_auth_method":"client_secret_jwt"}""");
        JWSSigner signer = new MACSigner(String.valueOf(added.secret()));

        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), claims(added.client()).build());
        jwt.sign(signer);
        assertThat(authenticate(jwt.serialize()).id()).isEqualTo(added.client().id());

        SignedJWT wrong = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                claims(added.client()).jwtID("two").build());
        wrong.sign(new MACSigner("x".repeat(43)));
        assertRefused(wrong.serialize(), "signature");
    }

    @Test
    void fapi2Section5321AnAssertionNamesTheIssuerAndNothingElse() throws JOSEException {
        Client client = app("{\"redirect_uris\":[\"https://q.example/cb\"],\"security_profile\":\"fapi2\","
                        + "\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":["
                        + key.toJSONString() + "]}}")
                .client();

        assertThat(authenticate(signed(claims(client).build())).id()).isEqualTo(client.id());
        assertRefused(
                signed(claims(client)
                        .audience(Provider.ISSUER + "/oauth2/token")
                        .build()),
                "aud");
        assertRefused(
                signed(claims(client)
                        .audience(List.of(Provider.ISSUER, Provider.ISSUER + "/oauth2/token"))
                        .build()),
                "aud");
    }

    /** RFC 7523, 3, 7: jti. */
    @Test
    void anAssertionIsUsedOnce() throws JOSEException {
        String assertion = signed(claims(keyed()).build());
        authenticate(assertion);

        assertRefused(assertion, "used before");
        provider.clock.advance(Duration.ofMinutes(10));
        assertThat(provider.assertions.forget()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneIsRight() throws JOSEException, InterruptedException {
        String assertion = signed(claims(keyed()).build());
        Callable<Client> once = () -> authenticate(assertion);
        int right = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Client> each : threads.invokeAll(Collections.nCopies(64, once))) {
                try {
                    each.get();
                    right++;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(OAuthException.class);
                }
            }
        }
        assertThat(right).isEqualTo(1);
    }

    @Test
    void claimsThatAreWrongProveNothing() throws JOSEException {
        Client client = keyed();
        Date now = Date.from(provider.clock.instant());
        assertRefused(signed(claims(client).audience("https://other.example").build()), "aud");
        assertRefused(
                signed(claims(client)
                        .audience(List.of(Provider.ISSUER, "https://other.example"))
                        .build()),
                "aud");
        assertRefused(signed(claims(client).audience((String) null).build()), "aud");
        assertRefused(signed(claims(client).issuer("someone").build()), "iss");
        assertRefused(signed(claims(client).jwtID(null).build()), "jti");
        assertRefused(signed(claims(client).jwtID("x".repeat(301)).build()), "jti");
        assertRefused(signed(claims(client).expirationTime(null).build()), "exp");
        assertRefused(signed(claims(client).expirationTime(later(-61)).build()), "exp");
        assertRefused(signed(claims(client).expirationTime(later(3_700)).build()), "exp");
        assertRefused(signed(claims(client).notBeforeTime(later(90)).build()), "nbf");
        assertRefused(signed(claims(client).issueTime(later(90)).build()), "iat");
        assertThat(authenticate(signed(claims(client)
                                .issueTime(later(10))
                                .notBeforeTime(now)
                                .build()))
                        .id())
                .isEqualTo(client.id());
    }

    /** RFC 8725, 3.1: no unsigned, no foreign key, no public key used as a secret. */
    @Test
    void signaturesThatAreWrongProveNothing() throws JOSEException {
        Client client = keyed();
        assertRefused(new PlainJWT(claims(client).build()).serialize(), "signed JWT");
        ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        assertRefused(signed(claims(client).build(), foreign), "signature");
        SignedJWT confused =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(client).build());
        confused.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertRefused(confused.serialize(), "method CLIENT_SECRET_JWT");
    }

    @Test
    void oneMethodOnly() throws JOSEException {
        Client client = keyed();
        String assertion = signed(claims(client).build());

        assertRefused(List.of("Basic YTpi"), form(assertion), "more than one");
        Map<String, String> both = form(assertion);
        both.put("client_secret", "x");
        assertRefused(List.of(), both, "more than one");
        Map<String, String> other = form(assertion);
        other.put("client_id", "someone");
        assertRefused(List.of(), other, "client_id differs");
        Map<String, String> untyped = form(assertion);
        untyped.remove("client_assertion_type");
        assertRefused(List.of(), untyped, "known type");
        assertRefused(List.of("Basic YTpi", "Basic YTpi"), Map.of(), "more than one");
    }

    /** Two secrets overlap while one is replaced. */
    @Test
    void anOldSecretHoldsUntilTheOverlapEnds() {
        AddedApp first =
                app("{\"redirect_uris\":[\"https://q.example/cb\"],\"client_id\":\"quill\",\"client_secret\":\"old\"}");
        AddedApp second = provider.apps.addSecret(People.OPERATOR, "quill", Duration.ofHours(1));

        assertThat(first.secret()).isEqualTo("old");
        assertThat(withSecret("old").id()).isEqualTo(first.client().id());
        assertThat(withSecret(String.valueOf(second.secret())).id())
                .isEqualTo(first.client().id());
        provider.clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> withSecret("old")).isInstanceOf(OAuthException.class);
        assertThat(withSecret(String.valueOf(second.secret())).id())
                .isEqualTo(first.client().id());
    }

    @Test
    void whateverIsPresentedIsAnsweredInTheProtocolsWords() {
        Random random = new Random(6749);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String header = (i % 3 == 0 ? "" : "Basic ")
                    + (i % 2 == 0 ? text : Base64.getEncoder().encodeToString(bytes));
            assertThatThrownBy(() -> authenticate(List.of(header), name -> Optional.empty()))
                    .isInstanceOf(OAuthException.class);
            String part = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            Map<String, String> form = form(i % 2 == 0 ? text : part + "." + part + "." + part);
            assertThatThrownBy(() -> authenticate(List.of(), name -> Optional.ofNullable(form.get(name))))
                    .isInstanceOf(OAuthException.class);
        }
    }

    private Client keyed() {
        return app("{\"redirect_uris\":[\"https://q.example/cb\"],\"token_endpoint_auth_method\":\"private_key_jwt\","
                        + "\"jwks\":{\"keys\":[" + key.toJSONString() + "]}}")
                .client();
    }

    private AddedApp app(String metadata) {
        return provider.apps.add(People.OPERATOR, "ada", Json.parse(metadata));
    }

    private Client withSecret(String secret) {
        Map<String, String> form = Map.of("client_id", "quill", "client_secret", secret);
        return authenticate(List.of(), name -> Optional.ofNullable(form.get(name)));
    }

    private JWTClaimsSet.Builder claims(Client client) {
        return new JWTClaimsSet.Builder()
                .issuer(client.id().value())
                .subject(client.id().value())
                .audience(Provider.ISSUER)
                .jwtID("one")
                .expirationTime(later(60));
    }

    private Date later(int seconds) {
        return Date.from(provider.clock.instant().plusSeconds(seconds));
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, key);
    }

    private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static Map<String, String> form(String assertion) {
        Map<String, String> form = new HashMap<>();
        form.put("client_assertion", assertion);
        form.put("client_assertion_type", ProofReader.ASSERTION_TYPE);
        return form;
    }

    private Client authenticate(String assertion) {
        Map<String, String> form = form(assertion);
        return authenticate(List.of(), name -> Optional.ofNullable(form.get(name)));
    }

    private void assertRefused(String assertion, String why) {
        assertRefused(List.of(), form(assertion), why);
    }

    private void assertRefused(List<String> authorization, Map<String, String> form, String why) {
        assertThatThrownBy(() -> authenticate(authorization, name -> Optional.ofNullable(form.get(name))))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining(why);
    }

    private Client authenticate(List<String> authorization, Function<String, Optional<String>> parameters) {
        return provider.authentication.authenticate(authorization, parameters, List.of(), client -> false, "127.0.0.1");
    }
}
