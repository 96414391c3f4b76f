package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseType;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect Core, 3.1.2.1, 3.2.2.1 and 3.3.2.11: required where the ID token comes through the browser, where nothing
 * else ties it to the request; bounded, because it is kept and comes back.
 */
final class NonceCheck {
    private static final int LONGEST = 300;

    @Nullable
    String check(ResponseType type, AuthorizeParameters parameters, TrustedRedirect redirect) {
        String nonce = parameters.find("nonce").orElse(null);
        if (nonce == null && type.hasIdToken()) {
            throw redirect.refuse(OAuthError.invalidRequest("nonce is missing"));
        }
        if (nonce != null && (nonce.length() > LONGEST || nonce.chars().anyMatch(Character::isISOControl))) {
            throw redirect.refuse(OAuthError.invalidRequest("nonce must be at most 300 characters"));
        }
        return nonce;
    }
}
