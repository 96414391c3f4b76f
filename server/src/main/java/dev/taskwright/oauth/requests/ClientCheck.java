package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.documents.DescribedApps;
import dev.taskwright.oauth.protocol.OAuthException;
import java.util.function.Consumer;

/**
 * RFC 6749, 4.1.1: the app is named once and is registered, or describes itself. Until the next check nothing may be
 * redirected.
 */
final class ClientCheck {
    private final Clients clients;
    private final DescribedApps described;

    ClientCheck(Clients clients, DescribedApps described) {
        this.clients = clients;
        this.described = described;
    }

    /** Where a request arrives: an app that describes itself is met anew, at this address's expense. */
    void meet(AuthorizeParameters sent, String address) {
        shown(id(sent), id -> described.meet(id, address));
    }

    Client check(AuthorizeParameters parameters) {
        String id = id(parameters);
        shown(id, described::greet);
        return clients.find(id)
                .orElseThrow(() -> new AuthorizeFailure.ShownToUser("client_id does not name a registered app."));
    }

    private static void shown(String id, Consumer<String> meeting) {
        try {
            meeting.accept(id);
        } catch (OAuthException unusable) {
            throw new AuthorizeFailure.ShownToUser(unusable.error().description() + ".");
        }
    }

    private static String id(AuthorizeParameters parameters) {
        if (parameters.isRepeated("client_id")) {
            throw new AuthorizeFailure.ShownToUser("client_id is given more than once.");
        }
        return parameters
                .find("client_id")
                .orElseThrow(() -> new AuthorizeFailure.ShownToUser("client_id is missing."));
    }
}
