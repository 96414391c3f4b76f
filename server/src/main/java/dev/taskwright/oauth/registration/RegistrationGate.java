package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.AddressLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may register at all. An initial access token opens in every policy but {@code NOBODY}, and knows no limit but its own. */
public final class RegistrationGate {
    private static final int MOST_AT_ONCE = 300;
    private static final Duration ONE_MORE_EVERY = Duration.ofSeconds(10);

    private final RegistrationPolicy policy;
    private final InitialTokens tokens;
    private final AddressLimit limit;

    public RegistrationGate(RegistrationPolicy policy, InitialTokens tokens, InstantSource clock) {
        this.policy = policy;
        this.tokens = tokens;
        this.limit =
                new AddressLimit(clock, MOST_AT_ONCE, ONE_MORE_EVERY, "too many apps registered from this address");
    }

    /**
     * @param bearer the token that came with the request; null when none did
     * @param address whose request it is
     * @return the initial access token, to be used up by what it lets in; empty when anybody may come in
     * @throws OAuthException {@code invalid_token} or {@code access_denied}
     * @throws dev.taskwright.base.ProblemException {@code TooMany}
     */
    Optional<InitialToken> enter(@Nullable String bearer, String address) {
        if (policy == RegistrationPolicy.NOBODY) {
            throw new OAuthException(OAuthError.accessDenied("this server takes no registrations"));
        }
        Optional<InitialToken> token = bearer == null ? Optional.empty() : tokens.find(bearer);
        if (token.isEmpty()) {
            limit.take(address);
            if (bearer != null || policy == RegistrationPolicy.TOKEN) {
                throw new OAuthException(refused());
            }
        }
        return token;
    }

    static OAuthError refused() {
        return OAuthError.invalidToken("registering needs an initial access token that holds");
    }
}
