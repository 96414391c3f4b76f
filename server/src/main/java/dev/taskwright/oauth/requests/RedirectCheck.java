package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import java.util.Optional;

/** RFC 6749, 3.1.2.3 and 4.1.2.1: the address is one that the app registered. After it, errors go to the app. */
final class RedirectCheck {
    private final boolean development;

    RedirectCheck(boolean development) {
        this.development = development;
    }

    TrustedRedirect check(Client client, AuthorizeParameters parameters) {
        if (parameters.isRepeated("redirect_uri")) {
            throw new AuthorizeFailure.ShownToUser("redirect_uri is given more than once.");
        }
        if (parameters.find("redirect_uri").isEmpty()) {
            throw new AuthorizeFailure.ShownToUser("redirect_uri is missing.");
        }
        return find(client, parameters)
                .orElseThrow(() ->
                        new AuthorizeFailure.ShownToUser("redirect_uri is not one of those registered for this app."));
    }

    /** The address, if these parameters alone name a registered one. */
    Optional<TrustedRedirect> find(Client client, AuthorizeParameters parameters) {
        // Which of several states is meant cannot be known, so that none is returned.
        return parameters
                .single("redirect_uri")
                .flatMap(uri -> TrustedRedirect.registered(
                        client, uri, parameters.single("state").orElse(null), development))
                .map(redirect -> redirect.by(ResponseModeCheck.likely(parameters, redirect)));
    }
}
