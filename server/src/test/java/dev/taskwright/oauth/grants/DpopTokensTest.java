package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.identity.access.Presented;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestCertificate;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9449: from the token request to the API. */
@EachDatabase
class DpopTokensTest {
    private static final String TOKEN = Provider.ISSUER + "/oauth2/token";
    private static final String USERINFO = Provider.ISSUER + "/oauth2/userinfo";
    private static final String ME = Provider.ISSUER + "/api/v1/me";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String SCOPES = "openid profile api1 offline_access";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AddedApp web;
    private final Client phone;
    private final Browser app;
    private final DpopKey key;
    private final DpopKey other;

    DpopTokensTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        web = provider.webApp(ada);
        phone = provider.app(ada, "native", "com.example.quill:/back").client();
        app = provider.browser();
        key = new DpopKey(provider.clock);
        other = new DpopKey(provider.clock);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Shown token(DpopKey by, String form) {
        return token(by.proof("POST", TOKEN, null), form);
    }

    private Shown token(String proof, String form) {
        app.with("DPoP", proof);
        Shown shown = app.postRaw("/oauth2/token", form);
        app.with("DPoP", "");
        return shown;
    }

    private String codeForm(AddedApp by) {
        return "grant_type=authorization_code&code=" + provider.code(ada, by.client(), SCOPES, null) + "&redirect_uri="
                + Provider.CALLBACK + "&client_id=" + by.client().id() + "&client_secret=" + by.secret();
    }

    private String refreshForm(AddedApp by, String token) {
        return "grant_type=refresh_token&refresh_token=" + token + "&client_id="
                + by.client().id() + "&client_secret=" + by.secret();
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return json(shown);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    private static String text(Map<String, Object> answer, String name) {
        return String.valueOf(answer.get(name));
    }

    private @Nullable Confirmation binding(String token) {
        AccessToken found = provider.accessTokens.find(token).orElseThrow();
        return found.bounds().binding();
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(json(shown)).containsEntry("error", error);
    }

    /** 5 and 6. */
    @Test
    void section5TheTokensOfARequestWithAProofAreBoundToItsKey() {
        Map<String, Object> answer = ok(token(key, codeForm(web)));

        assertThat(answer).containsEntry("token_type", "DPoP");
        assertThat(binding(text(answer, "access_token"))).isEqualTo(key.confirmation());
    }

    @Test
    void section5WithoutAProofTheyAreBearerTokens() {
        Map<String, Object> answer = ok(app.postRaw("/oauth2/token", codeForm(web)));

        assertThat(answer).containsEntry("token_type", "Bearer");
        assertThat(binding(text(answer, "access_token"))).isNull();
    }

    @Test
    void section5AProofThatIsWrongSpendsNoCode() {
        String form = codeForm(web);
        assertRefused(token(key.proof("GET", TOKEN, null), form), "invalid_dpop_proof");
        assertRefused(token("nonsense", form), "invalid_dpop_proof");

        ok(token(key, form));
    }

    /** 5: a public app's refresh token is bound to the key, one of an app with a secret to the app. */
    @Test
    void section5APublicAppRefreshesWithItsKeyOnly() {
        String code = provider.code(
                ada, phone, SCOPES, CodeChallenge.answeredBy(VERIFIER).orElseThrow());
        String form = "grant_type=authorization_code&code=" + code + "&redirect_uri=com.example.quill:/back&client_id="
                + phone.id() + "&code_verifier=" + VERIFIER;
        String refresh = text(ok(token(key, form)), "refresh_token");
        String again = "grant_type=refresh_token&client_id=" + phone.id() + "&refresh_token=";

        assertRefused(app.postRaw("/oauth2/token", again + refresh), "invalid_grant");
        assertRefused(token(other, again + refresh), "invalid_grant");
        Map<String, Object> second = ok(token(key, again + refresh));
        assertThat(binding(text(second, "access_token"))).isEqualTo(key.confirmation());
        assertThat(binding(text(ok(token(key, again + text(second, "refresh_token"))), "access_token")))
                .isEqualTo(key.confirmation());
    }

    @Test
    void section5AnAppWithASecretMayChangeItsKey() {
        String refresh = text(ok(token(key, codeForm(web))), "refresh_token");

        Map<String, Object> second = ok(token(other, refreshForm(web, refresh)));

        assertThat(binding(text(second, "access_token"))).isEqualTo(other.confirmation());
    }

    /** 8.2. */
    @Test
    void section8AnAnswerToAProofBringsTheNextNonce() {
        Shown first = token(key, codeForm(web));
        String nonce = first.header("DPoP-Nonce");

        assertThat(nonce).isNotEmpty();
        ok(token(key.proof("POST", TOKEN, null, nonce), codeForm(web)));
    }

    @Test
    void section8ANonceThatIsNotGoodIsReplacedBeforeAnythingIsSpent() {
        String form = codeForm(web);
        Shown refused = token(key.proof("POST", TOKEN, null, "not-a-nonce-of-this-server"), form);

        assertRefused(refused, "use_dpop_nonce");
        ok(token(key.proof("POST", TOKEN, null, refused.header("DPoP-Nonce")), form));
    }

    @Test
    void section8ANonceEnds() {
        String nonce = provider.possession.nonce();
        provider.clock.advance(Duration.ofMinutes(7));

        assertRefused(token(key.proof("POST", TOKEN, null, nonce), codeForm(web)), "use_dpop_nonce");
    }

    @Test
    void section11AProofIsGoodOnce() {
        String proof = key.proof("POST", TOKEN, null);
        ok(token(proof, codeForm(web)));

        assertRefused(token(proof, codeForm(web)), "invalid_dpop_proof");
    }

    private Shown userinfo(String scheme, String token, @Nullable String proof) {
        app.with("Authorization", scheme + " " + token).with("DPoP", proof == null ? "" : proof);
        Shown shown = app.get("/oauth2/userinfo");
        app.with("Authorization", "").with("DPoP", "");
        return shown;
    }

    /** 7.1. */
    @Test
    void section7UserinfoAnswersTheHolderOnly() {
        String token = text(ok(token(key, codeForm(web))), "access_token");
        String proof = key.proof("GET", USERINFO, token);
        assertThat(userinfo("DPoP", token, proof).status()).isEqualTo(200);

        assertThat(challenge(userinfo("DPoP", token, proof))).contains("error=\"invalid_dpop_proof\"", "algs=\"");
        assertThat(challenge(userinfo("Bearer", token, null)))
                .startsWith("DPoP ")
                .contains("invalid_token");
        assertThat(challenge(userinfo("DPoP", token, null))).contains("invalid_dpop_proof");
        assertThat(challenge(userinfo("DPoP", token, other.proof("GET", USERINFO, token))))
                .contains("invalid_token");
        assertThat(challenge(userinfo("DPoP", token, key.proof("GET", USERINFO, "another"))))
                .contains("invalid_dpop_proof");
        Shown stale = userinfo("DPoP", token, key.proof("GET", USERINFO, token, "old"));
        assertThat(challenge(stale)).contains("use_dpop_nonce");
        assertThat(stale.header("DPoP-Nonce")).isEqualTo(provider.possession.nonce());
    }

    private static String challenge(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(401);
        return shown.header("WWW-Authenticate");
    }

    @Test
    void section7ATokenWithoutKeyIsABearerToken() {
        String token = text(ok(app.postRaw("/oauth2/token", codeForm(web))), "access_token");

        assertThat(userinfo("Bearer", token, null).status()).isEqualTo(200);
        assertThat(challenge(userinfo("DPoP", token, key.proof("GET", USERINFO, token))))
                .contains("invalid_token");
    }

    private Decision api(String scheme, String token, String... proofs) {
        return new Gate(List.of(provider.gate))
                .decide(new Presented(List.of(scheme + " " + token), "GET", ME, List.of(proofs), null));
    }

    @Test
    void section7TheApiAdmitsTheHolderOnly() {
        String token = text(ok(token(key, codeForm(web))), "access_token");
        String proof = key.proof("GET", ME, token);

        assertThat(api("DPoP", token, proof)).isInstanceOf(Decision.Admitted.class);
        assertThat(api("DPoP", token, proof)).isInstanceOf(Decision.Challenged.class);
        assertThat(api("DPoP", token)).isInstanceOf(Decision.Challenged.class);
        assertThat(api("Bearer", token)).isInstanceOf(Decision.Challenged.class);
        assertThat(api("DPoP", token, key.proof("GET", ME, token), key.proof("GET", ME, token)))
                .isInstanceOf(Decision.Challenged.class);
        assertThat(api("DPoP", token, other.proof("GET", ME, token))).isInstanceOf(Decision.Challenged.class);
        assertThat(api("DPoP", token, key.proof("POST", ME, token))).isInstanceOf(Decision.Challenged.class);
        assertThat(api("DPoP", token, key.proof("GET", ME + "/x", token))).isInstanceOf(Decision.Challenged.class);
    }

    /** 6.2. */
    @Test
    void section6IntrospectionNamesTheKey() {
        String token = text(ok(token(key, codeForm(web))), "access_token");

        Map<String, Object> answer = ok(app.postRaw(
                "/oauth2/introspect",
                "token=" + token + "&client_id=" + web.client().id() + "&client_secret=" + web.secret()));

        assertThat(answer).containsEntry("token_type", "DPoP").containsEntry("cnf", Map.of("jkt", key.thumbprint()));
    }

    private static String formOf(AddedApp by, String code, String more) {
        return "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Provider.CALLBACK + "&client_id="
                + by.client().id() + "&client_secret=" + by.secret() + more;
    }

    private String boundCode(DpopKey to) {
        return provider.codeWithin(ada, web.client(), SCOPES, Bounds.NONE.boundTo(to.confirmation()));
    }

    /** Whoever has the code but not the key neither gets nor spends anything. */
    @Test
    void section10ACodeThatNamesAKeyIsGoodWithThatKeyOnly() {
        String form = formOf(web, boundCode(key), "");

        assertRefused(app.postRaw("/oauth2/token", form), "invalid_grant");
        assertRefused(token(other, form), "invalid_grant");
        Map<String, Object> answer = ok(token(key, form));
        assertThat(binding(text(answer, "access_token"))).isEqualTo(key.confirmation());
    }

    private void registered(String member) {
        provider.describe(web.client(), Map.of(member, true));
    }

    /** 5.2. */
    @Test
    void section5AnAppThatWantsBoundTokensGetsNoOthers() {
        registered("dpop_bound_access_tokens");
        String form = codeForm(web);

        assertRefused(app.postRaw("/oauth2/token", form), "invalid_dpop_proof");
        assertThat(ok(token(key, form))).containsEntry("token_type", "DPoP");
    }

    /** FAPI 2.0 Security Profile, 5.4.1: PS256, ES256 and EdDSA. */
    @Test
    void section11AnAppWithAProfileSignsAsItsProfileSays() throws Exception {
        provider.describe(
                web.client(), Map.of("security_profile", "fapi2", "token_endpoint_auth_method", "private_key_jwt"));
        DpopKey rsa = new DpopKey(new RSAKeyGenerator(2048).generate(), JWSAlgorithm.RS256, provider.clock);
        Shown refused = token(rsa, codeForm(web));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(json(refused)).containsEntry("error", "invalid_dpop_proof");
    }

    /** RFC 8705, 3 and 3.4. */
    @Test
    void rfc8705TokensAreBoundToTheCertificateOfAnAppThatWantsIt() {
        registered("tls_client_certificate_bound_access_tokens");
        TestCertificate held = TestCertificate.selfSigned("CN=quill");
        TestCertificate stolen = TestCertificate.selfSigned("CN=quill");
        String form = codeForm(web);
        assertRefused(app.postRaw("/oauth2/token", form), "invalid_request");
        assertRefused(token(key, form), "invalid_request");

        app.holding(held.certificate());
        Map<String, Object> answer = ok(app.postRaw("/oauth2/token", form));
        String token = text(answer, "access_token");

        assertThat(answer).containsEntry("token_type", "Bearer");
        assertThat(binding(token)).isEqualTo(Possession.of(held.certificate()));
        assertThat(userinfo("Bearer", token, null).status()).isEqualTo(200);
        assertThat(ok(app.with("Authorization", "Bearer " + token).get("/oauth2/ping")))
                .containsEntry("ok", true);
        app.holding(stolen.certificate());
        assertThat(challenge(userinfo("Bearer", token, null))).contains("invalid_token");
        assertThat(challenge(app.with("Authorization", "Bearer " + token).get("/oauth2/ping")))
                .contains("invalid_token");
        app.with("Authorization", "").holding();
        assertThat(challenge(userinfo("Bearer", token, null))).contains("invalid_token");
        assertThat(api(token, held)).isInstanceOf(Decision.Admitted.class);
        assertThat(api(token, stolen)).isInstanceOf(Decision.Challenged.class);
    }

    private Decision api(String token, TestCertificate held) {
        Presented presented = new Presented(List.of("Bearer " + token), "GET", ME, List.of(), held.certificate());
        return new Gate(List.of(provider.gate)).decide(presented);
    }

    /** RFC 8705, 3.1 and 3.2; of an app that acts for itself too. */
    @Test
    void rfc8705IntrospectionNamesTheCertificate() {
        registered("tls_client_certificate_bound_access_tokens");
        TestCertificate held = TestCertificate.selfSigned("CN=quill");
        app.holding(held.certificate());
        String token = text(ok(app.postRaw("/oauth2/token", codeForm(web))), "access_token");

        Map<String, Object> answer = ok(app.postRaw(
                "/oauth2/introspect",
                "token=" + token + "&client_id=" + web.client().id() + "&client_secret=" + web.secret()));

        assertThat(answer)
                .containsEntry("token_type", "Bearer")
                .containsEntry("cnf", Possession.of(held.certificate()).claim());
    }

    /** What only passes through a machine that holds a certificate for other reasons stays as it is. */
    @Test
    void rfc8705AnAppThatDoesNotWantItGetsNoBoundTokens() {
        app.holding(TestCertificate.selfSigned("CN=quill").certificate());

        assertThat(binding(text(ok(app.postRaw("/oauth2/token", codeForm(web))), "access_token")))
                .isNull();
    }

    @Test
    void section7PingAnswersTheHolderOnly() {
        String token = text(ok(token(key, codeForm(web))), "access_token");
        String proof = key.proof("GET", Provider.ISSUER + "/oauth2/ping", token);

        assertThat(ok(app.with("Authorization", "DPoP " + token)
                        .with("DPoP", proof)
                        .get("/oauth2/ping")))
                .containsEntry("ok", true);
        assertThat(challenge(app.get("/oauth2/ping"))).startsWith("DPoP ");
        assertThat(challenge(app.with("Authorization", "Bearer " + token)
                        .with("DPoP", "")
                        .get("/oauth2/ping")))
                .startsWith("DPoP ");
    }

    /** 5.1. */
    @Test
    void section51DiscoveryNamesTheAlgorithms() {
        Map<String, Object> metadata = ok(app.get("/.well-known/oauth-authorization-server"));

        assertThat(metadata)
                .containsEntry("dpop_signing_alg_values_supported", List.of("RS256", "PS256", "ES256", "EdDSA"));
    }

    /** 6.2: it says nothing by itself, and is worth nothing without the key. */
    @Test
    void section6AnOpaqueTokenIsBoundAsWell() {
        provider.describe(web.client(), Map.of("access_token_format", "opaque"));
        String token = text(ok(token(key, codeForm(web))), "access_token");

        assertThat(token).startsWith("twa_");
        assertThat(binding(token)).isEqualTo(key.confirmation());
        assertThat(api("DPoP", token, key.proof("GET", ME, token))).isInstanceOf(Decision.Admitted.class);
        assertThat(api("DPoP", token, other.proof("GET", ME, token))).isInstanceOf(Decision.Challenged.class);
    }
}
