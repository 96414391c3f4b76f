package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.function.Supplier;

/** Every answer to a request with a DPoP proof brings the nonce for the next one: RFC 9449, 8.2. */
public final class DpopNonceHeader implements Filter {
    private static final HeaderName PROOF = HeaderNames.create("DPoP");
    private static final HeaderName NONCE = HeaderNames.create("DPoP-Nonce");

    private final Supplier<String> nonces;

    public DpopNonceHeader(Supplier<String> nonces) {
        this.nonces = nonces;
    }

    /** Every proof that a request brings. */
    public static List<String> proofs(ServerRequest request) {
        return request.headers().all(PROOF, List::of);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contains(PROOF)) {
            response.header(NONCE, nonces.get());
        }
        chain.proceed();
    }
}
