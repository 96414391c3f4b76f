package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;

/** RFC 6749, 4.1.1: the app is named once and is registered. Until the next check nothing may be redirected. */
final class ClientCheck {
    private final Clients clients;

    ClientCheck(Clients clients) {
        this.clients = clients;
    }

    Client check(AuthorizeParameters parameters) {
        if (parameters.isRepeated("client_id")) {
            throw new AuthorizeFailure.ShownToUser("client_id is given more than once.");
        }
        String id = parameters
                .find("client_id")
                .orElseThrow(() -> new AuthorizeFailure.ShownToUser("client_id is missing."));
        return clients.find(id)
                .orElseThrow(() -> new AuthorizeFailure.ShownToUser("client_id does not name a registered app."));
    }
}
