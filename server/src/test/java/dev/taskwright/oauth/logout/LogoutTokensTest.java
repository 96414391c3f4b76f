package dev.taskwright.oauth.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Back-Channel Logout, 2.4; RP-Initiated Logout, 2; Core, 8 and 10. */
class LogoutTokensTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Client client = provider.webApp(ada).client();
    private final LogoutTokens tokens =
            new LogoutTokens(provider.messages, provider.subjects, provider.issuer, provider.random, provider.clock);

    @AfterEach
    void close() {
        data.close();
    }

    private String idToken(Client to) {
        Rights rights = provider.rights(provider.redeem(to, provider.code(ada, to, "openid", null), null));
        return String.valueOf(provider.tokens.issue(to, rights).idToken());
    }

    private String logoutToken(Client to) {
        return tokens.issue(to, new Participant(to.id(), ada.id(), "the sid"));
    }

    @Test
    void section24APairwiseAppIsToldOfTheSubjectThatItKnows() throws ParseException {
        Client pairwise =
                provider.describe(client, Map.of("subject_type", "pairwise", "id_token_signed_response_alg", "EdDSA"));

        SignedJWT logout = SignedJWT.parse(logoutToken(pairwise));

        assertThat(logout.getHeader().getAlgorithm().getName()).isEqualTo("EdDSA");
        assertThat(logout.getJWTClaimsSet().getSubject())
                .isEqualTo(SignedJWT.parse(idToken(pairwise)).getJWTClaimsSet().getSubject())
                .isNotEqualTo(ada.id().toString());
    }

    @Test
    void section24AnAppWithEncryptedIdTokensGetsEncryptedLogoutTokens() throws JOSEException, ParseException {
        RSAKey key = new RSAKeyGenerator(2_048).keyID("app").generate();
        Object jwks = Json.parse(new JWKSet(key).toPublicJWKSet().toString());
        Client app = provider.describe(client, Map.of("id_token_encrypted_response_alg", "RSA-OAEP-256", "jwks", jwks));

        JWEObject jwe = JWEObject.parse(logoutToken(app));
        jwe.decrypt(new RSADecrypter(key));

        assertThat(provider.keys.verify(jwe.getPayload().toString(), "logout+jwt"))
                .hasValueSatisfying(claims -> assertThat(claims).containsEntry("sid", "the sid"));
    }

    @Test
    void rpInitiated2TheHintOfAPairwiseAppSaysWhichAppAsks() {
        Client pairwise =
                provider.describe(client, Map.of("subject_type", "pairwise", "id_token_signed_response_alg", "ES256"));
        LogoutChecks checks = new LogoutChecks(provider.clients, provider.idTokens);

        LogoutRequest request = checks.check(QueryText.parse("id_token_hint=" + idToken(pairwise)));

        assertThat(request.clientId()).isEqualTo(client.id().value());
    }
}
