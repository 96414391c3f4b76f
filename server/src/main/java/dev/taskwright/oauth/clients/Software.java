package dev.taskwright.oauth.clients;

import org.jspecify.annotations.Nullable;

/**
 * Which program an app is an installation of: RFC 7591, 2 and 2.3.
 *
 * @param statement the signed statement it was registered with, as it was presented
 */
public record Software(
        @Nullable String id,
        @Nullable String version,
        @Nullable String statement) {
    public static final Software UNKNOWN = new Software(null, null, null);
}
