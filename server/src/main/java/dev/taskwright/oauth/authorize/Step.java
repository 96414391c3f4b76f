package dev.taskwright.oauth.authorize;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.protocol.OAuthError;

/** What happens next with a pending authorization. */
sealed interface Step {
    /** The person proves who they are, perhaps once more. */
    record SignIn() implements Step {}

    /** The person is asked whether the app may. */
    record Consent(SignedIn person) implements Step {}

    /** The app gets its code. */
    record Issue(SignedIn person) implements Step {}

    /** Something would have to be shown and the app forbade it. */
    record Refuse(OAuthError error) implements Step {}
}
