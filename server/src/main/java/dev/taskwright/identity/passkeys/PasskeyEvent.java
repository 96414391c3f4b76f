package dev.taskwright.identity.passkeys;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/**
 * A passkey came or went.
 *
 * @param kind {@code user.passkey_added} or {@code user.passkey_removed}
 */
record PasskeyEvent(UserId user, String name, String kind) implements Event {
    static PasskeyEvent added(UserId user, String name) {
        return new PasskeyEvent(user, name, "user.passkey_added");
    }

    static PasskeyEvent removed(Passkey passkey) {
        return new PasskeyEvent(passkey.person(), passkey.name(), "user.passkey_removed");
    }

    @Override
    public String subject() {
        return user.toString();
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of("name", name);
    }
}
