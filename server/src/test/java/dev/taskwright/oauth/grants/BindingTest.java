package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9449, 5.2; RFC 8705, 3.4; FAPI 2.0 Security Profile, 5.3.2.1: an app whose tokens are bound gets no others. */
@EachDatabase
class BindingTest {
    private static final String TOKEN = Provider.ISSUER + "/oauth2/token";

    private final TestDatabase data;
    private final Provider provider;
    private final Browser app;
    private final ECKey key;

    BindingTest(DatabaseKind kind) throws JOSEException {
        data = kind.fresh();
        provider = new Provider(data.db());
        provider.people.add("ada");
        app = provider.browser();
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void rfc9449Section52AnAppThatWantsItsTokensBoundNeedsAProof() throws JOSEException {
        Client client = machine("\"dpop_bound_access_tokens\":true");

        assertRefused(asked(client, null), "invalid_dpop_proof");
        assertThat(asked(client, new DpopKey(provider.clock)).body()).contains("\"token_type\":\"DPoP\"");
    }

    @Test
    void rfc8705Section34AnAppThatWantsItsTokensBoundNeedsItsCertificate() throws JOSEException {
        Client client = machine("\"tls_client_certificate_bound_access_tokens\":true");

        assertRefused(asked(client, null), "invalid_request");
        assertRefused(asked(client, new DpopKey(provider.clock)), "invalid_request");
    }

    @Test
    void fapi1AdvancedSection522Item5EveryTokenIsBoundToACertificate() throws JOSEException {
        assertRefused(asked(machine("\"security_profile\":\"fapi1_advanced\""), null), "invalid_request");
    }

    @Test
    void fapi2Section5321EveryTokenIsBoundToAKey() throws JOSEException {
        Client client = machine("\"security_profile\":\"fapi2\"");

        assertRefused(asked(client, null), "invalid_dpop_proof");
        assertThat(asked(client, new DpopKey(provider.clock)).body()).contains("\"token_type\":\"DPoP\"");
    }

    @Test
    void fapi2Section541AProofIsSignedWithinTheProfile() throws JOSEException {
        DpopKey old = new DpopKey(new RSAKeyGenerator(2_048).generate(), JWSAlgorithm.RS256, provider.clock);

        assertRefused(asked(machine("\"security_profile\":\"fapi2\""), old), "invalid_dpop_proof");
        assertThat(asked(machine("\"dpop_bound_access_tokens\":true"), old).status())
                .isEqualTo(200);
    }

    private Client machine(String more) {
        String metadata = "{\"client_name\":\"Quill\",\"grant_types\":[\"client_credentials\"],\"scope\":\"api1\","
                + "\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[" + key.toPublicJWK()
                + "]}," + more + "}";
        return provider.apps.add(People.OPERATOR, "ada", Json.parse(metadata)).client();
    }

    private Shown asked(Client client, @Nullable DpopKey by) throws JOSEException {
        app.with("DPoP", by == null ? "" : by.proof("POST", TOKEN, null));
        return app.postRaw(
                "/oauth2/token",
                "grant_type=client_credentials&scope=api1&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + assertion(client));
    }

    private String assertion(Client client) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer(client.id().value())
                        .subject(client.id().value())
                        .audience(Provider.ISSUER)
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(provider.clock.instant().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(shown.body()).contains("\"error\":\"" + error + "\"");
    }
}
