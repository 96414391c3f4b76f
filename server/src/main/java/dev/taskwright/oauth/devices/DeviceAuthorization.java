package dev.taskwright.oauth.devices;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a device asks for, and what became of it: RFC 8628, 3.1.
 *
 * @param digest of the device code, which only the device has
 * @param address numeric, from where the device asked
 * @param answer null while it waits
 */
public record DeviceAuthorization(
        String digest,
        UserCode userCode,
        ClientId client,
        ScopeSet scopes,
        String address,
        Instant askedAt,
        Instant expiresAt,
        State state,
        @Nullable Answer answer) {

    /** Where it stands; each step is taken once. */
    public enum State {
        WAITING,
        ALLOWED,
        DENIED,
        /** Allowed, and the device has its tokens. */
        REDEEMED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State stored(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Who decided, and how they had proven who they are. */
    public record Answer(UserId person, Authentication authentication) {}

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** Whether it is this person's to see: nobody has answered, or they did. */
    boolean concerns(UserId person) {
        return answer == null || answer.person().equals(person);
    }
}
