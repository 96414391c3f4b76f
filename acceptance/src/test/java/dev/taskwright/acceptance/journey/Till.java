package dev.taskwright.acceptance.journey;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.taskwright.acceptance.harness.TestServer;
import tools.jackson.databind.JsonNode;

/** A program that asks people who are elsewhere, written with an independent library; it knows the issuer and itself. */
final class Till {
    private final OIDCProviderMetadata provider;
    private final ClientAuthentication itself;

    private Till(OIDCProviderMetadata provider, ClientAuthentication itself) {
        this.provider = provider;
        this.itself = itself;
    }

    static Till register(TestServer server) throws Exception {
        JsonNode added = server.command("app", "add")
                .with("--owner", "owner", "--name", "Till", "--kind", "machine", "--json")
                .with("--grant", "urn:openid:params:grant-type:ciba", "--scope", "openid api1")
                .run()
                .ok()
                .json();
        return new Till(
                OIDCProviderMetadata.resolve(new Issuer(server.issuer())),
                new ClientSecretBasic(
                        new ClientID(added.path("client_id").asString()),
                        new Secret(added.path("client_secret").asString())));
    }

    CIBARequestAcknowledgement ask(String scope, String person, String message) throws Exception {
        CIBARequest request = new CIBARequest.Builder(itself, Scope.parse(scope))
                .loginHint(person)
                .bindingMessage(message)
                .endpointURI(provider.getBackChannelAuthenticationEndpointURI())
                .build();
        return CIBAResponse.parse(request.toHTTPRequest().send()).toRequestAcknowledgement();
    }

    /** The error of a poll that brings nothing yet, or nothing any more. */
    String refusal(AuthRequestID id) throws Exception {
        return poll(id).toErrorResponse().getErrorObject().getCode();
    }

    OIDCTokens tokens(AuthRequestID id) throws Exception {
        return ((OIDCTokenResponse) poll(id).toSuccessResponse()).getOIDCTokens();
    }

    private TokenResponse poll(AuthRequestID id) throws Exception {
        TokenRequest request =
                new TokenRequest.Builder(provider.getTokenEndpointURI(), itself, new CIBAGrant(id)).build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }
}
