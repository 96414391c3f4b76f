package dev.taskwright.identity.access;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it, exactly as it came.
 *
 * @param authorization every value of {@code Authorization}
 * @param method the HTTP method in capitals
 * @param url the address asked for under the server's public name, without query
 * @param dpop every value of {@code DPoP} (RFC 9449)
 * @param clientCertificate of the TLS connection (RFC 8705); null when there is none
 */
public record Presented(
        List<String> authorization,
        String method,
        String url,
        List<String> dpop,
        @Nullable X509Certificate clientCertificate) {
    public Presented {
        authorization = List.copyOf(authorization);
        dpop = List.copyOf(dpop);
    }

    @Override
    public String toString() {
        return "Presented[" + method + " " + url + "]";
    }
}
