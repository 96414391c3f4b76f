package dev.taskwright.oauth.clients;

import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls an app's registration. */
sealed interface ClientEvent extends Event {
    record Registered(ClientId id, String name, ClientKind appKind) implements ClientEvent {
        @Override
        public String kind() {
            return "app.registered";
        }

        @Override
        public String subject() {
            return id.value();
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("name", name, "kind", appKind.word());
        }
    }

    record Changed(ClientId id) implements ClientEvent {
        @Override
        public String kind() {
            return "app.changed";
        }

        @Override
        public String subject() {
            return id.value();
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of();
        }
    }

    record Deleted(ClientId id) implements ClientEvent {
        @Override
        public String kind() {
            return "app.deleted";
        }

        @Override
        public String subject() {
            return id.value();
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of();
        }
    }
}
