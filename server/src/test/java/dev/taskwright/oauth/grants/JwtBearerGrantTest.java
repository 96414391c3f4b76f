package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.AtOnce;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An app says for whom it acts; sections are of RFC 7523. */
@EachDatabase
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JwtBearerGrantTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final TestDatabase data;
    private final List<Db> opened = new ArrayList<>();
    private final Provider provider;
    private final List<Browser> machines = new ArrayList<>();
    private final Browser machine;
    private final User ada;
    private final KeyedApp app;

    JwtBearerGrantTest(DatabaseKind kind) {
        data = kind.fresh();
        KeyFile keyFile = Provider.keyFile();
        FakeClock clock = new FakeClock();
        provider = node(data.db(), clock, keyFile);
        machine = provider.browser();
        machines.add(machine);
        if (kind != DatabaseKind.SQLITE) {
            Db second = data.secondNode();
            opened.add(second);
            machines.add(node(second, clock, keyFile).browser());
        }
        ada = provider.people.add("ada");
        app = KeyedApp.of(provider, ada, Map.of("grant_types", List.of("authorization_code", GRANT)));
    }

    private static Provider node(Db db, FakeClock clock, KeyFile keyFile) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    @AfterEach
    void close() {
        opened.forEach(Db::close);
        data.close();
    }

    private void allow(String scopes) {
        provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), app.client.id(), ScopeSet.stored(scopes));
            return scopes;
        });
    }

    private Map<String, Object> about(String subject) {
        Map<String, Object> claims = app.statement();
        claims.put("sub", subject);
        return claims;
    }

    private Shown send(String assertion, String... more) {
        List<String> fields = new ArrayList<>(List.of("grant_type", GRANT, "assertion", assertion));
        fields.addAll(List.of(more));
        return machine.postRaw("/oauth2/token", app.form(fields.toArray(String[]::new)));
    }

    private Shown assertAbout(String subject) {
        return send(app.signed(about(subject)), "scope", "api1 profile");
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return KeyedApp.json(shown);
    }

    private void assertRefused(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(KeyedApp.json(shown)).containsEntry("error", "invalid_grant");
        int authorizations = provider.db.read(tx -> tx.handle()
                .createQuery("SELECT COUNT(*) FROM app_authorization")
                .mapTo(Integer.class)
                .one());
        assertThat(authorizations).isZero();
    }

    private AccessToken read(Map<String, Object> answer) {
        return provider.accessTokens
                .find(String.valueOf(answer.get("access_token")))
                .orElseThrow();
    }

    @Test
    void section21AnAppActsForWhoeverLetItGoOnWhileTheyAreAway() {
        allow("openid profile api1 offline_access");

        Map<String, Object> answer = ok(assertAbout("ada"));

        assertThat(answer)
                .containsOnlyKeys("access_token", "token_type", "expires_in", "scope")
                .containsEntry("scope", "api1 profile")
                .containsEntry("expires_in", 300L);
        AccessToken token = read(answer);
        assertThat(token.user()).isEqualTo(ada.id());
        assertThat(Objects.requireNonNull(token.behalf()).authentication())
                .as("nobody has signed in")
                .isEqualTo(Authentication.NONE);
        ok(assertAbout(ada.id().toString()));
        ok(assertAbout(ada.email()));
    }

    @Test
    void aTokenThatNobodySignedInForSaysNothingOfASignIn() throws ParseException {
        allow("api1 profile offline_access");

        SignedJWT token = SignedJWT.parse(String.valueOf(ok(assertAbout("ada")).get("access_token")));

        assertThat(token.getJWTClaimsSet().getClaims()).doesNotContainKeys("auth_time", "acr", "amr");
    }

    @Test
    void whoeverHasNotLetItOrNotThatFarIsNobody() {
        String stranger = KeyedApp.json(assertAbout("nobody")).toString();
        assertRefused(assertAbout("ada"));
        allow("profile api1");
        assertRefused(assertAbout("ada"));
        allow("profile offline_access");
        ok(assertAbout("ada"));
        provider.consents.withdraw(ada.id(), app.client.id());
        assertThat(KeyedApp.json(assertAbout("ada")).toString()).isEqualTo(stranger);
        allow("offline_access profile");
        assertRefused(assertAbout("ada"));
        assertThat(ok(send(app.signed(about("ada")), "scope", "profile"))).containsEntry("scope", "profile");
    }

    @Test
    void withdrawingEndsWhatItGotAndADisabledPersonIsNobody() {
        allow("profile api1 offline_access");
        String access = String.valueOf(ok(assertAbout("ada")).get("access_token"));
        provider.consents.withdraw(ada.id(), app.client.id());
        assertThat(provider.accessTokens.find(access)).isEmpty();

        allow("profile api1 offline_access");
        provider.users.disable(People.OPERATOR, ada.id());
        assertRefused(assertAbout("ada"));
    }

    @Test
    void manyAssertionsLeaveOneAuthorization() {
        allow("profile api1 offline_access");
        for (int i = 0; i < 5; i++) {
            ok(assertAbout("ada"));
        }
        int authorizations = provider.db.read(tx -> tx.handle()
                .createQuery("SELECT COUNT(*) FROM app_authorization")
                .mapTo(Integer.class)
                .one());
        assertThat(authorizations).isEqualTo(1);
    }

    @Test
    void section3NoClaimMayBeMissingOrWrong() {
        allow("profile api1 offline_access");
        long now = provider.clock.instant().getEpochSecond();
        Map<String, List<Object>> wrong = new LinkedHashMap<>();
        wrong.put("iss", List.of("somebody", "", Provider.ISSUER));
        wrong.put("sub", List.of(""));
        wrong.put("aud", List.of("https://else.example", List.of(Provider.ISSUER, "https://else.example"), List.of()));
        wrong.put("exp", List.of(now - 120, now + 7_200, now + 315_360_000L));
        wrong.put("iat", List.of(now + 600));
        wrong.put("nbf", List.of(now + 600));
        wrong.put("jti", List.of("", "x".repeat(301)));
        wrong.forEach((claim, values) -> values.forEach(value -> {
            Map<String, Object> claims = about("ada");
            claims.put(claim, value);
            assertRefused(send(app.signed(claims), "scope", "api1"));
        }));
        for (String claim : List.of("iss", "sub", "aud", "exp", "jti")) {
            Map<String, Object> claims = about("ada");
            claims.remove(claim);
            assertRefused(send(app.signed(claims), "scope", "api1"));
        }
        Map<String, Object> endpoint = about("ada");
        endpoint.put("aud", List.of(Provider.ISSUER + "/oauth2/token"));
        ok(send(app.signed(endpoint), "scope", "api1"));
    }

    @Test
    void section3OnlyAKeyOfTheAppSigns() throws JOSEException, ParseException {
        allow("profile api1 offline_access");
        Map<String, Object> claims = about("ada");
        assertRefused(send(KeyedApp.signed(KeyedApp.newKey(), null, claims), "scope", "api1"));
        for (String type : List.of("at+jwt", "dpop+jwt", "oauth-authz-req+jwt", "logout+jwt")) {
            assertRefused(send(KeyedApp.signed(app.key, type, claims), "scope", "api1"));
        }
        assertRefused(send(new PlainJWT(JWTClaimsSet.parse(claims)).serialize(), "scope", "api1"));
        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), JWTClaimsSet.parse(claims));
        confused.sign(new MACSigner(app.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertRefused(send(confused.serialize(), "scope", "api1"));
        for (String nonsense : List.of("x", "a.b.c", "..", "x".repeat(17_000))) {
            assertRefused(send(nonsense, "scope", "api1"));
        }
    }

    /** What proves the app is about the app, and no person. */
    @Test
    void section21AProofOfTheAppIsNoGrant() {
        allow("profile api1 offline_access");

        assertRefused(send(app.signed(app.proof()), "scope", "api1"));
    }

    @Test
    void section3AnIdServesOnceWhateverFor() {
        allow("profile api1 offline_access");
        Map<String, Object> claims = about("ada");
        ok(send(app.signed(claims), "scope", "api1"));
        Shown again = send(app.signed(claims), "scope", "api1");
        assertThat(KeyedApp.json(again)).containsEntry("error", "invalid_grant");

        Map<String, Object> proof = app.proof();
        proof.put("jti", claims.get("jti"));
        Shown asProof = machine.postRaw(
                "/oauth2/token",
                KeyedApp.encoded(Map.of(
                        "grant_type",
                        GRANT,
                        "assertion",
                        app.signed(about("ada")),
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        app.signed(proof))));
        assertThat(KeyedApp.json(asProof)).containsEntry("error", "invalid_client");
    }

    @Test
    void section3OfManyAtOnceOnTwoNodesOneIsTaken() throws Exception {
        allow("profile api1 offline_access");
        String assertion = app.signed(about("ada"));

        List<Shown> answers = AtOnce.run(i -> {
            String form = app.form("grant_type", GRANT, "assertion", assertion, "scope", "api1");
            return () -> machines.get(i % machines.size()).postRaw("/oauth2/token", form);
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(AtOnce.MANY - 1)
                .allSatisfy(answer -> assertThat(answer.body()).contains("\"invalid_grant\""));
    }

    @Test
    void scopesOfASignInAreLeftOutAndOthersRefused() {
        allow("openid profile api1 offline_access");
        assertThat(ok(send(app.signed(about("ada")), "scope", "openid api1 offline_access")))
                .containsEntry("scope", "api1")
                .doesNotContainKeys("id_token", "refresh_token");
        for (String wrong : List.of("openid", "openid offline_access", "admin", "\"")) {
            assertThat(KeyedApp.json(send(app.signed(about("ada")), "scope", wrong)))
                    .containsEntry("error", "invalid_scope");
        }
    }

    @Test
    void onlyTheOperatorGivesTheGrant() {
        Shown refused = machine.sendJson(
                "POST",
                "/oauth2/register",
                "{\"redirect_uris\":[\"https://q.example/cb\"],\"grant_types\":[\"authorization_code\",\"" + GRANT
                        + "\"]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_client_metadata", "grant_types");
    }
}
