package dev.taskwright.oauth.grants;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Authorizations;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.GrantTerms;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.db.Tx;
import java.util.List;
import java.util.Optional;

/**
 * What a person grants an app while no browser stands between them. It hangs on the person's consent and on no session:
 * signing out of a browser leaves it, withdrawing the consent ends it.
 */
public final class Sessionless {
    private final Users users;
    private final Authorizations authorizations;
    private final Consents consents;
    private final Resources resources;

    public Sessionless(Users users, Authorizations authorizations, Consents consents, Resources resources) {
        this.users = users;
        this.authorizations = authorizations;
        this.consents = consents;
        this.resources = resources;
    }

    /** For a grant with an authorization of its own; to be called before the transaction. */
    PreparedGrant prepare(ClientCall request, UserId person, ScopeSet scopes, Authentication authentication) {
        return prepare(request, person, authorizations.sessionless(), scopes, authentication);
    }

    /** For one of many: all of this kind share one authorization, and an app that repeats itself leaves no trail. */
    PreparedGrant prepareShared(
            String kind, ClientCall request, UserId person, ScopeSet scopes, Authentication authentication) {
        return prepare(request, person, Authorizations.sessionless(kind), scopes, authentication);
    }

    private PreparedGrant prepare(
            ClientCall request, UserId person, String session, ScopeSet scopes, Authentication authentication) {
        Client client = request.client();
        // resource (OPTIONAL, RFC 8707, 2.2)
        List<String> places = resources.within(
                List.of(), scopes, resources.read(request.form().all("resource")));
        return authorizations.prepare(new GrantTerms(
                person,
                client.id(),
                session,
                scopes,
                authentication,
                ClaimsRequest.NONE,
                null,
                client.grants().contains(GrantType.REFRESH_TOKEN),
                Bounds.NONE.withResources(places).boundTo(request.binding().orElse(null))));
    }

    /** On the consent that the person has given; refused when they have taken it back meanwhile. */
    Exchange start(Tx tx, PreparedGrant grant) {
        GrantTerms terms = grant.terms();
        if (users.find(tx, terms.user()).filter(user -> !user.disabled()).isEmpty()) {
            return new Exchange.Refused(
                    OAuthError.invalidGrant("the person has no access any more"), "the person is disabled");
        }
        return consents.holds(tx, terms.user(), terms.client(), terms.scopes())
                ? new Exchange.Granted(authorizations.start(tx, grant))
                : new Exchange.Refused(OAuthError.denied("the person has taken it back"), "consent withdrawn");
    }

    /**
     * On the consent that the person has given for as long as they are away too; empty when they have not, or have no
     * access any more.
     */
    Optional<Rights> startStanding(Tx tx, PreparedGrant grant) {
        GrantTerms terms = grant.terms();
        ScopeSet standing = terms.scopes().with(ScopeSet.of(Scope.OFFLINE_ACCESS));
        return users.find(tx, terms.user())
                .filter(user -> !user.disabled())
                .filter(user -> consents.holds(tx, terms.user(), terms.client(), standing))
                .map(user -> authorizations.start(tx, grant));
    }

    /**
     * On the consent that lies in what the person just did.
     *
     * @param via what they did, for the change log
     */
    Rights startConsenting(Tx tx, PreparedGrant grant, String via) {
        GrantTerms terms = grant.terms();
        if (!consents.holds(tx, terms.user(), terms.client(), terms.scopes())) {
            consents.give(tx, terms.user(), terms.client(), terms.scopes(), via);
        }
        return authorizations.start(tx, grant);
    }
}
