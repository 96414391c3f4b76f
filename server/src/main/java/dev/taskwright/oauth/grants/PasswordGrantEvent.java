package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** An app handed in somebody's password and got tokens for it. The subject is the app. */
record PasswordGrantEvent(ClientId client, ScopeSet scopes) implements Event {
    @Override
    public String kind() {
        return "password_grant.used";
    }

    @Override
    public String subject() {
        return client.value();
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of("scopes", scopes.toString());
    }
}
