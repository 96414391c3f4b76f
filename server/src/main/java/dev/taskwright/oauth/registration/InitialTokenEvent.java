package dev.taskwright.oauth.registration;

import dev.taskwright.platform.events.Event;
import java.util.Map;

/**
 * What befell an initial access token.
 *
 * @param what {@code created} or {@code revoked}
 */
record InitialTokenEvent(String what, InitialToken token) implements Event {
    @Override
    public String kind() {
        return "registration_token." + what;
    }

    @Override
    public String subject() {
        return token.id();
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of("name", token.name(), "uses", token.usesLeft());
    }
}
