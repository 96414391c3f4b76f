package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.Rights;
import java.util.List;
import java.util.Optional;

/** An access token for less than was granted: RFC 8707, 2.2; RFC 9396, 6. What a refresh token stands for stays as it is. */
public final class Narrowing {
    private final DetailTypes types;
    private final Resources resources;

    public Narrowing(DetailTypes types, Resources resources) {
        this.types = types;
        this.resources = resources;
    }

    /**
     * What a request asks for.
     *
     * @param places none for all
     * @param details empty for all
     */
    record Wanted(List<String> places, Optional<AuthorizationDetails> details) {}

    /**
     * What the request asks for, read before anything is spent.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_target} or {@code invalid_authorization_details}
     */
    Wanted wanted(ClientCall request) {
        Optional<AuthorizationDetails> details =
                request.find("authorization_details").map(DetailTypes::parse);
        details.ifPresent(each -> types.require(request.client(), each));
        return new Wanted(resources.read(request.form().all("resource")), details);
    }

    /**
     * The exchange with no more than is wanted. To be called in its transaction: asking for more undoes it, so that code or
     * refresh token stay as they were.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_target} or {@code invalid_authorization_details}
     */
    Exchange of(Wanted wanted, ClientCall request, Exchange exchange) {
        if (!(exchange instanceof Exchange.Granted(Rights rights))) {
            return exchange;
        }
        Bounds bounds = rights.bounds();
        List<String> places = resources.within(bounds.resources(), rights.scopes(), wanted.places());
        AuthorizationDetails details = wanted.details()
                .map(fewer -> types.narrow(request.client(), bounds.details(), fewer))
                .orElse(bounds.details());
        return new Exchange.Granted(rights.narrowed(resources.scopesAt(places, rights.scopes()))
                .within(bounds.withResources(places).withDetails(details)));
    }
}
