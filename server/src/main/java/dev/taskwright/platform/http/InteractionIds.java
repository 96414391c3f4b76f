package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says back, in {@code x-fapi-interaction-id}, the id under which an app's own log has a call, and writes it beside ours:
 * FAPI 1.0 Baseline, 6.2.1, 11 and 12. A call without one gets one; what is no UUID is none.
 */
public final class InteractionIds implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(InteractionIds.class);
    private static final HeaderName HEADER = HeaderNames.create("x-fapi-interaction-id");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Predicate<String> isResource;
    private final Supplier<String> fresh;

    /**
     * @param isResource whether what is at a path is asked for with an access token
     * @param fresh makes UUIDs
     */
    public InteractionIds(Predicate<String> isResource, Supplier<String> fresh) {
        this.isResource = isResource;
        this.fresh = fresh;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (isResource.test(request.prologue().uriPath().rawPath())) {
            Optional<String> given = Optional.of(request.headers().first(HEADER).orElse(""))
                    .filter(id -> UUID.matcher(id).matches());
            given.ifPresent(id -> LOG.info("id={} interaction={}", RequestIds.of(response), id));
            response.header(HEADER, given.orElseGet(fresh));
        }
        chain.proceed();
    }
}
