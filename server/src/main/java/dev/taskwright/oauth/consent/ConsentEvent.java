package dev.taskwright.oauth.consent;

import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** A person's decisions about an app. The subject is the app. */
sealed interface ConsentEvent extends Event {
    String clientId();

    @Override
    default String subject() {
        return clientId();
    }

    record Given(String clientId, ScopeSet scopes, AuthorizationDetails details) implements ConsentEvent {
        @Override
        public String kind() {
            return "consent.given";
        }

        @Override
        public Map<String, ?> facts() {
            return details.isEmpty()
                    ? Map.of("scopes", scopes.toString())
                    : Map.of("scopes", scopes.toString(), "details", details.text());
        }
    }

    record Withdrawn(String clientId) implements ConsentEvent {
        @Override
        public String kind() {
            return "consent.withdrawn";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of();
        }
    }
}
