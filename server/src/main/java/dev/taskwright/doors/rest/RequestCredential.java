package dev.taskwright.doors.rest;

import dev.taskwright.identity.access.Presented;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request shows of who sends it. */
final class RequestCredential {
    private static final HeaderName DPOP = HeaderNames.create("DPoP");

    private RequestCredential() {}

    /** The address is put together from the issuer: what the request says of host and scheme is the sender's word. */
    static Presented of(ServerRequest request, String issuer) {
        return new Presented(
                all(request, HeaderNames.AUTHORIZATION),
                request.prologue().method().text(),
                issuer + request.prologue().uriPath().rawPath(),
                all(request, DPOP),
                certificate(request));
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

    private static @Nullable X509Certificate certificate(ServerRequest request) {
        return request.remotePeer()
                .tlsCertificates()
                .filter(chain -> chain.length > 0)
                .map(chain -> chain[0])
                .filter((Certificate certificate) -> certificate instanceof X509Certificate)
                .map(X509Certificate.class::cast)
                .orElse(null);
    }
}
