package dev.taskwright.oauth.possession;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access token as a request presents it, with all that it may be bound to.
 *
 * @param scheme in small letters: {@code bearer} or {@code dpop}
 * @param method of the request, in capitals
 * @param path of the request
 * @param proofs every value of {@code DPoP}
 * @param certificate of the connection; null when there is none
 */
public record Shown(
        String scheme,
        String token,
        String method,
        String path,
        List<String> proofs,
        @Nullable X509Certificate certificate) {
    boolean isDpop() {
        return scheme.equals("dpop");
    }

    @Override
    public String toString() {
        return "Shown[" + scheme + "]";
    }
}
