package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Names every request, in {@code X-Request-Id} of its answer, so that a person, a log line and an error page can speak
 * of the same one. Ids from outside are not taken over: two callers could give the same one.
 */
public final class RequestIds implements Filter {
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private final String process;
    private final AtomicLong count = new AtomicLong();

    /** {@code process} is a short random word, different at every start and on every node. */
    public RequestIds(String process) {
        this.process = process;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.headers().set(HEADER, next());
        chain.proceed();
    }

    /** A fresh id, for answers that are made below the router. */
    public String next() {
        return process + '-' + Long.toString(count.incrementAndGet(), 36);
    }

    /** The id of the request that {@code response} answers; a dash outside this filter. */
    public static String of(ServerResponse response) {
        @Nullable String id = response.headers().value(HEADER).orElse(null);
        return id == null ? "-" : id;
    }
}
