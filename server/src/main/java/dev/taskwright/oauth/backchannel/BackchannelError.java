package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;

/** The errors that only this endpoint has: CIBA Core, 13. */
final class BackchannelError {
    private BackchannelError() {}

    static OAuthException invalidRequest(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }

    /** One answer for everybody who cannot be asked. */
    static OAuthException unknownPerson(String detail) {
        return new OAuthException(
                new OAuthError("unknown_user_id", "nobody whom this app may ask is known by this hint", 400), detail);
    }

    static OAuthException missingUserCode() {
        return new OAuthException(
                new OAuthError("missing_user_code", "this person is asked only by who knows their user_code", 400));
    }

    static OAuthException wrongUserCode() {
        return new OAuthException(new OAuthError("invalid_user_code", "the user_code is not this person's", 400));
    }

    static OAuthException invalidMessage() {
        return new OAuthException(new OAuthError(
                "invalid_binding_message",
                "binding_message must be 1 to " + BackchannelParameters.LONGEST_MESSAGE + " visible characters",
                400));
    }
}
