package dev.taskwright.oauth.keys;

import dev.taskwright.platform.events.Event;
import java.util.Map;

/**
 * A signing key came into another state.
 *
 * @param what {@code announced}, {@code activated}, {@code retired} or {@code dropped}
 */
record KeyEvent(String what, String kid, String algorithm) implements Event {
    @Override
    public String kind() {
        return "key." + what;
    }

    @Override
    public String subject() {
        return kid;
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of("algorithm", algorithm);
    }
}
