package dev.taskwright.identity.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why nobody was admitted, for {@code WWW-Authenticate} (RFC 6750, 3).
 *
 * @param scheme the scheme to use: {@code Bearer}, {@code DPoP}
 * @param error null when no credential was presented at all: then the answer says no more than how to present one
 * @param description one sentence in ASCII without quotes
 * @param more further parameters: {@code algs}
 */
public record Challenge(String scheme, @Nullable String error, String description, Map<String, String> more) {
    /** Copies the parameters. */
    public Challenge {
        more = Map.copyOf(more);
    }

    /** A challenge that says no more. */
    public Challenge(String scheme, @Nullable String error, String description) {
        this(scheme, error, description, Map.of());
    }

    /** The header's value. */
    public String headerValue() {
        StringBuilder value = new StringBuilder(scheme + " realm=\"taskwright\"");
        if (error != null) {
            value.append(", error=\"" + error + "\", error_description=\"" + description + "\"");
        }
        more.forEach((name, text) -> value.append(", " + name + "=\"" + text + "\""));
        return value.toString();
    }
}
