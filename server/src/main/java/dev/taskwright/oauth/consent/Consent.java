package dev.taskwright.oauth.consent;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;

/**
 * All that a person has allowed an app so far.
 *
 * @param details single projects, beside what the scopes open
 */
public record Consent(UserId user, ClientId client, ScopeSet scopes, AuthorizationDetails details, Instant decidedAt) {

    boolean covers(ScopeSet wantedScopes, AuthorizationDetails wantedDetails) {
        return scopes.containsAll(wantedScopes) && DetailTypes.covers(details, wantedDetails);
    }

    /** The same with more, decided now. */
    Consent with(ScopeSet moreScopes, AuthorizationDetails moreDetails, Instant now) {
        return new Consent(user, client, scopes.with(moreScopes), DetailTypes.union(details, moreDetails), now);
    }
}
