package dev.taskwright.oauth.clients;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How an app proves who it is.
 *
 * @param methods any one of them will do
 * @param secrets empty for apps without one; some may have expired
 */
public record ClientProof(Set<AuthenticationMethod> methods, List<ClientSecret> secrets) {

    /** Copies the lists. */
    public ClientProof {
        methods = Set.copyOf(methods);
        secrets = List.copyOf(secrets);
    }

    /** The secrets that hold now. */
    public List<ClientSecret> secrets(Instant now) {
        return secrets.stream().filter(secret -> secret.holds(now)).toList();
    }
}
