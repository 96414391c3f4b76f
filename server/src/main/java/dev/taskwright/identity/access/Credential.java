package dev.taskwright.identity.access;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One credential with all that a sender-constrained token is checked against.
 *
 * @param scheme in small letters: {@code bearer}, {@code dpop}
 * @param token without surrounding spaces, never empty
 * @param method the HTTP method in capitals
 * @param url the address asked for under the server's public name, without query
 * @param dpop every DPoP proof presented
 * @param clientCertificate of the TLS connection; null when there is none
 */
public record Credential(
        String scheme,
        String token,
        String method,
        String url,
        List<String> dpop,
        @Nullable X509Certificate clientCertificate) {
    public boolean isBearer() {
        return scheme.equals("bearer");
    }

    public boolean isDpop() {
        return scheme.equals("dpop");
    }

    @Override
    public String toString() {
        return "Credential[" + scheme + "]";
    }
}
