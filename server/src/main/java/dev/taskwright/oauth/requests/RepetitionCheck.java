package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;

/** RFC 6749, 3.1: no parameter more than once. */
final class RepetitionCheck {
    void check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        parameters.anyRepeated().ifPresent(name -> {
            throw redirect.refuse(OAuthError.invalidRequest(shown(name) + " is given more than once"));
        });
    }

    /** Names come from the request: what is not a plain word is not repeated. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.:-]{1,60}") ? name : "a parameter";
    }
}
