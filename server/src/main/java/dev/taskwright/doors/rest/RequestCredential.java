package dev.taskwright.doors.rest;

import dev.taskwright.identity.access.Presented;
import dev.taskwright.platform.http.ClientCertificates;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/** What a request shows of who sends it. */
final class RequestCredential {
    private static final HeaderName DPOP = HeaderNames.create("DPoP");

    private RequestCredential() {}

    /** The address is put together from the issuer: what the request says of host and scheme is the sender's word. */
    static Presented of(ServerRequest request, String issuer, ClientCertificates certificates) {
        return new Presented(
                all(request, HeaderNames.AUTHORIZATION),
                request.prologue().method().text(),
                issuer + request.prologue().uriPath().rawPath(),
                all(request, DPOP),
                certificates.find(request).orElse(null));
    }

    /** The scheme to answer in: that of the request, as far as there is a challenge for it. */
    static String scheme(ServerRequest request) {
        return all(request, HeaderNames.AUTHORIZATION).stream()
                        .anyMatch(value -> value.strip().regionMatches(true, 0, "DPoP ", 0, 5))
                ? "DPoP"
                : "Bearer";
    }

    private static List<String> all(ServerRequest request, HeaderName name) {
        return request.headers().all(name, List::of);
    }
}
