package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.OAuthException;

/** RFC 9396, 3 and 5: {@code authorization_details} of types that the server knows and the app may use. */
final class DetailsCheck {
    private final DetailTypes types;

    DetailsCheck(DetailTypes types) {
        this.types = types;
    }

    AuthorizationDetails check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        try {
            AuthorizationDetails details = parameters
                    .find(AuthorizeParameters.DETAILS)
                    .map(DetailTypes::parse)
                    .orElse(AuthorizationDetails.NONE);
            types.require(client, details);
            return details;
        } catch (OAuthException refused) {
            throw redirect.refuse(refused.error());
        }
    }
}
