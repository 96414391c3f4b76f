package dev.taskwright.platform.http;

import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;

/** Reads the query of a request with the same strictness as a form. */
public final class QueryText {
    private QueryText() {}

    /**
     * The server has bounded the request line already.
     *
     * @throws dev.taskwright.base.ProblemException {@code Invalid} for a broken escape or broken UTF-8;
     *     {@code TooLarge} above 500 fields
     */
    public static Fields read(ServerRequest request) {
        return parse(request.query().rawValue());
    }

    /** {@code raw} as it stands behind the question mark. */
    public static Fields parse(String raw) {
        return UrlEncoded.read(raw.getBytes(StandardCharsets.UTF_8), "query");
    }
}
