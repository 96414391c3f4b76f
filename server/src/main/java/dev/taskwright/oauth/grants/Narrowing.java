package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.Rights;
import java.util.Optional;

/** An access token for less than was granted: RFC 9396, 6. What a refresh token stands for stays as it is. */
public final class Narrowing {
    private final DetailTypes types;

    public Narrowing(DetailTypes types) {
        this.types = types;
    }

    /**
     * What the request asks for, read before anything is spent.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_authorization_details}
     */
    Optional<AuthorizationDetails> wanted(ClientCall request) {
        Optional<AuthorizationDetails> wanted =
                request.find("authorization_details").map(DetailTypes::parse);
        wanted.ifPresent(details -> types.require(request.client(), details));
        return wanted;
    }

    /**
     * The exchange with no more than is wanted. To be called in its transaction: asking for more undoes it, so that code or
     * refresh token stay as they were.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_authorization_details}
     */
    Exchange of(Optional<AuthorizationDetails> wanted, ClientCall request, Exchange exchange) {
        if (wanted.isEmpty() || !(exchange instanceof Exchange.Granted(Rights rights))) {
            return exchange;
        }
        AuthorizationDetails fewer =
                types.narrow(request.client(), rights.bounds().details(), wanted.get());
        return new Exchange.Granted(rights.within(rights.bounds().withDetails(fewer)));
    }
}
