package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/**
 * What befell an app's registration.
 *
 * @param what {@code registered}, {@code changed} or {@code deleted}
 */
record AppEvent(String what, ClientId id, Map<String, String> facts) implements Event {
    static AppEvent registered(Client client) {
        return new AppEvent(
                "registered",
                client.id(),
                Map.of("name", client.name(), "kind", client.kind().word()));
    }

    static AppEvent changed(ClientId id) {
        return new AppEvent("changed", id, Map.of());
    }

    static AppEvent deleted(ClientId id) {
        return new AppEvent("deleted", id, Map.of());
    }

    @Override
    public String kind() {
        return "app." + what;
    }

    @Override
    public String subject() {
        return id.value();
    }
}
