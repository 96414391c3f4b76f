package dev.taskwright.oauth.protocol;

import java.net.URI;

/**
 * The issuer identifier: scheme, host and port, no path and no trailing slash.
 *
 * @param value for example {@code https://work.example}
 */
public record Issuer(String value) {

    /** Refuses an address with a path, query or fragment. */
    public Issuer {
        URI uri = URI.create(value);
        boolean isOrigin = uri.getHost() != null && value.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        if (!isOrigin || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an issuer is scheme, host and port only: " + value);
        }
    }

    /** The absolute address of a path of this server. */
    public String at(String path) {
        return value + path;
    }
}
