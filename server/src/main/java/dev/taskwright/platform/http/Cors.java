package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lets scripts of known origins read some answers (Fetch, 3.2). Never with cookies: what they may read is opened by a
 * token or to everybody.
 */
public final class Cors implements Filter {
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final HeaderName ALLOW_METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName ALLOW_HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSE = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");
    private static final HeaderName WANTED = HeaderNames.create("Access-Control-Request-Method");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9.-]{1,253}|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    private final Predicate<String> paths;
    private final Predicate<String> origins;

    /**
     * @param paths which paths may be read across origins at all
     * @param origins whether an origin, well-formed, may; asked only for those paths
     */
    public Cors(Predicate<String> paths, Predicate<String> origins) {
        this.paths = paths;
        this.origins = origins;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<String> origin = request.headers().value(HeaderNames.ORIGIN);
        if (origin.isEmpty() || !paths.test(request.prologue().uriPath().rawPath())) {
            chain.proceed();
            return;
        }
        response.header(HeaderNames.VARY, "Origin");
        boolean isKnown = ORIGIN.matcher(origin.get()).matches() && origins.test(origin.get());
        if (isKnown) {
            response.header(ALLOW_ORIGIN, origin.get()).header(EXPOSE, "WWW-Authenticate, DPoP-Nonce");
        }
        if (request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(WANTED)) {
            if (isKnown) {
                response.header(ALLOW_METHODS, "GET, POST, PUT, DELETE")
                        .header(ALLOW_HEADERS, "Authorization, Content-Type, DPoP")
                        .header(MAX_AGE, "600");
            }
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        chain.proceed();
    }
}
