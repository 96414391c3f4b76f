package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.profiles.RequestRules;
import dev.taskwright.oauth.protocol.OAuthError;

/** Whether a request that is right otherwise is right by the app's profile, too. */
final class ProfileCheck {
    void check(AuthorizeRequest request, boolean namesScope, boolean isPushed) {
        TrustedRedirect redirect = request.redirect();
        RequestRules.Asked asked = new RequestRules.Asked(
                request.responseType(),
                namesScope ? request.scopes() : null,
                redirect.mode().isSigned(),
                isPushed,
                request.challenge() != null,
                request.nonce() != null,
                redirect.state() != null);
        RequestRules.fault(request.client(), asked).ifPresent(fault -> {
            throw redirect.refuse(OAuthError.invalidRequest(fault));
        });
    }
}
