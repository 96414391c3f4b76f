package dev.taskwright.doors.rest;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what an operation is told out of an HTTP request. */
final class RequestArguments {
    /** The largest JSON body, in bytes. */
    static final int LARGEST_BODY = 4 * 1024 * 1024;

    private static final HeaderName PREFER = HeaderNames.create("Prefer");

    private RequestArguments() {}

    /** @param path the decoded segments that led to the operation */
    static Arguments read(Operation operation, List<String> path, ServerRequest request) {
        Fields query = QueryText.read(request);
        return Arguments.of(operation, part -> switch (part) {
            case PathParam<?> p -> p.read(path.get(operation.segments().indexOf("{" + p.name() + "}")));
            case QueryParam<?> q -> q.read(query.all(q.name()));
            case Body<?> b -> Json.read(b.shape(), body(request), unknown(request));
            case RawBody raw -> upload(raw, request);
        });
    }

    /** RFC 7240: {@code Prefer: handling=strict} asks for unknown properties to be refused. */
    static boolean isStrict(ServerRequest request) {
        return request.headers().values(PREFER).stream()
                .anyMatch(preference -> preference.strip().equalsIgnoreCase("handling=strict"));
    }

    /** Whatever else a client calls its JSON, it is read as JSON: many send a form's type, or none. */
    static boolean isMultipart(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.regionMatches(true, 0, "multipart/", 0, "multipart/".length()))
                .isPresent();
    }

    /** Whether the body's media type is one that the operation takes; none given is as good as any. */
    static boolean isTaken(RawBody raw, ServerRequest request) {
        @Nullable String type = type(request);
        return raw.types().isEmpty() || type == null || raw.types().contains(type);
    }

    private static Upload upload(RawBody raw, ServerRequest request) {
        long length = request.headers().contentLength().orElse(-1);
        if (length > raw.limit()) {
            throw ProblemException.tooLarge("The body is larger than " + raw.limit() + " bytes");
        }
        InputStream bytes = request.content().hasEntity()
                ? new BodyStream(request.content().inputStream(), length, raw.limit())
                : InputStream.nullInputStream();
        return new Upload(bytes, type(request));
    }

    private static @Nullable String type(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.CONTENT_TYPE)
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty())
                .orElse(null);
    }

    private static Unknown unknown(ServerRequest request) {
        return isStrict(request) ? Unknown.REFUSED : Unknown.SKIPPED;
    }

    private static byte[] body(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > LARGEST_BODY) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = readSome(request.content().inputStream());
        if (body.length > LARGEST_BODY) {
            throw tooLarge();
        }
        return body;
    }

    /**
     * The stream is left open: the server reads on to the next request, or closes the connection. A body that is not
     * framed as its headers say surfaces as whatever exception the server's parser stumbled into.
     */
    private static byte[] readSome(InputStream in) {
        try {
            return in.readNBytes(LARGEST_BODY + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CloseConnectionException | RequestException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ProblemException.invalid("", "The body is not framed as the headers say");
        }
    }

    private static ProblemException tooLarge() {
        return ProblemException.tooLarge("The body is larger than " + LARGEST_BODY + " bytes");
    }
}
