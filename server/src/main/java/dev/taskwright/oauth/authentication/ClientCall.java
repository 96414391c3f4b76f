package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.Confirmation;
import java.util.Optional;

/**
 * A request of an app that has said who it is and, where it can, proven it.
 *
 * @param address numeric, of whoever sent it
 * @param binding the key that the request has proven the app to hold; what it gets is bound to it
 */
public record ClientCall(Client client, ClientForm form, String address, Optional<Confirmation> binding) {

    public Optional<String> find(String name) {
        return form.find(name);
    }

    /** @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_request} when it is missing */
    public String require(String name) {
        return form.require(name);
    }
}
