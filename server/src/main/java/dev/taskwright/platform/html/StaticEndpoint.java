package dev.taskwright.platform.html;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Serves {@link Assets}: for good under a fingerprinted name, to be asked again under any other. */
public final class StaticEndpoint implements HttpService {
    private final Assets assets;

    public StaticEndpoint(Assets assets) {
        this.assets = assets;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/static/*", this::file)
                .head("/static/*", this::file)
                .get("/favicon.ico", (request, response) -> serve(request, response, "icons/favicon.svg"))
                .get("/robots.txt", (request, response) -> serve(request, response, "robots.txt"));
    }

    private void file(ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().rawPath();
        Optional<Asset> current = assets.at(path);
        if (current.isPresent()) {
            response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
            send(request, response, current.get());
            return;
        }
        serve(request, response, path);
    }

    private void serve(ServerRequest request, ServerResponse response, String path) {
        Asset asset = assets.atStale(path).orElseThrow(() -> new HttpException("no such file", Status.NOT_FOUND_404));
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        send(request, response, asset);
    }

    private static void send(ServerRequest request, ServerResponse response, Asset asset) {
        String etag = '"' + asset.fingerprint() + '"';
        response.header(HeaderNames.ETAG, etag).header(HeaderNames.VARY, "Accept-Encoding");
        if (request.headers().values(HeaderNames.IF_NONE_MATCH).stream().anyMatch(tags -> tags.contains(etag))) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, asset.type());
        byte[] gzip = asset.gzip();
        byte[] body = asset.bytes();
        if (gzip != null && acceptsGzip(request)) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            body = gzip;
        }
        if (request.prologue().method().text().equals("HEAD")) {
            response.contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers().values(HeaderNames.ACCEPT_ENCODING).stream()
                .anyMatch(encodings -> encodings.contains("gzip") && !encodings.contains("gzip;q=0"));
    }
}
