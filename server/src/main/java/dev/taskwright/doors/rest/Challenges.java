package dev.taskwright.doors.rest;

import dev.taskwright.base.Problem;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Challenge;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code WWW-Authenticate} says here: how to present a token (RFC 6750, 3; RFC 9449, 7.1), which scopes it must have,
 * what is asked of the sign-in behind it (RFC 9470, 3), and always where all of this is written down (RFC 9728, 5.1).
 *
 * @param metadata address of the API's metadata
 * @param scopes that open some operation
 */
record Challenges(String metadata, Set<Scope> scopes) {
    static final String HEADER = "WWW-Authenticate";

    /** 401: whoever is told learns which scope to begin with. */
    Refusal refused(Challenge challenge) {
        Refusal refusal = Refusal.of(ErrorCode.UNAUTHORIZED, challenge.description());
        return refusal.with(HEADER, whole(challenge.headerValue() + scope(scopes)));
    }

    /**
     * 403 where a further scope would do. Every scope needed is named, those that the token has for this API too: who asks
     * for a new token by this list loses nothing.
     */
    Refusal forbidden(Problem.Forbidden it, String scheme, Set<Scope> held) {
        Refusal refusal = Refusal.of(ErrorCode.FORBIDDEN, it.message());
        @Nullable Scope missing = it.missingScope();
        if (missing == null) {
            return refusal;
        }
        Set<Scope> needed = new LinkedHashSet<>(scopes);
        needed.removeIf(scope -> !scope.equals(missing) && !held.contains(scope));
        return refusal.with(HEADER, whole(scheme + error("insufficient_scope", it.message()) + scope(needed)));
    }

    /** 401 for a token that is good, standing on a sign-in that is not good enough. */
    Refusal signInAgain(String sentence, StepUp asked, String scheme) {
        StringBuilder challenge = new StringBuilder(scheme).append(error("insufficient_user_authentication", sentence));
        @Nullable Duration maxAge = asked.maxAge();
        if (!asked.acrs().isEmpty()) {
            challenge
                    .append(", acr_values=\"")
                    .append(String.join(" ", asked.acrs()))
                    .append('"');
        }
        if (maxAge != null) {
            challenge.append(", max_age=\"").append(maxAge.toSeconds()).append('"');
        }
        return Refusal.of(ErrorCode.UNAUTHORIZED, sentence).with(HEADER, whole(challenge.toString()));
    }

    private static String error(String code, String sentence) {
        String safe = sentence.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?");
        return " realm=\"taskwright\", error=\"%s\", error_description=\"%s\"".formatted(code, safe);
    }

    private static String scope(Set<Scope> scopes) {
        return scopes.isEmpty() ? "" : ", scope=\"" + Scope.join(scopes) + "\"";
    }

    private String whole(String challenge) {
        return challenge + ", resource_metadata=\"" + metadata + "\"";
    }
}
