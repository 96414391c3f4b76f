package dev.taskwright.oauth.documents;

import dev.taskwright.oauth.clients.ClientId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A client id that is the address of a document: draft 02, 3. Two addresses are the same only character by character.
 *
 * @param uri of https; on a developer's machine also of http, when it is on that machine
 */
record DocumentAddress(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HIGHEST_PORT = 65_535;

    /** Empty for what must not be fetched. */
    static Optional<DocumentAddress> of(String presented, boolean development) {
        if (!ClientId.isWellFormed(presented)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(presented).parseServerAuthority();
            return isHttp(uri, development) && isPlain(uri) ? Optional.of(new DocumentAddress(uri)) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    ClientId clientId() {
        return new ClientId(uri.toString());
    }

    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static boolean isHttp(URI uri, boolean development) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || (development && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    }

    private static boolean isPlain(URI uri) {
        return uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.getPort() <= HIGHEST_PORT
                && uri.getPort() != 0
                && uri.getRawPath().startsWith("/")
                && Arrays.stream(uri.getPath().split("/", -1)).noneMatch(Set.of(".", "..")::contains);
    }
}
