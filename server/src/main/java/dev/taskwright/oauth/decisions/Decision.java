package dev.taskwright.oauth.decisions;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to decide about an app, and what became of it.
 *
 * @param digest of the code that the app polls with, which only the app has
 * @param asked who is to decide; null for whoever comes with the code that the app shows
 * @param answer null while it waits
 */
public record Decision(
        String digest,
        ClientId client,
        ScopeSet scopes,
        @Nullable UserId asked,
        Instant askedAt,
        Instant expiresAt,
        State state,
        @Nullable Answer answer) {

    /** Where it stands; each step is taken once. */
    public enum State {
        WAITING,
        ALLOWED,
        DENIED,
        /** Allowed, and the app has its tokens. */
        REDEEMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State stored(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Who decided, and how they had proven who they are. */
    public record Answer(UserId person, Authentication authentication) {}

    /** One that nobody has answered. */
    public static Decision waiting(
            String digest, ClientId client, ScopeSet scopes, @Nullable UserId asked, Instant from, Instant until) {
        return new Decision(digest, client, scopes, asked, from, until, State.WAITING, null);
    }

    public boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** How long ago it was asked, in words. */
    public String age(Instant now) {
        long minutes = Duration.between(askedAt, now).toMinutes();
        return switch ((int) minutes) {
            case 0 -> "just now";
            case 1 -> "a minute ago";
            default -> minutes + " minutes ago";
        };
    }

    /** Whether it is this person's to see: it was put to them, or to whoever comes, and nobody else has answered. */
    public boolean concerns(UserId person) {
        return (asked == null || asked.equals(person))
                && (answer == null || answer.person().equals(person));
    }
}
