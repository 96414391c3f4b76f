package dev.taskwright.identity.sessions;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** A person came in or left. */
sealed interface SessionEvent extends Event {
    UserId user();

    @Override
    default String subject() {
        return user().toString();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of();
    }

    record Started(UserId user) implements SessionEvent {
        @Override
        public String kind() {
            return "session.started";
        }
    }

    record Ended(UserId user) implements SessionEvent {
        @Override
        public String kind() {
            return "session.ended";
        }
    }

    /** In every browser. */
    record EndedEverywhere(UserId user) implements SessionEvent {
        @Override
        public String kind() {
            return "session.ended_everywhere";
        }
    }
}
