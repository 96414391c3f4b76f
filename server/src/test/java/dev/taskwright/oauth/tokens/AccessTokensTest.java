package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9068; OpenID Connect Core, 2; RFC 9700, 4.9 and 4.10 (S14). */
@EachDatabase
class AccessTokensTest {
    private static final String API = Provider.ISSUER + "/api/v1";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    AccessTokensTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private TokenAnswer issue(String scopes) {
        String code = provider.code(ada, client, scopes, null);
        return provider.tokens.issue(client, provider.rights(provider.redeem(client, code, null)));
    }

    private static Map<String, Object> claims(String token) throws ParseException {
        return SignedJWT.parse(token).getPayload().toJSONObject();
    }

    @Test
    void theClaimsAreThoseOfTheContract() throws ParseException {
        String token = issue("openid email profile api1").accessToken();

        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        String number = ada.id().toString();
        assertThat(claims(token))
                .containsEntry("iss", Provider.ISSUER)
                .containsEntry("aud", API)
                .containsEntry("sub", number)
                .containsEntry("userid", number)
                .containsEntry("client_id", client.id().value())
                .containsEntry("scope", "openid email profile api1")
                .containsEntry("email", "ada@example.org")
                .containsEntry("email_verified", false)
                .containsEntry("name", "The ada")
                .containsEntry("fullname", "The ada")
                .containsEntry("preferred_username", "ada")
                .containsEntry("picture", null)
                .containsEntry("exp", provider.clock.instant().getEpochSecond() + 3_600);
    }

    @Test
    void whatNoScopeAsksForIsNotSaid() throws ParseException {
        assertThat(claims(issue("openid api1").accessToken()))
                .doesNotContainKeys("email", "email_verified", "name", "fullname", "preferred_username", "picture");
    }

    @Test
    void theAudienceFollowsTheScopes() throws ParseException {
        assertThat(claims(issue("openid").accessToken())).containsEntry("aud", Provider.ISSUER);
        assertThat(claims(issue("api1 api2").accessToken())).containsEntry("aud", API);
        assertThat(claims(issue("api1 mcp").accessToken()))
                .containsEntry("aud", List.of(API, Provider.ISSUER + "/mcp"));
    }

    @Test
    void theIdTokenSaysWhoSignedInAndWhen() throws ParseException {
        TokenAnswer answer = issue("openid email");

        String idToken = String.valueOf(answer.idToken());
        assertThat(SignedJWT.parse(idToken).getHeader().getAlgorithm().getName())
                .isEqualTo("RS256");
        assertThat(claims(idToken))
                .containsEntry("iss", Provider.ISSUER)
                .containsEntry("aud", client.id().value())
                .containsEntry("sub", ada.id().toString())
                .containsEntry("nonce", "n-0S6_WzA2Mj")
                .containsEntry("auth_time", provider.clock.instant().getEpochSecond())
                .containsEntry("at_hash", IdTokens.leftHalf(answer.accessToken(), SignatureAlgorithm.RS256))
                .doesNotContainKey("email");
        assertThat(issue("api1").idToken()).isNull();
    }

    /** OpenID Connect Core, 3.1.3.6: the example of Appendix A.3. */
    @Test
    void theHashIsTheLeftHalf() {
        assertThat(IdTokens.leftHalf("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", SignatureAlgorithm.RS256))
                .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
        assertThat(IdTokens.leftHalf("état", SignatureAlgorithm.RS256))
                .as("a state beyond ASCII")
                .isNotEqualTo(IdTokens.leftHalf("?tat", SignatureAlgorithm.RS256));
    }

    @Test
    void itHoldsForAnHour() {
        String token = issue("api1").accessToken();
        provider.clock.advance(AccessTokens.LIFETIME.minusSeconds(1));
        assertThat(provider.accessTokens.find(token)).isPresent();

        provider.clock.advance(Duration.ofSeconds(1));

        assertThat(provider.accessTokens.find(token)).isEmpty();
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        TokenAnswer answer = issue("openid api1");

        assertThat(provider.accessTokens.find(String.valueOf(answer.idToken()))).isEmpty();
    }

    @Test
    void anotherIssuersTokenUnderOurKeyIsRefused() {
        String token = provider.keys.sign(
                SignatureAlgorithm.ES256, "at+jwt", Map.of("iss", "https://other.example", "sub", "1"));

        assertThat(provider.accessTokens.find(token)).isEmpty();
    }

    @Test
    void theGateAdmitsThePersonWithTheTokensScopes() {
        assertThat(provider.gate.check(calling(issue("openid api1").accessToken(), API + "/me/projects")))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.caller())
                                .isEqualTo(new Caller.Person(
                                        ada.id(), "ada", Set.of(Scope.OPENID, Scope.API1), "oauth:" + client.id())));
    }

    @Test
    void aTokenForAnotherResourceIsRefused() {
        String agent = issue("mcp").accessToken();

        assertThat(provider.gate.check(calling(agent, API + "/me/projects"))).isInstanceOf(Decision.Challenged.class);
        assertThat(provider.gate.check(calling(agent, Provider.ISSUER + "/mcp")))
                .isInstanceOf(Decision.Admitted.class);
        assertThat(provider.gate.check(calling(agent, Provider.ISSUER + "/mcpx")))
                .isInstanceOf(Decision.Challenged.class);
    }

    @Test
    void disablingWithdrawingAndDeletingAreEffectiveAtOnce() {
        String disabled = issue("api1").accessToken();
        provider.users.disable(People.OPERATOR, ada.id());
        assertRefused(disabled);
        provider.users.enable(People.OPERATOR, ada.id());
        assertThat(provider.gate.check(calling(disabled, API))).isInstanceOf(Decision.Admitted.class);

        provider.consents.withdraw(ada.id(), client.id());
        assertRefused(disabled);

        String again = issue("api1").accessToken();
        assertThat(provider.gate.check(calling(again, API))).isInstanceOf(Decision.Admitted.class);
        provider.apps.delete(People.OPERATOR, client.id().value());
        assertRefused(again);
    }

    @Test
    void garbageIsRefusedAndOtherKindsAreNotOurs() {
        assertRefused("a.b.c");
        assertThat(provider.gate.recognises(calling("twp_abc", API))).isFalse();
        assertThat(provider.gate.recognises(new Credential("basic", "a.b.c", "GET", API, List.of(), null)))
                .isFalse();
    }

    @Test
    void anIndependentLibraryVerifiesTheSignatures() throws Exception {
        TokenAnswer answer = issue("openid api1");
        JWKSet keys = JWKSet.parse(provider.keys.published());

        for (String token : List.of(answer.accessToken(), String.valueOf(answer.idToken()))) {
            SignedJWT jwt = SignedJWT.parse(token);
            AsymmetricJWK key =
                    (AsymmetricJWK) keys.getKeyByKeyId(jwt.getHeader().getKeyID());
            JWSVerifier verifier =
                    new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key.toPublicKey());
            assertThat(jwt.verify(verifier)).isTrue();
        }
    }

    private void assertRefused(String token) {
        assertThat(provider.gate.check(calling(token, API))).isInstanceOf(Decision.Challenged.class);
    }

    private static Credential calling(String token, String url) {
        return new Credential("bearer", token, "GET", url, List.of(), null);
    }
}
