package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.jarm.JARMValidator;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The apps that {@code conformance/prepare} makes for the plans of FAPI 2.0, with their keys, written with Nimbus. */
class ProfilePlansTest {
    private static final Pattern PERSON = Pattern.compile("person: (\\S+), password: (\\S+)");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static String said;
    private static OIDCProviderMetadata provider;

    @BeforeAll
    static void prepare() throws Exception {
        server = TestServer.start(folder.resolve("data"));
        chromium = Chromium.launch();
        Process process = new ProcessBuilder(
                        Checkout.file("conformance/prepare").toString(),
                        "--issuer",
                        server.issuer().toString(),
                        "--output",
                        folder.resolve("plans").toString(),
                        "--data",
                        server.data().toString())
                .redirectErrorStream(true)
                .start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        provider = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    /** An app of a configuration: its keys, and what it remembers of one authorization. */
    private record Held(
            ClientID id, ECKey key, URI callback, DPoPProofFactory proofs, CodeVerifier verifier, State state) {
        static Held of(JsonNode plan, String member) throws Exception {
            JsonNode client = plan.path(member);
            return new Held(
                    new ClientID(client.path("client_id").asString()),
                    ECKey.parse(client.path("jwks").path("keys").path(0).toString()),
                    URI.create(Suite.ORIGIN + "/test/a/" + plan.path("alias").asString() + "/callback"),
                    new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256),
                    new CodeVerifier(),
                    new State());
        }

        /** The issuer is the audience, whatever the endpoint. */
        PrivateKeyJWT proof() throws Exception {
            return new PrivateKeyJWT(
                    id,
                    URI.create(provider.getIssuer().getValue()),
                    JWSAlgorithm.ES256,
                    key.toPrivateKey(),
                    key.getKeyID(),
                    null);
        }

        HTTPResponse send(HTTPRequest request) throws Exception {
            request.setDPoP(proofs.createDPoPJWT(request.getMethod().name(), request.getURI()));
            return request.send();
        }

        AuthorizationRequest request(boolean isSigned, boolean isAnsweredSigned) throws Exception {
            AuthorizationRequest.Builder plain = new AuthorizationRequest.Builder(ResponseType.CODE, id)
                    .redirectionURI(callback)
                    .scope(Scope.parse("openid offline_access api1"))
                    .state(state)
                    .codeChallenge(verifier, CodeChallengeMethod.S256);
            if (isAnsweredSigned) {
                plain.responseMode(ResponseMode.JWT);
            }
            return isSigned ? new AuthorizationRequest.Builder(signed(plain.build()), id).build() : plain.build();
        }

        private SignedJWT signed(AuthorizationRequest request) throws Exception {
            Instant now = Instant.now();
            JWTClaimsSet claims = new JWTClaimsSet.Builder(request.toJWTClaimsSet())
                    .issuer(id.getValue())
                    .audience(provider.getIssuer().getValue())
                    .notBeforeTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .build();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt;
        }

        URI push(AuthorizationRequest request) throws Exception {
            HTTPResponse answer = send(new PushedAuthorizationRequest(
                            provider.getPushedAuthorizationRequestEndpointURI(), proof(), request)
                    .toHTTPRequest());
            URI address = PushedAuthorizationResponse.parse(answer)
                    .toSuccessResponse()
                    .getRequestURI();
            return new AuthorizationRequest.Builder(address, id)
                    .endpointURI(provider.getAuthorizationEndpointURI())
                    .build()
                    .toURI();
        }

        AuthorizationCode code(URI arrived, boolean isAnsweredSigned) throws Exception {
            AuthorizationResponse answer = isAnsweredSigned
                    ? AuthorizationResponse.parse(
                            arrived,
                            new JARMValidator(
                                    provider.getIssuer(),
                                    id,
                                    JWSAlgorithm.ES256,
                                    provider.getJWKSetURI().toURL()))
                    : AuthorizationResponse.parse(arrived);
            assertThat(answer.getState()).isEqualTo(state);
            assertThat(answer.getIssuer()).isEqualTo(provider.getIssuer());
            return answer.toSuccessResponse().getAuthorizationCode();
        }

        AccessToken redeem(AuthorizationCode code) throws Exception {
            AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, verifier);
            TokenRequest request = new TokenRequest.Builder(provider.getTokenEndpointURI(), proof(), grant).build();
            HTTPResponse answer = send(request.toHTTPRequest());
            return OIDCTokenResponse.parse(answer).getOIDCTokens().getAccessToken();
        }

        int ask(AccessToken token, URI resource) throws Exception {
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, resource);
            request.setAuthorization(token.toAuthorizationHeader());
            request.setDPoP(proofs.createDPoPJWT("GET", resource, token));
            return request.send().getStatusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fapi2-private_key_jwt-dpop",
                "fapi2-signed-private_key_jwt-dpop",
                "fapi2-jarm-private_key_jwt-dpop"
            })
    void everyAppOfAPlanPushesItsRequestAndAsksWithABoundToken(String name) throws Exception {
        JsonNode plan = Json.parse(Files.readString(folder.resolve("plans").resolve(name + ".json")));
        boolean isSigned = name.contains("signed") || name.contains("jarm");
        boolean isAnsweredSigned = name.contains("jarm");
        Matcher person = PERSON.matcher(said);
        assertThat(person.find()).as(said).isTrue();
        try (Visit visit = chromium.visit()) {
            Suite suite = new Suite(visit);
            for (String member : new String[] {"client", "client2"}) {
                Held app = Held.of(plan, member);
                URI address = app.push(app.request(isSigned, isAnsweredSigned));
                new Traveller(visit, person.group(1), person.group(2)).follow(address.toString());
                AccessToken token = app.redeem(app.code(suite.address(), isAnsweredSigned));

                assertThat(token.getType()).isEqualTo(AccessTokenType.DPOP);
                assertThat(app.ask(
                                token,
                                URI.create(plan.path("resource")
                                        .path("resourceUrl")
                                        .asString())))
                        .isEqualTo(200);
            }
        }
    }

    /** Those of the other plans need a certificate; here only that they are held to what their plan is about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fapi1-private_key_jwt",
                "fapi1-mtls",
                "fapi2-private_key_jwt-mtls",
                "fapi2-mtls-dpop",
                "fapi2-mtls-mtls",
                "fapi2-jarm-mtls-mtls",
                "fapi-ciba-poll-private_key_jwt",
                "fapi-ciba-ping-mtls"
            })
    void everyAppIsHeldToTheProfileOfItsPlan(String name) throws Exception {
        JsonNode plan = Json.parse(Files.readString(folder.resolve("plans").resolve(name + ".json")));
        String profile = Map.of("fapi1", "fapi1_advanced", "fapi2", "fapi2", "fapi", "fapi_ciba")
                .get(name.substring(0, name.indexOf('-')));

        JsonNode app = server.command(
                        "app", "show", plan.path("client").path("client_id").asString())
                .run()
                .ok()
                .json();
        assertThat(app.path("security_profile").asString()).isEqualTo(profile);
        assertThat(plan.path("mtls").path("cert").asString()).startsWith("-----BEGIN CERTIFICATE-----\n");
    }
}
