package dev.taskwright.oauth.clients;

import java.util.List;
import java.util.Set;

/**
 * How an app proves who it is.
 *
 * @param methods any one of them will do
 * @param secretDigests SHA-256 of each secret that holds; empty for apps without one
 */
public record ClientProof(Set<AuthenticationMethod> methods, List<String> secretDigests) {

    /** Copies the lists. */
    public ClientProof {
        methods = Set.copyOf(methods);
        secretDigests = List.copyOf(secretDigests);
    }
}
