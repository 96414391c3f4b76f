package dev.taskwright.oauth.authorize;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.protocol.OAuthError;
import java.util.Optional;

/** What happens next with a pending authorization. */
sealed interface Step {
    /** The person proves who they are, perhaps once more. */
    record SignIn() implements Step {}

    /** The person says with which account to go on, or finds out how to get one. */
    record ChooseAccount(Optional<SignedIn> person) implements Step {}

    /** The person is asked whether the app may. */
    record Consent(SignedIn person) implements Step {}

    /** The app gets what it asked for. */
    record Issue(SignedIn person) implements Step {}

    /** Something would have to be shown and the app forbade it, or nothing that could be shown would help. */
    record Refuse(OAuthError error) implements Step {}
}
