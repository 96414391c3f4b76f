package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser on within this server. Always by path, so that it works under every name the server answers to. */
public final class Redirects {
    private Redirects() {}

    /** After a form: the next page is fetched with GET, and reloading it repeats nothing. */
    public static void seeOther(ServerResponse response, LocalPath target) {
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, target.value())
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send();
    }

    public static void seeOther(ServerResponse response, String path) {
        seeOther(response, new LocalPath(path));
    }

    /** Path and query of a GET, to come back to; for another method {@code otherwise}. */
    public static LocalPath here(ServerRequest request, LocalPath otherwise) {
        if (!request.prologue().method().text().equals("GET")) {
            return otherwise;
        }
        String query = request.query().rawValue();
        String path = request.prologue().uriPath().rawPath();
        return LocalPath.of(query.isEmpty() ? path : path + "?" + query).orElse(otherwise);
    }

    /** {@code path?name=value}, the value escaped. */
    public static LocalPath withQuery(String path, String name, String value) {
        return new LocalPath(path + "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
