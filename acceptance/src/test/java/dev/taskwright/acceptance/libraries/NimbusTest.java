package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Callback;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nimbus, which is strict about everything it parses. */
class NimbusTest {
    private static final String EVERYTHING = "openid profile email offline_access";

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

    private static OIDCClientMetadata metadata(Callback callback) {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName("Harvest");
        metadata.setRedirectionURI(callback.address());
        metadata.setPostLogoutRedirectionURIs(Set.of(signedOut(callback)));
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setScope(Scope.parse(EVERYTHING));
        return metadata;
    }

    private static URI signedOut(Callback callback) {
        return callback.address().resolve("/signed-out");
    }

    private static OIDCTokenResponse signIn(App app, Callback callback, Visit visit) throws Exception {
        new Traveller(visit, "owner", server.password())
                .follow(app.request(EVERYTHING).toString());
        return app.redeem(app.answer(callback.await()));
    }

    @Test
    void anAppRegistersSignsInRefreshesAsksAndSignsOut() throws Exception {
        try (Callback callback = Callback.listen();
                Visit visit = chromium.visit()) {
            App app = App.registerItself(server.issuer(), metadata(callback), new JWKSet());
            OIDCTokenResponse tokens = signIn(app, callback, visit);
            IDTokenClaimsSet claims = app.validate(tokens);
            OIDCTokenResponse refreshed = app.refresh(tokens.getTokens().getRefreshToken());
            AccessToken access = refreshed.getTokens().getAccessToken();
            assertThat(app.userInfo(access).getSubject()).isEqualTo(claims.getSubject());

            URI farewell = app.farewell(tokens.getOIDCTokens().getIDToken(), signedOut(callback));
            new Traveller(visit, "owner", server.password()).follow(farewell.toString());
            assertThat(callback.await().getPath()).isEqualTo("/signed-out");
            assertThat(callback.await().getQuery()).startsWith("state=");
            assertThat(app.refreshInVain(refreshed.getTokens().getRefreshToken())
                            .getErrorObject()
                            .getCode())
                    .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
        }
    }

    /** RFC 7592. */
    @Test
    void anAppReadsChangesAndDeletesItsRegistration() throws Exception {
        try (Callback callback = Callback.listen()) {
            OIDCClientInformation client = App.registerItself(server.issuer(), metadata(callback), new JWKSet())
                    .client();
            assertThat(read(client).getOIDCMetadata().getRedirectionURI()).isEqualTo(callback.address());

            OIDCClientMetadata changed = client.getOIDCMetadata();
            changed.setName("Harvest Festival");
            HTTPResponse answer = new OIDCClientUpdateRequest(
                            client.getRegistrationURI(),
                            client.getID(),
                            client.getRegistrationAccessToken(),
                            changed,
                            client.getSecret())
                    .toHTTPRequest()
                    .send();
            OIDCClientInformation after =
                    OIDCClientInformationResponse.parse(answer).getOIDCClientInformation();
            assertThat(after.getOIDCMetadata().getName()).isEqualTo("Harvest Festival");

            assertThat(new ClientDeleteRequest(client.getRegistrationURI(), after.getRegistrationAccessToken())
                            .toHTTPRequest()
                            .send()
                            .getStatusCode())
                    .isEqualTo(204);
            assertThat(new ClientReadRequest(client.getRegistrationURI(), after.getRegistrationAccessToken())
                            .toHTTPRequest()
                            .send()
                            .getStatusCode())
                    .isEqualTo(401);
        }
    }

    private static OIDCClientInformation read(OIDCClientInformation client) throws Exception {
        return OIDCClientInformationResponse.parse(
                        new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                                .toHTTPRequest()
                                .send())
                .getOIDCClientInformation();
    }

    /** RFC 7662 and RFC 7009. */
    @Test
    void anAppAsksAboutItsTokensAndEndsThem() throws Exception {
        try (Callback callback = Callback.listen();
                Visit visit = chromium.visit()) {
            App app = App.registerItself(server.issuer(), metadata(callback), new JWKSet());
            OIDCTokenResponse tokens = signIn(app, callback, visit);
            AccessToken access = tokens.getTokens().getAccessToken();
            TokenIntrospectionSuccessResponse known = introspect(app, access);
            assertThat(known.isActive()).isTrue();
            assertThat(known.getSubject()).isEqualTo(app.validate(tokens).getSubject());
            assertThat(known.getClientID()).isEqualTo(app.client().getID());
            assertThat(known.getScope()).isEqualTo(access.getScope());

            assertThat(new TokenRevocationRequest(
                                    app.provider().getRevocationEndpointURI(),
                                    authentication(app),
                                    tokens.getTokens().getRefreshToken())
                            .toHTTPRequest()
                            .send()
                            .getStatusCode())
                    .isEqualTo(200);
            assertThat(introspect(app, access).isActive()).isFalse();
            app.refreshInVain(tokens.getTokens().getRefreshToken());
        }
    }

    private static TokenIntrospectionSuccessResponse introspect(App app, AccessToken token) throws Exception {
        HTTPResponse answer = new TokenIntrospectionRequest(
                        app.provider().getIntrospectionEndpointURI(), authentication(app), token)
                .toHTTPRequest()
                .send();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return TokenIntrospectionResponse.parse(answer).toSuccessResponse();
    }

    private static ClientAuthentication authentication(App app) throws Exception {
        return app.authentication().orElseThrow();
    }

    /** Core, 9 and 10.2: the app signs with one key of its own, and is answered under another. */
    @Test
    void anAppWithKeysOfItsOwnProvesItselfWithThemAndIsAnsweredUnderThem() throws Exception {
        RSAKey secrets = new RSAKeyGenerator(2048)
                .keyID("for-me")
                .keyUse(KeyUse.ENCRYPTION)
                .generate();
        JWKSet keys = new JWKSet(List.of(
                new ECKeyGenerator(Curve.P_256)
                        .keyID("by-me")
                        .keyUse(KeyUse.SIGNATURE)
                        .generate(),
                secrets));
        try (Callback callback = Callback.listen();
                Visit visit = chromium.visit()) {
            OIDCClientMetadata metadata = metadata(callback);
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            metadata.setTokenEndpointAuthJWSAlg(JWSAlgorithm.ES256);
            metadata.setJWKSet(keys.toPublicJWKSet());
            metadata.setIDTokenJWSAlg(JWSAlgorithm.ES256);
            metadata.setIDTokenJWEAlg(JWEAlgorithm.RSA_OAEP_256);
            metadata.setIDTokenJWEEnc(EncryptionMethod.A256GCM);
            metadata.setUserInfoJWSAlg(JWSAlgorithm.ES256);
            metadata.setUserInfoJWEAlg(JWEAlgorithm.RSA_OAEP_256);
            metadata.setUserInfoJWEEnc(EncryptionMethod.A256GCM);
            App app = App.registerItself(server.issuer(), metadata, keys);

            OIDCTokenResponse tokens = signIn(app, callback, visit);
            assertThat(tokens.getOIDCTokens().getIDToken()).isInstanceOf(EncryptedJWT.class);
            IDTokenClaimsSet claims = app.validate(tokens);
            EncryptedJWT userInfo = (EncryptedJWT)
                    app.userInfoAnswer(tokens.getTokens().getAccessToken()).getUserInfoJWT();
            userInfo.decrypt(new RSADecrypter(secrets));
            assertThat(userInfo.getPayload().toSignedJWT().getJWTClaimsSet().getSubject())
                    .isEqualTo(claims.getSubject().getValue());
        }
    }
}
