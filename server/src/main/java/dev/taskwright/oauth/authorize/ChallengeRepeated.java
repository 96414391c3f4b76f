package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** An app used one code challenge for two requests. The subject is the app. */
record ChallengeRepeated(ClientId client) implements Event {
    @Override
    public String kind() {
        return "challenge.repeated";
    }

    @Override
    public String subject() {
        return client.value();
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of();
    }
}
