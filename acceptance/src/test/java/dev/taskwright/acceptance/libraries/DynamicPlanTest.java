package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Callback;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An app as the suite's Dynamic plan registers it: one RSA key without a {@code kid} for assertions and request objects, a
 * {@code redirect_uri} with a query, a {@code request_uri} whose fragment is no digest of anything.
 */
class DynamicPlanTest {
    private static final String SCOPE = "openid profile offline_access";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        server = TestServer.start(folder, "--dev");
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @Test
    void anAppWithOneNamelessKeySignsItsRequestsAndAssertions() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        try (Callback callback = Callback.listen();
                Visit visit = chromium.visit()) {
            URI reference = callback.address().resolve("/request.jwt#" + "A".repeat(43));
            App app = App.registerItself(server.issuer(), metadata(callback, key, reference), new JWKSet(key));
            callback.page("/request.jwt", requestObject(app, key));

            new Traveller(visit, "owner", server.password())
                    .follow(byReference(app, reference).toString());
            assertThat(callback.await().getQuery()).startsWith("dummy1=lorem&dummy2=ipsum&");
            OIDCTokenResponse tokens = app.redeem(app.answer(callback.await()));
            String subject = app.validate(tokens).getSubject().getValue();
            SignedJWT userInfo = (SignedJWT)
                    app.userInfoAnswer(tokens.getTokens().getAccessToken()).getUserInfoJWT();
            assertThat(userInfo.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(userInfo.getJWTClaimsSet().getSubject()).isEqualTo(subject);
            app.refresh(tokens.getTokens().getRefreshToken());
        }
    }

    private static OIDCClientMetadata metadata(Callback callback, RSAKey key, URI reference) {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName("Dynamic");
        metadata.setEmailContacts(List.of("certification@example.org"));
        metadata.setRedirectionURI(URI.create(callback.address() + "?dummy1=lorem&dummy2=ipsum"));
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setResponseTypes(Set.of(ResponseType.CODE));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        metadata.setJWKSet(new JWKSet(key).toPublicJWKSet());
        metadata.setUserInfoJWSAlg(JWSAlgorithm.RS256);
        metadata.setRequestObjectJWSAlg(JWSAlgorithm.RS256);
        metadata.setRequestObjectURIs(Set.of(reference));
        return metadata;
    }

    private static String requestObject(App app, RSAKey key) throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder(
                        app.request(ResponseType.CODE, SCOPE).toJWTClaimsSet())
                .issuer(app.client().getID().getValue())
                .audience(server.issuer().toString())
                .build();
        SignedJWT object = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        object.sign(new RSASSASigner(key));
        return object.serialize();
    }

    /** Core, 6.2: what OAuth 2.0 requires stands beside the reference. */
    private static URI byReference(App app, URI reference) {
        Map<String, List<String>> parameters = Map.of(
                "client_id", List.of(app.client().getID().getValue()),
                "response_type", List.of("code"),
                "scope", List.of("openid"),
                "request_uri", List.of(reference.toString()));
        return URI.create(
                app.provider().getAuthorizationEndpointURI() + "?" + URLUtils.serializeParameters(parameters));
    }
}
