package dev.taskwright.identity.users;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls an account. E-mail addresses stay out of the log. */
sealed interface UserEvent extends Event {
    UserId user();

    @Override
    default String subject() {
        return user().toString();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of();
    }

    record Added(UserId user, String handle, boolean admin) implements UserEvent {
        @Override
        public String kind() {
            return "user.added";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("handle", handle, "admin", admin);
        }
    }

    record ProfileChanged(UserId user, String handle) implements UserEvent {
        @Override
        public String kind() {
            return "user.profile_changed";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("handle", handle);
        }
    }

    record PasswordChanged(UserId user) implements UserEvent {
        @Override
        public String kind() {
            return "user.password_changed";
        }
    }

    record Disabled(UserId user) implements UserEvent {
        @Override
        public String kind() {
            return "user.disabled";
        }
    }

    record Enabled(UserId user) implements UserEvent {
        @Override
        public String kind() {
            return "user.enabled";
        }
    }
}
