package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.Scope;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** A personal token came or went. */
sealed interface PersonalTokenEvent extends Event {
    PersonalToken token();

    @Override
    default String subject() {
        return token().id();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of(
                "owner", token().owner().value(),
                "name", token().name(),
                "scope", Scope.join(token().scopes()));
    }

    record Created(PersonalToken token) implements PersonalTokenEvent {
        @Override
        public String kind() {
            return "personal_token.created";
        }
    }

    record Revoked(PersonalToken token) implements PersonalTokenEvent {
        @Override
        public String kind() {
            return "personal_token.revoked";
        }
    }
}
