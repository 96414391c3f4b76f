package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What a person answered an app. The subject is the app. */
sealed interface BackchannelEvent extends Event {
    BackchannelRequest request();

    @Override
    default String subject() {
        ClientId client = request().decision().client();
        return client.value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("scopes", request().decision().scopes().toString());
    }

    record Allowed(BackchannelRequest request) implements BackchannelEvent {
        @Override
        public String kind() {
            return "backchannel.allowed";
        }
    }

    record Denied(BackchannelRequest request) implements BackchannelEvent {
        @Override
        public String kind() {
            return "backchannel.denied";
        }
    }
}
