package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** The token that a request presents in its header: RFC 6750, 2.1. */
public final class BearerHeader {
    private static final String SCHEME = "Bearer ";

    private BearerHeader() {}

    /** Empty when there is no {@code Authorization} header, several, or one of another kind. */
    public static Optional<String> token(ServerRequest request) {
        List<String> given = request.headers().values(HeaderNames.AUTHORIZATION);
        return given.size() == 1 && given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(given.getFirst().substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
