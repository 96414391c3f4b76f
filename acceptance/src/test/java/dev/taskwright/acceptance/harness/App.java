package dev.taskwright.acceptance.harness;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
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
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Somebody else's program that lets people sign in with Taskwright, written with an independent library (Nimbus). It knows
 * the issuer and what it registered, and reads everything else from the discovery document.
 */
public final class App {
    private final OIDCProviderMetadata provider;
    private final OIDCClientInformation client;
    private final JWKSet keys;
    private final URI redirect;
    private final State state = new State();
    private final Nonce nonce = new Nonce();
    private final CodeVerifier verifier = new CodeVerifier();

    private App(OIDCProviderMetadata provider, OIDCClientInformation client, JWKSet keys, URI redirect) {
        this.provider = provider;
        this.client = client;
        this.keys = keys;
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
        String secret = app.path("client_secret").asString(null);
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setRedirectionURI(redirect);
        metadata.setTokenEndpointAuthMethod(
                secret == null ? ClientAuthenticationMethod.NONE : ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientID id = new ClientID(app.path("client_id").asString());
        return known(
                server.issuer(),
                new OIDCClientInformation(id, null, metadata, secret == null ? null : new Secret(secret)),
                new JWKSet());
    }

    /** The app registers itself. {@code keys} are its private ones, which the metadata names the public halves of. */
    public static App registerItself(URI issuer, OIDCClientMetadata metadata, JWKSet keys) throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        ClientRegistrationResponse answer = OIDCClientRegistrationResponseParser.parse(
                new OIDCClientRegistrationRequest(provider.getRegistrationEndpointURI(), metadata, null)
                        .toHTTPRequest()
                        .send());
        require(
                answer.indicatesSuccess(),
                () -> answer.toErrorResponse().getErrorObject().toJSONObject().toJSONString());
        return known(issuer, ((OIDCClientInformationResponse) answer).getOIDCClientInformation(), keys);
    }

    /** An app that is registered already. */
    public static App known(URI issuer, OIDCClientInformation client, JWKSet keys) throws Exception {
        client.getOIDCMetadata().applyDefaults();
        return new App(
                OIDCProviderMetadata.resolve(new Issuer(issuer)),
                client,
                keys,
                client.getOIDCMetadata().getRedirectionURI());
    }

    /** The same app on another port of its machine. */
    public App at(URI elsewhere) {
        return new App(provider, client, keys, elsewhere);
    }

    public boolean isPublic() {
        return client.getSecret() == null;
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    /** What it registered and was told. */
    public OIDCClientInformation client() {
        return client;
    }

    /** Where to send the person. */
    public URI request(String scope) {
        return request(ResponseType.CODE, scope).toURI();
    }

    /** The request with everything that is good practice; the caller may add to it. */
    public AuthenticationRequest request(ResponseType type, String scope, ResponseMode... mode) {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        type, Scope.parse(scope), client.getID(), redirect)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce);
        if (type.impliesCodeFlow() || type.impliesHybridFlow()) {
            request.codeChallenge(verifier, CodeChallengeMethod.S256);
        }
        for (ResponseMode asked : mode) {
            request.responseMode(asked);
        }
        return request.build();
    }

    /** What came back in the query or the fragment, held against what was asked. */
    public AuthenticationResponse answer(URI callback) throws ParseException {
        return checked(AuthenticationResponseParser.parse(callback));
    }

    /** What came back in a form. */
    public AuthenticationResponse answer(Map<String, List<String>> form) throws ParseException {
        return checked(AuthenticationResponseParser.parse(redirect, form));
    }

    private AuthenticationResponse checked(AuthenticationResponse response) {
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

    public TokenErrorResponse refreshInVain(RefreshToken token) throws Exception {
        return tokens(new RefreshTokenGrant(token)).toError();
    }

    /** Decrypts and checks signature, issuer, audience, time and nonce, as registered. */
    public IDTokenClaimsSet validate(OIDCTokenResponse tokens) throws Exception {
        return validate(tokens.getOIDCTokens().getIDToken());
    }

    public IDTokenClaimsSet validate(JWT idToken) throws Exception {
        return IDTokenValidator.create(provider, client, new ImmutableJWKSet<>(keys))
                .validate(idToken, nonce);
    }

    public UserInfo userInfo(AccessToken token) throws Exception {
        return userInfoAnswer(token).getUserInfo();
    }

    /** As it was sent: JSON, or a JWT. */
    public UserInfoSuccessResponse userInfoAnswer(AccessToken token) throws Exception {
        UserInfoResponse response = UserInfoResponse.parse(
                new UserInfoRequest(provider.getUserInfoEndpointURI(), new BearerAccessToken(token.getValue()))
                        .toHTTPRequest()
                        .send());
        require(response.indicatesSuccess(), "userinfo refused");
        return response.toSuccessResponse();
    }

    /** Where to send the person who signs out. */
    public URI farewell(JWT hint, URI back) {
        return new LogoutRequest(provider.getEndSessionEndpointURI(), hint, back, state).toURI();
    }

    /** How the app proves who it is, by the method it registered; none when it is public. */
    public Optional<ClientAuthentication> authentication() throws JOSEException {
        ClientAuthenticationMethod method = client.getOIDCMetadata().getTokenEndpointAuthMethod();
        ClientID id = client.getID();
        URI endpoint = provider.getTokenEndpointURI();
        return Optional.ofNullable(
                switch (method == null ? "client_secret_basic" : method.getValue()) {
                    case "none" -> null;
                    case "client_secret_basic" -> new ClientSecretBasic(id, client.getSecret());
                    case "client_secret_post" -> new ClientSecretPost(id, client.getSecret());
                    case "client_secret_jwt" ->
                        new ClientSecretJWT(id, endpoint, JWSAlgorithm.HS256, client.getSecret());
                    case "private_key_jwt" -> signed(id, endpoint);
                    default -> throw new AssertionError("no such method: " + method);
                });
    }

    private ClientAuthentication signed(ClientID id, URI endpoint) throws JOSEException {
        JWK key = keys.getKeys().stream()
                .filter(known -> KeyUse.SIGNATURE.equals(known.getKeyUse()))
                .findFirst()
                .orElseThrow();
        boolean isRsa = KeyType.RSA.equals(key.getKeyType());
        JWSAlgorithm algorithm = isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
        PrivateKey secret = ((AsymmetricJWK) key).toPrivateKey();
        return new PrivateKeyJWT(id, endpoint, algorithm, secret, key.getKeyID(), null);
    }

    private Exchange tokens(AuthorizationGrant grant) throws IOException, ParseException, JOSEException {
        URI endpoint = provider.getTokenEndpointURI();
        TokenRequest request = authentication()
                .map(known -> new TokenRequest.Builder(endpoint, known, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client.getID(), grant))
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

    private static void require(boolean condition, Supplier<String> otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise.get());
        }
    }
}
