package dev.taskwright.platform.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** The bearer token that a request presents in its header: RFC 6750, 2.1. */
public final class BearerHeader {
    private BearerHeader() {}

    /** Empty when there is no {@code Authorization} header, several, or one of another kind. */
    public static Optional<String> token(ServerRequest request) {
        return TokenHeader.of(request).filter(TokenHeader::isBearer).map(TokenHeader::token);
    }
}
