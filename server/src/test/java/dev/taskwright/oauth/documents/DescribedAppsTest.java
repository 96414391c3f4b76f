package dev.taskwright.oauth.documents;

import static dev.taskwright.oauth.documents.Visitor.json;
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
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.testkit.AppSite;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client ID Metadata Document, draft 02, through the whole provider: an app that nobody registered. */
@EachDatabase
class DescribedAppsTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AppSite site = AppSite.open();

    DescribedAppsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db()).development();
        ada = provider.people.add("ada");
    }

    @AfterEach
    void close() {
        site.close();
        data.close();
    }

    private Visitor visitor() {
        return visitor(provider);
    }

    private Visitor visitor(Provider node) {
        return new Visitor(site.id(), node.browserOf(ada));
    }

    private List<Client> rows() {
        return provider.db.read(provider.clients::all);
    }

    @Test
    void anAppThatNobodyRegisteredIsAllowedAndKeepsItsAccess() {
        Visitor visitor = visitor();
        Shown page = visitor.ask();
        assertThat(page.body()).contains("Kestrel", "id=\"described-at\"", "127.0.0.1:" + site.port(), "app.example");

        Map<?, ?> tokens = json(visitor.redeem(visitor.allowed()));
        assertThat(tokens.get("scope")).isEqualTo("openid api1 offline_access");
        Map<?, ?> refreshed = json(visitor.refresh(String.valueOf(tokens.get("refresh_token"))));
        assertThat(refreshed.get("refresh_token")).isNotEqualTo(tokens.get("refresh_token"));

        Browser person = provider.browserOf(ada);
        assertThat(person.with("Authorization", "Bearer " + refreshed.get("access_token"))
                        .get("/oauth2/userinfo")
                        .status())
                .isEqualTo(200);
        assertThat(provider.browserOf(ada).get("/settings/authorized-apps").body())
                .contains("Kestrel", "127.0.0.1:" + site.port());
        assertThat(provider.events()).contains("app.registered", "consent.given");
    }

    @Test
    void nothingIsWrittenDownBeforeAPersonAllowsIt() {
        Visitor visitor = visitor();
        assertThat(visitor.ask().status()).isEqualTo(200);
        assertThat(visitor.ask("prompt", "none").location()).contains("error=consent_required");
        assertThat(visitor.redeem("none").status()).isEqualTo(400);
        assertThat(rows()).isEmpty();

        visitor.allowed();
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(new ClientId(site.id()));
            assertThat(row.owner()).isNull();
        });
        new Visitor(site.id(), provider.browserOf(provider.people.add("bob"))).allowed();
        assertThat(rows()).as("one app, two people").hasSize(1);
    }

    @Test
    void section52ADocumentIsKeptAsLongAsItSays() {
        site.with("Cache-Control: max-age=600");
        Visitor visitor = visitor();
        visitor.allowed();
        visitor.ask();
        assertThat(site.asked()).isEqualTo(1);

        provider.clock.advance(Duration.ofMinutes(10));
        visitor.ask();
        assertThat(site.asked()).isEqualTo(2);
    }

    @Test
    void section52WhatFailedOrWasMalformedIsNotKept() {
        site.answers("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        Visitor visitor = visitor();
        assertThat(visitor.ask().status()).isEqualTo(400);
        site.answers("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]");
        assertThat(visitor.ask().status()).isEqualTo(400);

        site.answers(null);
        assertThat(visitor.ask().status()).isEqualTo(200);
        assertThat(site.asked()).isEqualTo(3);
    }

    @Test
    void section52WhoHasAccessKeepsItWhileTheSiteIsAway() {
        Visitor visitor = visitor();
        Map<?, ?> tokens = json(visitor.redeem(visitor.allowed()));
        provider.clock.advance(Duration.ofHours(2));
        site.answers("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");

        Map<?, ?> refreshed = json(visitor.refresh(String.valueOf(tokens.get("refresh_token"))));
        assertThat(refreshed.containsKey("access_token")).isTrue();
        visitor.refresh(String.valueOf(refreshed.get("refresh_token")));
        assertThat(site.asked()).as("asked in vain once in half a minute").isEqualTo(2);
    }

    @Test
    void section82AnAppWithAKeyMustProveItselfByIt() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        site.says("token_endpoint_auth_method", "private_key_jwt")
                .says("jwks", new JWKSet(key).toPublicJWKSet().toJSONObject());
        Visitor visitor = visitor();
        String code = visitor.allowed();

        assertThat(visitor.redeem(code).status()).isEqualTo(401);
        Shown proven = visitor.redeem(code, proof(key));
        assertThat(proven.status()).as(proven.body()).isEqualTo(200);
    }

    @Test
    void section841ANewKeyIsBelievedOnceTheDocumentIsReadAgain() throws JOSEException {
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        ECKey young = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        site.says("token_endpoint_auth_method", "private_key_jwt")
                .says("jwks", new JWKSet(old).toPublicJWKSet().toJSONObject());
        Visitor visitor = visitor();
        String refresh = String.valueOf(
                json(visitor.redeem(visitor.allowed(), proof(old))).get("refresh_token"));
        site.says("jwks", new JWKSet(young).toPublicJWKSet().toJSONObject());
        provider.clock.advance(Duration.ofHours(1));

        assertThat(visitor.refresh(refresh, proof(old)).status()).isEqualTo(401);
        assertThat(visitor.refresh(refresh, proof(young)).status()).isEqualTo(200);
        assertThat(provider.events()).contains("app.changed");
    }

    private String[] proof(ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(site.id())
                        .subject(site.id())
                        .audience(Provider.ISSUER)
                        .jwtID(provider.random.token256())
                        .expirationTime(Date.from(provider.clock.instant().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return new String[] {
            "client_assertion",
            jwt.serialize(),
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        };
    }

    @Test
    void section84WhatTheDocumentSaysNowHolds() {
        Visitor visitor = visitor();
        visitor.allowed();
        site.says("client_name", "Merlin").says("redirect_uris", List.of("https://merlin.example/cb"));
        provider.clock.advance(Duration.ofHours(1));

        assertThat(visitor.ask().body()).startsWith("redirect_uri is not one of those registered");
        assertThat(rows().getFirst().name()).isEqualTo("Merlin");
    }

    @Test
    void section72AnAddressThatTheOperatorRegisteredIsAnAppLikeAnyOther() {
        provider.apps.add(
                People.OPERATOR,
                "ada",
                Map.of(
                        "client_id",
                        site.id(),
                        "client_name",
                        "Ours",
                        "redirect_uris",
                        List.of(AppSite.CALLBACK),
                        "kind",
                        "spa"));

        assertThat(visitor().ask().body()).contains("Ours").doesNotContain("described-at");
        assertThat(site.asked()).isZero();
    }

    @Test
    void whereNobodyMayRegisterNoDocumentIsRead() {
        DescribedApps off = new DescribedApps(
                provider.db,
                provider.clients,
                provider.drafts,
                provider.selfRegistration,
                Provider.OUTBOUND,
                provider.clock,
                new DocumentSettings(provider.catalog, false, true));

        off.meet(site.id(), "127.0.0.1");

        assertThat(site.asked()).isZero();
        assertThat(provider.clients.find(site.id())).isEmpty();
        assertThat(off.facts()).isEmpty();
    }

    @Test
    void anAppThatNobodyAllowsAnythingLeavesNothingBehind() {
        Visitor visitor = visitor();
        visitor.allowed();
        provider.clock.advance(Duration.ofDays(2));
        assertThat(provider.described.forgetUnused()).isZero();

        provider.consents.withdraw(ada.id(), new ClientId(site.id()));
        assertThat(provider.described.forgetUnused()).isEqualTo(1);
        assertThat(rows()).isEmpty();
        assertThat(provider.events()).contains("app.deleted");

        visitor.allowed();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void onTwoNodesWhateverBeganOnOneGoesOnAtTheOther() {
        Provider other = new Provider(provider.db).development();
        Browser here = provider.browserOf(ada);
        Shown page = new Visitor(site.id(), here).ask();
        Browser there = other.browser();
        here.cookies().forEach(there::cookie);
        there.get("/settings/authorized-apps");

        String code = Visitor.code(there.follow(Visitor.decide(there, page)));
        assertThat(visitor().redeem(code).status()).isEqualTo(200);
    }

    @Test
    void section51NoAuthorizationBeginsWhileTheDocumentCannotBeRead() {
        Visitor visitor = visitor();
        visitor.allowed();
        provider.clock.advance(Duration.ofHours(2));
        site.answers("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");

        assertThat(visitor.ask().body()).startsWith("client_id leads to no document");
        site.answers(null);
        assertThat(visitor.ask().status()).as("allowed before").isEqualTo(303);
    }

    @Test
    void rfc9126ARequestMayBePushed() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        site.says("token_endpoint_auth_method", "private_key_jwt")
                .says("jwks", new JWKSet(key).toPublicJWKSet().toJSONObject());
        Visitor visitor = visitor();

        assertThat(visitor.push().status()).isEqualTo(401);
        assertThat(rows()).isEmpty();
        Shown pushed = visitor.push(proof(key));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        String code = visitor.allowed("request_uri", String.valueOf(json(pushed).get("request_uri")));
        assertThat(visitor.redeem(code, proof(key)).status()).isEqualTo(200);
    }

    @Test
    void aDeviceMayDescribeItselfToo() {
        site.says("grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code"))
                .says("redirect_uris", null);
        Shown started = provider.browser()
                .postRaw(
                        "/oauth2/device_authorization",
                        Visitor.encoded(Map.of("client_id", site.id(), "scope", "api1")));

        assertThat(json(started).get("user_code")).isNotNull();
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.kind()).isEqualTo(ClientKind.DEVICE));
    }

    @Test
    void nobodySendsThisServerAgainstAHost() {
        site.answers("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        Browser browser = provider.browser();
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            Shown shown = new Visitor(site.id() + "?" + i, browser).ask();
            refused += shown.status() == 429 ? 1 : 0;
            assertThat(shown.status()).isIn(400, 429);
        }

        assertThat(site.asked()).isEqualTo(30);
        assertThat(refused).isEqualTo(70);
        provider.clock.advance(Duration.ofSeconds(2));
        assertThat(new Visitor(site.id(), browser).ask().status()).isEqualTo(400);
        assertThat(rows()).isEmpty();
    }
}
