package dev.taskwright.oauth.tokens;

import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What is worth an entry about tokens: that somebody holds one who should not, or that its app gave it
 * back. Issuing them is counted, not logged. */
sealed interface TokenEvent extends Event {
    String authorizationId();

    String lineage();

    @Override
    default String subject() {
        return authorizationId();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("lineage", lineage());
    }

    /** A code was presented a second time; what the first one brought has ended. */
    record CodeReused(String authorizationId, String lineage) implements TokenEvent {
        @Override
        public String kind() {
            return "token.code_reused";
        }
    }

    /** Its app has given a refresh token back; its family has ended. */
    record Revoked(String authorizationId, String lineage) implements TokenEvent {
        @Override
        public String kind() {
            return "token.revoked";
        }
    }

    /** An outdated refresh token was presented; its family has ended. */
    record RefreshReused(String authorizationId, String lineage) implements TokenEvent {
        @Override
        public String kind() {
            return "token.refresh_reused";
        }
    }
}
