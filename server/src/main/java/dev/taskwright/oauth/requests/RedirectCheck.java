package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import org.jspecify.annotations.Nullable;

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
        String uri = parameters
                .find("redirect_uri")
                .orElseThrow(() -> new AuthorizeFailure.ShownToUser("redirect_uri is missing."));
        // Which of several states is meant cannot be known, so that none is returned.
        @Nullable
        String state =
                parameters.isRepeated("state") ? null : parameters.find("state").orElse(null);
        return TrustedRedirect.registered(client, uri, state, development)
                .orElseThrow(() ->
                        new AuthorizeFailure.ShownToUser("redirect_uri is not one of those registered for this app."));
    }
}
