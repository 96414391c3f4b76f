package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.OAuthError;
import org.jspecify.annotations.Nullable;

/** OpenID Connect Core, 3.1.2.1: optional with a code; bounded, because it is kept and comes back in the ID token. */
final class NonceCheck {
    private static final int LONGEST = 300;

    @Nullable
    String check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        return parameters
                .find("nonce")
                .map(nonce -> {
                    if (nonce.length() > LONGEST || nonce.chars().anyMatch(Character::isISOControl)) {
                        throw redirect.refuse(OAuthError.invalidRequest("nonce must be at most 300 characters"));
                    }
                    return nonce;
                })
                .orElse(null);
    }
}
