package dev.taskwright.identity.access;

import org.jspecify.annotations.Nullable;

/**
 * Why nobody was admitted, for {@code WWW-Authenticate} (RFC 6750, 3).
 *
 * @param scheme the scheme to use: {@code Bearer}, {@code DPoP}
 * @param error null when no credential was presented at all: then the answer says no more than how to present one
 * @param description one sentence in ASCII without quotes
 */
public record Challenge(String scheme, @Nullable String error, String description) {
    /** The header's value. */
    public String headerValue() {
        String start = scheme + " realm=\"taskwright\"";
        return error == null ? start : start + ", error=\"" + error + "\", error_description=\"" + description + "\"";
    }
}
