package dev.taskwright.platform.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells browsers apart, signed in or not: a random id that never says who uses it. CSRF tokens are made from it and
 * authorizations in progress are bound to it.
 */
public final class BrowserCookie {
    private static final String NAME = "tw_browser";
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    // the longest a browser keeps one
    private static final Duration AGE = Duration.ofDays(400);

    private final Cookies cookies;
    private final Supplier<String> ids;

    /** {@code ids} gives 256 random bits as 43 characters of base64url. */
    public BrowserCookie(Cookies cookies, Supplier<String> ids) {
        this.cookies = cookies;
        this.ids = ids;
    }

    /** The id this browser brought; empty when it has none yet, or a malformed one. */
    public Optional<String> find(ServerRequest request) {
        Optional<Made> made = request.context().get(Made.class);
        return made.map(Made::id).or(() -> cookies.read(request, NAME).filter(BrowserCookie::isWellFormed));
    }

    /** The id of this browser, made and set when it has none. */
    public String require(ServerRequest request, ServerResponse response) {
        return find(request).orElseGet(() -> {
            Made made = new Made(ids.get());
            request.context().register(made);
            cookies.set(response, NAME, made.id(), AGE);
            return made.id();
        });
    }

    private static boolean isWellFormed(String id) {
        return SHAPE.matcher(id).matches();
    }

    /** Remembers within one request that the id was just made. */
    private record Made(String id) {}
}
