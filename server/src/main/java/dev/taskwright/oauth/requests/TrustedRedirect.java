package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that this app has registered, the state to send along, and the way the answer travels there. There is no
 * other way to make one than to compare with the registration, so that nothing can be sent to an unchecked address.
 */
public final class TrustedRedirect {
    private final Client client;
    private final String uri;
    private final @Nullable String state;
    private final ResponseMode mode;

    private TrustedRedirect(Client client, String uri, @Nullable String state, ResponseMode mode) {
        this.client = client;
        this.uri = uri;
        this.state = state;
        this.mode = mode;
    }

    /** Empty when the app has registered no such address, or this server does not allow it as it runs now. */
    static Optional<TrustedRedirect> registered(
            Client client, String presented, @Nullable String state, boolean development) {
        return client.redirectUri(presented, development)
                .map(registered -> new TrustedRedirect(client, presented, state, ResponseMode.QUERY));
    }

    /** The same address, answered in another way. */
    TrustedRedirect by(ResponseMode other) {
        return new TrustedRedirect(client, uri, state, other);
    }

    /** Whose address it is. */
    public Client client() {
        return client;
    }

    /** Exactly as requested. */
    public String uri() {
        return uri;
    }

    /** To be returned byte for byte; null when none was sent. */
    public @Nullable String state() {
        return state;
    }

    /** How the answer travels, an error too. */
    public ResponseMode mode() {
        return mode;
    }

    /** Whether the answer is shown on a page, to be copied by hand. */
    public boolean isOutOfBand() {
        return uri.equals(RedirectUri.OUT_OF_BAND);
    }

    public AuthorizeFailure.SentToClient refuse(OAuthError error) {
        return new AuthorizeFailure.SentToClient(this, error);
    }
}
