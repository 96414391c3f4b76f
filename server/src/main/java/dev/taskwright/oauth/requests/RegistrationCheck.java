package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;

/** OpenID Connect Core, 7.2.1 and 3.1.2.6: apps register beforehand, not in a request. */
final class RegistrationCheck {
    void check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        if (parameters.find("registration").isPresent()) {
            throw redirect.refuse(new OAuthError("registration_not_supported", "registration is not supported", 400));
        }
    }
}
