package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.SecurityRules;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseType;

/** RFC 6749, 3.1.1: a response type that this server has and this app may use. */
final class ResponseTypeCheck {

    ResponseType check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        String words = parameters
                .find("response_type")
                .orElseThrow(() -> redirect.refuse(OAuthError.invalidRequest("response_type is missing")));
        ResponseType type = ResponseType.of(words)
                .orElseThrow(() -> redirect.refuse(
                        OAuthError.unsupportedResponseType("response_type is not one that this server offers")));
        if (!client.responseTypes().contains(type)) {
            throw redirect.refuse(OAuthError.unauthorizedClient("the app is not registered for this response_type"));
        }
        if (redirect.isOutOfBand() && type != ResponseType.CODE) {
            throw redirect.refuse(OAuthError.invalidRequest("response_type must be code where it is copied by hand"));
        }
        if (type.hasToken() && isBoundToAKey(client.metadata().security())) {
            throw redirect.refuse(
                    OAuthError.unauthorizedClient("the app's tokens are bound to a key that is not proven here"));
        }
        return type;
    }

    /** RFC 9449, 5.2: such an app gets no others, and the address of a browser proves nothing. */
    private static boolean isBoundToAKey(SecurityRules rules) {
        return rules.bindsToDpop() || rules.bindsToCertificate();
    }
}
