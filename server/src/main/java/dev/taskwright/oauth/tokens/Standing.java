package dev.taskwright.oauth.tokens;

import java.util.Set;

/**
 * What an access token's authorization says about it while it exists.
 *
 * @param revoked ids of tokens and lineages that ended early
 */
record Standing(Set<String> revoked) {
    Standing {
        revoked = Set.copyOf(revoked);
    }

    boolean isEnded(AccessToken token) {
        return revoked.contains(token.id()) || revoked.contains(token.lineage());
    }
}
