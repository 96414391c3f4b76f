package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.OAuthError;
import org.jspecify.annotations.Nullable;

/** RFC 9449, 10: {@code dpop_jkt} names the key that the exchange of the code will prove. */
final class ProofKeyCheck {
    @Nullable
    Confirmation check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        return parameters
                .find("dpop_jkt")
                .map(thumbprint -> Confirmation.ofKey(thumbprint)
                        .orElseThrow(() -> redirect.refuse(
                                OAuthError.invalidRequest("dpop_jkt is not the base64url of a SHA-256 hash"))))
                .orElse(null);
    }
}
