package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.Set;

/** RFC 6749, 3.1.1: a response type that this server has and this app may use; the answer goes into the query. */
final class ResponseTypeCheck {
    private static final Set<ResponseType> OFFERED = Set.of(ResponseType.CODE);

    ResponseType check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        String words = parameters
                .find("response_type")
                .orElseThrow(() -> redirect.refuse(OAuthError.invalidRequest("response_type is missing")));
        ResponseType type = ResponseType.of(words)
                .filter(OFFERED::contains)
                .orElseThrow(() -> redirect.refuse(
                        OAuthError.unsupportedResponseType("response_type is not one that this server offers")));
        if (!client.responseTypes().contains(type)) {
            throw redirect.refuse(OAuthError.unauthorizedClient("the app is not registered for this response_type"));
        }
        if (!parameters.find("response_mode").orElse("query").equals("query")) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode must be query"));
        }
        return type;
    }
}
