package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.OAuthError;

/**
 * OpenID Connect Core, 6 and 7.2.1: a request that comes as a document cannot be understood by ignoring it, so that the
 * specification has an error of its own for servers that do not read them.
 */
final class RequestObjectCheck {
    void check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        if (parameters.find("request").isPresent()) {
            throw redirect.refuse(new OAuthError("request_not_supported", "request is not supported", 400));
        }
        if (parameters.find("request_uri").isPresent()) {
            throw redirect.refuse(new OAuthError("request_uri_not_supported", "request_uri is not supported", 400));
        }
        if (parameters.find("registration").isPresent()) {
            throw redirect.refuse(new OAuthError("registration_not_supported", "registration is not supported", 400));
        }
    }
}
