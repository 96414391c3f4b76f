package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.Client;
import org.jspecify.annotations.Nullable;

/**
 * An app just registered.
 *
 * @param secret to be shown once and kept nowhere; null for public apps
 */
public record AddedApp(Client client, @Nullable String secret) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "AddedApp[" + client.id() + "]";
    }
}
