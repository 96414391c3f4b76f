package dev.taskwright.oauth.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core, 6; RFC 9101, 4 to 6 and 10.8; without HTTP. */
class RequestObjectsTest {
    private static final RSAKey RSA = rsa();
    private static final ECKey EC = ec();

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final FakeClock clock = new FakeClock();
    private final DecryptionKeys decryption =
            new DecryptionKeys(data.db(), new Sealer(Provider.keyFile(), new RandomTokens()), clock);
    private final RequestObjects objects = new RequestObjects(
            new RequestObjectSignatures(
                    new ClientKeySets(Provider.OUTBOUND, clock),
                    new ClientSecrets(new Sealer(Provider.keyFile(), new RandomTokens()), new RandomTokens())),
            decryption,
            Provider.OUTBOUND,
            new Issuer(Provider.ISSUER),
            clock);

    @AfterEach
    void close() {
        data.close();
    }

    private Map<String, String> read(Client client, String object) {
        AuthorizeParameters parameters = objects.read(client, object);
        return parameters.names().stream()
                .collect(Collectors.toMap(name -> name, name -> String.join(" ", parameters.all(name))));
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("r").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Client client(@Nullable String algorithm, URI... requestUris) {
        JWKSet keys = new JWKSet(List.of(RSA.toPublicJWK(), EC.toPublicJWK()));
        return Callers.with(
                new SignInRules(null, false, List.of(), null, List.of(requestUris)),
                MessageRules.USUAL.withRequestObject(
                        new Protection(algorithm == null ? null : JWSAlgorithm.parse(algorithm), null, null)),
                new ClientKeys(keys, null));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("quill")
                .audience(Provider.ISSUER)
                .claim("client_id", "quill")
                .claim("response_type", "code")
                .claim("state", "from the object");
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String byRsa(JWTClaimsSet claims) {
        try {
            return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build(), new RSASSASigner(RSA), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String byEc(JWTClaimsSet claims) {
        try {
            return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build(), new ECDSASigner(EC), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertRefused("invalid_request_object", reading);
    }

    private static void assertRefused(String error, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(error));
    }

    /** Core, 6.1: values are what they would be in a query, {@code claims} is JSON there too. */
    @Test
    void theObjectsMembersBecomeParameters() {
        Map<String, String> read = read(
                client(null),
                byRsa(claims().claim("max_age", 600)
                        .claim("claims", Map.of("id_token", Map.of("acr", Map.of("essential", true))))
                        .jwtID("j")
                        .build()));

        assertThat(read)
                .containsEntry("state", "from the object")
                .containsEntry("max_age", "600")
                .containsEntry("claims", "{\"id_token\":{\"acr\":{\"essential\":true}}}")
                .doesNotContainKeys("iss", "aud", "jti");
    }

    /** Registration, 2: request_object_signing_alg; RFC 8725, 3.1. */
    @Test
    void onlyTheRegisteredAlgorithmIsTaken() {
        JWTClaimsSet claims = claims().build();

        assertThat(read(client("ES256"), byEc(claims))).isNotEmpty();
        assertRefused(() -> read(client("ES256"), byRsa(claims)));
        assertRefused(() -> read(client("RS256"), plain(claims)));
        assertRefused(() -> read(client("none"), byRsa(claims)));
        assertThat(read(client("none"), plain(claims))).isNotEmpty();
    }

    @Test
    void whoRegisteredNothingSignsWithAKeyOrNotAtAll() throws JOSEException {
        JWTClaimsSet claims = claims().build();

        assertThat(read(client(null), byRsa(claims))).isNotEmpty();
        assertThat(read(client(null), byEc(claims))).isNotEmpty();
        assertThat(read(client(null), plain(claims))).isNotEmpty();
        byte[] publicKey = RSA.toRSAPublicKey().getEncoded();
        assertRefused(
                () -> read(client(null), signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(publicKey), claims)));
    }

    @Test
    void aSignatureOfSomebodyElseIsRefused() throws JOSEException {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("r").generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build();

        assertRefused(() -> read(client(null), signed(header, new RSASSASigner(stranger), claims().build())));
        String good = byRsa(claims().build());
        int from = good.indexOf('.') + 1;
        String other = plain(claims().claim("scope", "admin").build());
        String swapped = good.substring(0, from)
                + other.substring(other.indexOf('.') + 1, other.lastIndexOf('.'))
                + good.substring(good.lastIndexOf('.'));
        assertRefused(() -> read(client(null), swapped));
    }

    /** RFC 9101, 10.8: what was signed for another purpose. */
    @Test
    void aTokenOfAnotherKindIsRefused() throws JOSEException {
        JWSHeader typed = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r")
                .type(new JOSEObjectType("oauth-authz-req+jwt"))
                .build();
        JWSHeader foreign = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r")
                .criticalParams(Set.of("must-know"))
                .customParam("must-know", true)
                .build();
        RSASSASigner signer = new RSASSASigner(RSA);

        assertThat(read(client(null), signed(typed, signer, claims().build()))).isNotEmpty();
        assertRefused(() -> read(client(null), signed(foreign, signer, claims().build())));
        assertRefused(() -> read(client(null), signed(critical, signer, claims().build())));
        assertRefused(() -> read(client(null), byRsa(claims().subject("quill").build())));
    }

    @Test
    void itMustBeOfThisAppForThisServerAndNow() {
        Date past = Date.from(clock.instant().minusSeconds(61));
        Date future = Date.from(clock.instant().plusSeconds(61));

        assertRefused(() -> read(client(null), byRsa(claims().issuer("other").build())));
        assertRefused(() -> read(
                client(null), byRsa(claims().audience("https://other.example").build())));
        assertRefused(
                () -> read(client(null), byRsa(claims().expirationTime(past).build())));
        assertRefused(
                () -> read(client(null), byRsa(claims().notBeforeTime(future).build())));
        assertThat(read(
                        client(null),
                        byRsa(claims().audience(List.of("https://other.example", Provider.ISSUER))
                                .expirationTime(future)
                                .notBeforeTime(past)
                                .build())))
                .isNotEmpty();
        assertThat(read(
                        client(null),
                        plain(new JWTClaimsSet.Builder().claim("state", "s").build())))
                .containsOnlyKeys("state");
    }

    /** Core, 6.1: "request and request_uri parameters MUST NOT be included in Request Objects". */
    @ParameterizedTest
    @ValueSource(strings = {"request", "request_uri"})
    void anObjectHoldsNoOther(String name) {
        assertRefused(() -> read(client(null), byRsa(claims().claim(name, "x").build())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "e30.e30.e30", "eyJhbGciOiJub25lIn0.W10.", "a.b.c.d.e"})
    void whatIsNoObjectIsRefused(String text) {
        assertRefused(() -> read(client(null), text));
    }

    @Test
    void anEndlessObjectIsRefused() {
        assertRefused(() ->
                read(client(null), plain(claims().claim("x", "x".repeat(40_000)).build())));
        JWTClaimsSet.Builder many = claims();
        for (int i = 0; i < 100; i++) {
            many.claim("c" + i, i);
        }
        assertRefused(() -> read(client(null), plain(many.build())));
    }

    /** Whatever comes, the answer is a sentence for the app: no other exception, and no hang. */
    @Test
    void anyMutationOfAnObjectIsReadOrRefused() {
        Random random = new Random(9);
        byte[] good = byEc(claims().claim("claims", Map.of("userinfo", Map.of()))
                        .build())
                .getBytes(StandardCharsets.US_ASCII);
        Client client = client("ES256");
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                bad[random.nextInt(bad.length)] = (byte) (0x20 + random.nextInt(0x5f));
            }
            String text = new String(bad, 0, bad.length - random.nextInt(8), StandardCharsets.US_ASCII);
            try {
                assertThat(read(client, text)).containsEntry("client_id", "quill");
            } catch (OAuthException refused) {
                assertThat(refused.error().code()).isEqualTo("invalid_request_object");
            }
        }
    }

    /** Core, 6.2 and 6.2.1: registered, exactly but for the fragment; fetched every time. */
    @Test
    void aRegisteredAddressIsFetchedEveryTime() {
        String object = byRsa(claims().build());
        try (Elsewhere app = Elsewhere.publishing(object)) {
            Client client = client(null, app.address("/request.jwt#first"));

            assertThat(objects.fetch(client, app.address("/request.jwt#second").toString()))
                    .isEqualTo(object);
            objects.fetch(client, app.address("/request.jwt").toString());

            assertThat(app.asked()).hasSize(2).allMatch(line -> line.startsWith("GET /request.jwt HTTP"));
            for (String other : List.of("/request.jwt?a=b", "/request.jw", "/Request.jwt", "/./request.jwt")) {
                assertRefused(
                        "invalid_request_uri",
                        () -> objects.fetch(client, app.address(other).toString()));
            }
            assertThat(app.asked()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: https://app.example/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n"
            })
    void anAddressWithoutAnObjectIsAnErrorOfItsOwn(String answer) {
        try (Elsewhere app = Elsewhere.saying(out -> out.write(answer.getBytes(StandardCharsets.US_ASCII)))) {
            URI address = app.address("/r");

            assertRefused("invalid_request_uri", () -> objects.fetch(client(null, address), address.toString()));
        }
    }

    @Test
    void anAddressNotRegisteredIsNeverAsked() {
        try (Elsewhere elsewhere = Elsewhere.publishing("x")) {
            String address = elsewhere.address("/r").toString();

            assertRefused("invalid_request_uri", () -> objects.fetch(client(null), address));
            assertRefused(
                    "invalid_request_uri",
                    () -> objects.fetch(client(null), "urn:ietf:params:oauth:request_uri:unknown"));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }
}
