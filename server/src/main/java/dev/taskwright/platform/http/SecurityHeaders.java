package dev.taskwright.platform.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * Puts on every answer what tells a browser to be careful with it. An answer that has set a header of its own keeps it.
 */
public final class SecurityHeaders implements Filter {
    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Header STRICT = HeaderValues.create(CSP, PAGE + "; form-action 'self'");
    private static final Header LEAVING = HeaderValues.create(CSP, PAGE);
    private static final Header FRAMED = HeaderValues.create(
            CSP, "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *");
    private static final String UNFRAMED = "frame-ancestors 'none'";
    private static final Header DENY_FRAMES = HeaderValues.create("X-Frame-Options", "DENY");
    private static final Header NO_SNIFF = HeaderValues.create("X-Content-Type-Options", "nosniff");
    // not no-referrer: with it a browser sends "Origin: null" from our own forms, and Csrf looks at that header
    private static final Header REFERRER = HeaderValues.create("Referrer-Policy", "same-origin");
    private static final Header FEATURES =
            HeaderValues.create("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    private static final Header HSTS = HeaderValues.create("Strict-Transport-Security", "max-age=31536000");

    private final boolean https;

    /** {@code https} is the scheme of the issuer: what people's browsers use, whatever stands between. */
    public SecurityHeaders(boolean https) {
        this.https = https;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.beforeSend(() -> apply(response.headers()));
        chain.proceed();
    }

    /** Sets what is missing; for answers made below the router, which no filter sees. */
    public void apply(ServerResponseHeaders headers) {
        headers.setIfAbsent(STRICT);
        if (headers.get(CSP).get().contains(UNFRAMED)) {
            headers.setIfAbsent(DENY_FRAMES); // says it to browsers that know no frame-ancestors
        }
        headers.setIfAbsent(NO_SNIFF);
        headers.setIfAbsent(REFERRER);
        headers.setIfAbsent(FEATURES);
        if (https) {
            headers.setIfAbsent(HSTS);
        }
    }

    /** For a page that shows these, and nothing else, in frames; each is an origin with a path. */
    public static void framing(ServerResponse response, List<String> sources) {
        response.header(
                HeaderValues.create(CSP, PAGE + "; form-action 'self'; frame-src " + String.join(" ", sources)));
    }

    /** For a page without content of its own that any site may frame. */
    public static void framedByAnybody(ServerResponse response) {
        response.header(FRAMED);
    }

    /**
     * For a page whose form may end at an app's redirect URI (sign-in, consent): leaves {@code form-action} out.
     * Chromium applies it to every redirect that follows a form, also to those that the app makes afterwards, so a list
     * of allowed targets cannot be right.
     */
    public static void formsMayLeave(ServerResponse response) {
        response.header(LEAVING);
    }
}
