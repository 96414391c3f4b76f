package dev.taskwright.oauth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 7591, 2.3 and 3.1.1: software statements. */
class SoftwareStatementsTest {
    private static final String PUBLISHER = "https://publisher.example";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db()).development();
    private final ECKey key = key();
    private final SoftwarePublisher publisher =
            SoftwarePublisher.with(PUBLISHER, new JWKSet(key.toPublicJWK()).toString());

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void rfc7591Section23TheStatementOverridesWhatTheAppSays() {
        String statement = signed(
                key,
                claims -> claims.claim("client_name", "Quill")
                        .claim("software_id", "4NRB1-0XZABZI9E6-5SM3R")
                        .claim("redirect_uris", List.of("https://quill.example/cb"))
                        .claim("default_max_age", 600));

        Shown shown = register(publisher, """
                {"client_name":"Not Quill","redirect_uris":["https://evil.example/cb"],"software_statement":"%s"}""".formatted(statement));

        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        assertThat(json(shown))
                .containsEntry("client_name", "Quill")
                .containsEntry("redirect_uris", List.of("https://quill.example/cb"))
                .containsEntry("default_max_age", 600L)
                .containsEntry("software_statement", statement)
                .doesNotContainKeys("iss", "sub", "exp");
        Client client = provider.clients
                .find(String.valueOf(json(shown).get("client_id")))
                .orElseThrow();
        assertThat(client.metadata().software().publisher()).contains(PUBLISHER);
    }

    @Test
    void aStatementGivesNoRightThatAnAppCannotHave() {
        String statement =
                signed(key, claims -> claims.claim("client_id", "mine").claim("refresh_without_authentication", true));

        Shown shown = register(publisher, metadata(statement));

        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        Client client = provider.clients
                .find(String.valueOf(json(shown).get("client_id")))
                .orElseThrow();
        assertThat(client.id().value()).isNotEqualTo("mine");
        assertThat(client.permissions().refreshesWithoutSecret()).isFalse();
        assertRefused(
                register(publisher, metadata(signed(key, c -> c.claim("grant_types", List.of("password"))))),
                "invalid_client_metadata");
    }

    @Test
    void rfc7591Section322AStatementOfNobodyWhoIsTrustedIsUnapproved() {
        assertRefused(
                register(
                        SoftwarePublisher.at("https://else.example", URI.create("https://else.example/jwks")),
                        metadata(signed(key))),
                "unapproved_software_statement");
    }

    @Test
    void rfc7591Section322AStatementThatIsWrongIsInvalid() {
        Date past = Date.from(provider.clock.instant().minus(Duration.ofMinutes(2)));
        Date future = Date.from(provider.clock.instant().plus(Duration.ofMinutes(2)));
        for (String wrong : List.of(
                "not a jwt",
                signed(key()),
                signed(key, claims -> claims.expirationTime(past)),
                signed(key, claims -> claims.notBeforeTime(future)),
                signed(key, claims -> claims.audience("https://else.example")))) {
            assertRefused(register(publisher, metadata(wrong)), "invalid_software_statement");
        }
        assertThat(provider.apps.list(People.OPERATOR)).isEmpty();
    }

    @Test
    void aStatementMayNameThisServerAndATimeThatHolds() {
        Date future = Date.from(provider.clock.instant().plus(Duration.ofMinutes(2)));
        Shown shown = register(
                publisher,
                metadata(signed(key, claims -> claims.audience(Provider.ISSUER).expirationTime(future))));

        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
    }

    @Test
    void thePublishersKeysMayBeAtAnAddress() {
        try (Elsewhere elsewhere = Elsewhere.publishing(new JWKSet(key.toPublicJWK()).toString())) {
            SoftwarePublisher there = SoftwarePublisher.at(PUBLISHER, elsewhere.address("/jwks"));
            assertThat(register(there, metadata(signed(key))).status()).isEqualTo(201);
        }
    }

    @Test
    void keysThatCannotBeFetchedProveNothing() {
        try (Elsewhere elsewhere = Elsewhere.publishing("nonsense")) {
            SoftwarePublisher there = SoftwarePublisher.at(PUBLISHER, elsewhere.address("/jwks"));
            assertRefused(register(there, metadata(signed(key))), "invalid_software_statement");
        }
    }

    private Shown register(SoftwarePublisher trusted, String metadata) {
        return provider.browser(provider.registration(RegistrationPolicy.ANYONE, List.of(trusted)))
                .sendJson("POST", "/oauth2/register", metadata);
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(json(shown)).containsEntry("error", error);
    }

    private static String metadata(String statement) {
        Map<String, Object> members = new HashMap<>();
        members.put("redirect_uris", List.of("https://q.example/cb"));
        members.put("software_statement", statement);
        return Json.text(members);
    }

    private static String signed(ECKey key) {
        return signed(key, UnaryOperator.identity());
    }

    private static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> more) {
        try {
            JWTClaimsSet claims = more.apply(
                            new JWTClaimsSet.Builder().issuer(PUBLISHER).subject("quill"))
                    .build();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("1").build(), claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }
}
