package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseMode;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Multiple Response Types, 2.1, 3 and 5; Form Post, 2; JARM, 2.3: a mode that this server has and that fits type and
 * address.
 */
final class ResponseModeCheck {

    void check(ResponseType type, AuthorizeParameters parameters, TrustedRedirect redirect) {
        Optional<String> word = parameters.find("response_mode");
        if (word.isEmpty()) {
            return;
        }
        ResponseMode mode = ResponseMode.of(word.get(), type.answersInFront())
                .orElseThrow(() -> redirect.refuse(OAuthError.invalidRequest(
                        "response_mode must be one of " + String.join(", ", ResponseMode.words()))));
        if (!mayStandInQuery(type.answersInFront(), mode, redirect)) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode query is not for tokens"));
        }
        if (!canBeReached(redirect, mode)) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode form_post needs a web address"));
        }
        if (redirect.isOutOfBand() && mode.isSigned()) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode jwt is not for copying by hand"));
        }
    }

    /**
     * How to answer before all of the request is understood: as it asks where that is sensible, else as is usual for its
     * type. For a request that is right it is the mode of the answer.
     */
    static ResponseMode likely(AuthorizeParameters parameters, TrustedRedirect redirect) {
        Set<String> words =
                Set.copyOf(List.of(parameters.single("response_type").orElse("").split(" +", -1)));
        boolean isInFront = words.contains("token") || words.contains("id_token");
        return parameters
                .single("response_mode")
                .flatMap(word -> ResponseMode.of(word, isInFront))
                .filter(mode -> mayStandInQuery(isInFront, mode, redirect) && canBeReached(redirect, mode))
                .orElse(isInFront ? ResponseMode.FRAGMENT : ResponseMode.QUERY);
    }

    /** Tokens do not, unless nobody but the app can read them: JARM, 2.3.1. */
    private static boolean mayStandInQuery(boolean isInFront, ResponseMode mode, TrustedRedirect redirect) {
        boolean isSecret = mode.isSigned()
                && redirect.client().metadata().messages().authorization().encryption() != null;
        return mode.way() != ResponseMode.QUERY || !isInFront || isSecret;
    }

    /** A form can be posted to the web only; other schemes open a program with an address. */
    private static boolean canBeReached(TrustedRedirect redirect, ResponseMode mode) {
        return mode.way() != ResponseMode.FORM_POST || redirect.uri().startsWith("http");
    }
}
