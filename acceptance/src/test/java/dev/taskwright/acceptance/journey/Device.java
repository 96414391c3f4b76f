package dev.taskwright.acceptance.journey;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.taskwright.acceptance.harness.TestServer;

/** A program without a browser, written with an independent library; it knows the issuer and its own id. */
final class Device {
    private final OIDCProviderMetadata provider;
    private final ClientID id;

    private Device(OIDCProviderMetadata provider, ClientID id) {
        this.provider = provider;
        this.id = id;
    }

    static Device register(TestServer server) throws Exception {
        String added = server.command("app", "add")
                .with("--owner", "owner", "--name", "Thermostat", "--kind", "device", "--json")
                .run()
                .ok()
                .json()
                .path("client_id")
                .asString();
        return new Device(OIDCProviderMetadata.resolve(new Issuer(server.issuer())), new ClientID(added));
    }

    /** Asks for its codes. */
    DeviceAuthorizationSuccessResponse ask(String scope) throws Exception {
        DeviceAuthorizationRequest request = new DeviceAuthorizationRequest.Builder(id)
                .scope(Scope.parse(scope))
                .endpointURI(provider.getDeviceAuthorizationEndpointURI())
                .build();
        return DeviceAuthorizationResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
    }

    /** The error of a poll that brings nothing yet, or nothing any more. */
    String refusal(DeviceCode code) throws Exception {
        return poll(code).toErrorResponse().getErrorObject().getCode();
    }

    OIDCTokenResponse tokens(DeviceCode code) throws Exception {
        return (OIDCTokenResponse) poll(code).toSuccessResponse();
    }

    private TokenResponse poll(DeviceCode code) throws Exception {
        TokenRequest request =
                new TokenRequest.Builder(provider.getTokenEndpointURI(), id, new DeviceCodeGrant(code)).build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }
}
