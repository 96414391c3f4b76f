package dev.taskwright.doors.rest;

import dev.taskwright.platform.operation.Reply;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header (RFC 8288) to the next stretch of a list: the same address with another cursor. */
final class NextLink {
    private NextLink() {}

    static Optional<String> of(ServerRequest request, Reply.Written<?> reply) {
        @Nullable String cursor = reply.nextCursor();
        if (cursor == null) {
            return Optional.empty();
        }
        boolean backwards = request.query().first("after").orElse("").isEmpty()
                && !request.query().first("before").orElse("").isEmpty();
        StringJoiner query = new StringJoiner("&");
        for (String pair : List.of(request.query().rawValue().split("&"))) {
            if (!pair.isEmpty() && !pair.startsWith("after=") && !pair.startsWith("before=")) {
                query.add(pair);
            }
        }
        query.add((backwards ? "before=" : "after=") + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        String path = request.prologue().uriPath().rawPath();
        return Optional.of("<" + path + "?" + query + ">; rel=\"next\"");
    }
}
