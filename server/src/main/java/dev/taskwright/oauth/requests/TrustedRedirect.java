package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.OAuthError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that this app has registered, and the state to send along. There is no other way to make one than to
 * compare with the registration, so that nothing can be redirected to an unchecked address.
 */
final class TrustedRedirect {
    private final String uri;
    private final @Nullable String state;

    private TrustedRedirect(String uri, @Nullable String state) {
        this.uri = uri;
        this.state = state;
    }

    /** Empty when the app has registered no such address, or this server does not allow it as it runs now. */
    static Optional<TrustedRedirect> registered(
            Client client, String presented, @Nullable String state, boolean development) {
        return client.redirectUri(presented, development).map(registered -> new TrustedRedirect(presented, state));
    }

    /** Exactly as requested. */
    String uri() {
        return uri;
    }

    /** To be returned byte for byte; null when none was sent. */
    @Nullable
    String state() {
        return state;
    }

    /** Whether the answer is shown on a page, to be copied by hand. */
    boolean isOutOfBand() {
        return uri.equals(RedirectUri.OUT_OF_BAND);
    }

    AuthorizeFailure.SentToClient refuse(OAuthError error) {
        return new AuthorizeFailure.SentToClient(this, error);
    }
}
