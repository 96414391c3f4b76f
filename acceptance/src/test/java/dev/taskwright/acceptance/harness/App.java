package dev.taskwright.acceptance.harness;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Somebody else's program that lets people sign in with Taskwright, written with an independent library. It knows the
 * issuer and its own credentials, and reads everything else from the discovery document.
 */
public final class App {
    private final OIDCProviderMetadata provider;
    private final ClientID id;
    private final Optional<Secret> secret;
    private final URI redirect;
    private final State state = new State();
    private final Nonce nonce = new Nonce();
    private final CodeVerifier verifier = new CodeVerifier();

    private App(OIDCProviderMetadata provider, ClientID id, Optional<Secret> secret, URI redirect) {
        this.provider = provider;
        this.id = id;
        this.secret = secret;
        this.redirect = redirect;
    }

    /** Registers the app by command and reads what the server says of itself. */
    public static App register(TestServer server, String kind, URI redirect, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--owner", "owner", "--name", "Harvest", "--kind", kind));
        options.addAll(List.of("--redirect-uri", redirect.toString(), "--json"));
        options.addAll(List.of("--scope", "openid profile email offline_access api1"));
        options.addAll(List.of(more));
        Outcome added = server.command("app", "add")
                .with(options.toArray(String[]::new))
                .run()
                .ok();
        JsonNode app = added.json();
        return new App(
                OIDCProviderMetadata.resolve(new Issuer(server.issuer())),
                new ClientID(app.path("client_id").asString()),
                Optional.ofNullable(app.path("client_secret").asString(null)).map(Secret::new),
                redirect);
    }

    /** The same app on another port of its machine. */
    public App at(URI elsewhere) {
        return new App(provider, id, secret, elsewhere);
    }

    public boolean isPublic() {
        return secret.isEmpty();
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    /** Where to send the person. */
    public URI request(String scope) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(scope), id, redirect)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** What came back, held against what was asked. */
    public AuthenticationResponse answer(URI callback) throws ParseException {
        AuthenticationResponse response = AuthenticationResponseParser.parse(callback);
        require(state.equals(response.getState()), "the state is not the one sent");
        require(provider.getIssuer().equals(response.getIssuer()), "the answer does not name its issuer");
        return response;
    }

    public OIDCTokenResponse redeem(AuthenticationResponse response) throws Exception {
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        return tokens(new AuthorizationCodeGrant(code, redirect, verifier)).toSuccess();
    }

    /** The same code once more, which must not work. */
    public TokenErrorResponse redeemAgain(AuthenticationResponse response) throws Exception {
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        return tokens(new AuthorizationCodeGrant(code, redirect, verifier)).toError();
    }

    public OIDCTokenResponse refresh(RefreshToken token) throws Exception {
        return tokens(new RefreshTokenGrant(token)).toSuccess();
    }

    /** Checks signature, issuer, audience, time and nonce. */
    public IDTokenClaimsSet validate(OIDCTokenResponse tokens) throws Exception {
        return new IDTokenValidator(
                        provider.getIssuer(),
                        id,
                        JWSAlgorithm.RS256,
                        provider.getJWKSetURI().toURL())
                .validate(tokens.getOIDCTokens().getIDToken(), nonce);
    }

    public UserInfo userInfo(AccessToken token) throws Exception {
        UserInfoResponse response = UserInfoResponse.parse(
                new UserInfoRequest(provider.getUserInfoEndpointURI(), new BearerAccessToken(token.getValue()))
                        .toHTTPRequest()
                        .send());
        require(response.indicatesSuccess(), "userinfo refused");
        return response.toSuccessResponse().getUserInfo();
    }

    private Exchange tokens(AuthorizationGrant grant) throws IOException, ParseException {
        URI endpoint = provider.getTokenEndpointURI();
        TokenRequest request = secret.map(known -> (ClientAuthentication) new ClientSecretBasic(id, known))
                .map(authentication -> new TokenRequest.Builder(endpoint, authentication, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, id, grant))
                .build();
        return new Exchange(
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send()));
    }

    private record Exchange(TokenResponse response) {
        OIDCTokenResponse toSuccess() {
            require(
                    response.indicatesSuccess(),
                    () -> response.toErrorResponse()
                            .getErrorObject()
                            .toJSONObject()
                            .toJSONString());
            return (OIDCTokenResponse) response.toSuccessResponse();
        }

        TokenErrorResponse toError() {
            require(!response.indicatesSuccess(), "tokens were issued");
            return response.toErrorResponse();
        }
    }

    private static void require(boolean condition, String otherwise) {
        require(condition, () -> otherwise);
    }

    private static void require(boolean condition, java.util.function.Supplier<String> otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise.get());
        }
    }
}
