package dev.taskwright.oauth.tokens;

import java.util.Set;

/**
 * What an authorization says about its access tokens.
 *
 * @param exists false once it has ended, which no authorization comes back from
 * @param revoked ids of tokens and lineages that ended early
 */
record Standing(boolean exists, Set<String> revoked) {
    static final Standing GONE = new Standing(false, Set.of());

    Standing {
        revoked = Set.copyOf(revoked);
    }

    boolean isEnded(AccessToken token) {
        return !exists || revoked.contains(token.id()) || revoked.contains(token.lineage());
    }
}
