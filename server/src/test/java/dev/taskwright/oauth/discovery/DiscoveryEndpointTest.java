package dev.taskwright.oauth.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Discovery, 3 and 4; RFC 8414, 2 and 3; read by an independent library. */
class DiscoveryEndpointTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final Browser browser = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void bothDocumentsAreReadByAnIndependentLibrary() throws ParseException {
        Shown openid = browser.get("/.well-known/openid-configuration");
        Shown oauth = browser.get("/.well-known/oauth-authorization-server");

        assertThat(openid.status()).isEqualTo(200);
        assertThat(openid.header("Content-Type")).isEqualTo("application/json");
        OIDCProviderMetadata provided = OIDCProviderMetadata.parse(openid.body());
        assertThat(provided.getIssuer().getValue()).isEqualTo(Provider.ISSUER);
        assertThat(provided.getAuthorizationEndpointURI()).isEqualTo(URI.create(Provider.ISSUER + "/oauth2/authorize"));
        assertThat(provided.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(provided.supportsRequestURIParam()).isTrue();
        assertThat(provided.requiresRequestURIRegistration()).isTrue();
        assertThat(provided.supportsClaimsParam()).isTrue();
        AuthorizationServerMetadata server = AuthorizationServerMetadata.parse(oauth.body());
        assertThat(server.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(provided.getCodeChallengeMethods()).as("S07").containsExactly(CodeChallengeMethod.S256);
        assertThat(server.getGrantTypes())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "authorization_code",
                        "client_credentials",
                        "implicit",
                        "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "urn:openid:params:grant-type:ciba");
    }

    /** Discovery, 3: what tokens and messages may look like, as an independent library reads it. */
    @Test
    void section3TheAlgorithmsAndSubjectsAreThoseThatAreServed() throws ParseException {
        OIDCProviderMetadata provided = OIDCProviderMetadata.parse(
                browser.get("/.well-known/openid-configuration").body());

        assertThat(provided.getSubjectTypes()).containsExactlyInAnyOrder(SubjectType.PUBLIC, SubjectType.PAIRWISE);
        for (List<JWSAlgorithm> signing : List.of(provided.getIDTokenJWSAlgs(), provided.getUserInfoJWSAlgs())) {
            assertThat(signing)
                    .extracting(JWSAlgorithm::getName)
                    .containsExactlyInAnyOrder("RS256", "PS256", "ES256", "EdDSA");
        }
        assertThat(provided.getIDTokenJWEAlgs()).isEqualTo(Protection.ENCRYPTIONS);
        assertThat(provided.getIDTokenJWEEncs()).isEqualTo(Protection.CONTENTS);
        assertThat(provided.getUserInfoJWEAlgs()).isEqualTo(Protection.ENCRYPTIONS);
        assertThat(provided.getACRs())
                .extracting(Object::toString)
                .containsExactly("urn:taskwright:acr:password", "urn:taskwright:acr:mfa", "phr");
        assertThat(provided.getClaims()).contains("sub", "acr", "amr", "c_hash", "phone_number", "address");
        assertThat(provided.getIntrospectionEndpointAuthMethods())
                .doesNotContain(ClientAuthenticationMethod.NONE)
                .contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        assertThat(provided.getRevocationEndpointAuthMethods()).contains(ClientAuthenticationMethod.NONE);
        assertThat(browser.get(provided.getIntrospectionEndpointURI().getPath()).status())
                .isEqualTo(405);
        assertThat(browser.get(provided.getRevocationEndpointURI().getPath()).status())
                .isEqualTo(405);
    }

    /** Everything that is promised answers, and nothing under it is a 404. */
    @Test
    void everyEndpointNamedExists() throws ParseException {
        OIDCProviderMetadata provided = OIDCProviderMetadata.parse(
                browser.get("/.well-known/openid-configuration").body());

        assertThat(browser.get(provided.getAuthorizationEndpointURI().getPath()).status())
                .isEqualTo(400);
        assertThat(browser.get(provided.getTokenEndpointURI().getPath()).status())
                .isEqualTo(405);
        assertThat(browser.get(provided.getUserInfoEndpointURI().getPath()).status())
                .isEqualTo(401);
        assertThat(browser.get(provided.getJWKSetURI().getPath()).status()).isEqualTo(200);
    }

    @Test
    void bothDocumentsAreAlsoWhereAPathIsInsertedOrAppended() {
        String metadata = browser.get("/.well-known/openid-configuration").body();
        for (String path : List.of(
                "/.well-known/oauth-authorization-server/oauth2",
                "/.well-known/openid-configuration/connect",
                "/oauth2/.well-known/openid-configuration",
                "/connect/.well-known/oauth-authorization-server")) {
            assertThat(browser.get(path).body()).as(path).isEqualTo(metadata);
        }
    }

    @Test
    void theKeySetIsPublicAndMayBeKeptForAWhile() throws java.text.ParseException {
        Shown shown = browser.get("/oauth2/jwks");

        assertThat(shown.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(JWKSet.parse(shown.body()).getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(JWKSet.parse(shown.body()).getKeys())
                .extracting(key -> key.getKeyUse().identifier())
                .containsExactly("sig", "sig", "sig", "sig", "enc", "enc");
    }
}
