package dev.taskwright.oauth.protocol;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The issuer identifier: scheme, host and port, no path and no trailing slash. It is also where the endpoints are, and
 * beside it there may be a second place where programs are asked for a certificate (RFC 8705, 5).
 *
 * @param value for example {@code https://work.example}
 * @param certificateOrigin the second place, of the same shape; null where no such place has an address of its own
 */
public record Issuer(String value, @Nullable String certificateOrigin) {

    /** Refuses an address with a path, query or fragment. */
    public Issuer {
        requireOrigin(value);
        if (certificateOrigin != null) {
            requireOrigin(certificateOrigin);
        }
    }

    /** The same without a second place. */
    public Issuer(String value) {
        this(value, null);
    }

    /** The absolute address of a path of this server. */
    public String at(String path) {
        return value + path;
    }

    /** The address of that path where certificates are asked for; empty without a second place. */
    public Optional<String> aliasAt(String path) {
        return Optional.ofNullable(certificateOrigin).map(origin -> origin + path);
    }

    /** Every address under which programs may ask for that path. */
    public List<String> addresses(String path) {
        return Stream.concat(Stream.of(at(path)), aliasAt(path).stream()).toList();
    }

    private static void requireOrigin(String value) {
        URI uri = URI.create(value);
        boolean isOrigin = uri.getHost() != null && value.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        if (!isOrigin || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an issuer is scheme, host and port only: " + value);
        }
    }
}
