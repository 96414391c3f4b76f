package dev.taskwright.platform.http;

import dev.taskwright.base.Download;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends files: whole or one range of them (RFC 9110, 14), with a name to save them under (RFC 6266). What somebody
 * uploaded is never shown as a page of ours: it is an attachment, of the type that is said and no other, and in a sandbox
 * should a browser show it all the same.
 */
public final class DownloadResponse {
    private static final Header SANDBOX = HeaderValues.create(
            "Content-Security-Policy", "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    private static final Header SAME_ORIGIN = HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin");
    private static final Header PRIVATE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "private, no-cache");
    private static final Header RANGES = HeaderValues.create(HeaderNames.ACCEPT_RANGES, "bytes");

    private DownloadResponse() {}

    /**
     * Sends and closes it.
     *
     * @throws HttpException 416 when the range asked for is not there; nothing is sent then but headers are set
     */
    public static void send(ServerRequest request, ServerResponse response, Download file) {
        try (file) {
            answer(request, response, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(ServerRequest request, ServerResponse response, Download file) throws IOException {
        String tag = file.tag() == null ? "" : '"' + file.tag() + '"';
        Long length = file.length();
        if (length == null) {
            write(request, response, file, 0, Long.MAX_VALUE, () -> describe(response, file, tag));
        } else if (!tag.isEmpty() && isKnown(request, tag)) {
            describe(response, file, tag);
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            ByteRange range = ByteRange.of(request, length, tag);
            requireThere(response, range);
            write(request, response, file, range.from(), range.to(), () -> {
                announce(response, range);
                describe(response, file, tag);
                response.headers().contentLength(range.to() - range.from());
            });
        }
    }

    private static void describe(ServerResponse response, Download file, String tag) {
        response.header(HeaderNames.CONTENT_TYPE, file.type());
        response.header(SANDBOX).header(SAME_ORIGIN).header(PRIVATE);
        @Nullable String name = file.name();
        if (name != null) {
            response.header(HeaderNames.CONTENT_DISPOSITION, disposition(name));
        }
        if (!tag.isEmpty()) {
            response.header(HeaderNames.ETAG, tag);
        }
    }

    private static void requireThere(ServerResponse response, ByteRange range) {
        if (range.isMissing()) {
            response.header(RANGES);
            response.header(HeaderNames.CONTENT_RANGE, "bytes */" + range.length());
            throw new HttpException("The file has no such bytes", Status.REQUESTED_RANGE_NOT_SATISFIABLE_416);
        }
    }

    private static void announce(ServerResponse response, ByteRange range) {
        response.header(RANGES);
        if (range.isPart()) {
            response.status(Status.PARTIAL_CONTENT_206);
            response.header(
                    HeaderNames.CONTENT_RANGE,
                    "bytes %d-%d/%d".formatted(range.from(), range.to() - 1, range.length()));
        }
    }

    /**
     * Nothing is said before the first bytes are there, so that a file that cannot be had is still an honest error; and one
     * that breaks off later is not ended properly, so that nobody takes it for whole.
     */
    private static void write(
            ServerRequest request, ServerResponse response, Download file, long from, long to, Runnable headers)
            throws IOException {
        if (request.prologue().method().equals(Method.HEAD)) {
            headers.run();
            response.send();
            return;
        }
        LateOutput out = new LateOutput(() -> {
            headers.run();
            return response.outputStream();
        });
        try {
            file.content().write(out, from, to);
            out.close();
        } catch (IOException | RuntimeException e) {
            if (out.isOpen()) {
                throw new CloseConnectionException("the download broke off", e);
            }
            throw e;
        }
    }

    private static boolean isKnown(ServerRequest request, String tag) {
        return request.headers().values(HeaderNames.IF_NONE_MATCH).stream()
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag));
    }

    /** The name twice: for old clients in what ASCII can say, for all others in full. */
    static String disposition(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
                .forEach(plain::appendCodePoint);
        String full = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + full;
    }
}
