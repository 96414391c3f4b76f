package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseMode;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Multiple Response Types, 2.1, 3 and 5; Form Post, 2: a mode that this server has and that fits type and address. */
final class ResponseModeCheck {

    void check(ResponseType type, AuthorizeParameters parameters, TrustedRedirect redirect) {
        Optional<String> word = parameters.find("response_mode");
        if (word.isEmpty()) {
            return;
        }
        ResponseMode mode = ResponseMode.of(word.get())
                .orElseThrow(() -> redirect.refuse(
                        OAuthError.invalidRequest("response_mode must be query, fragment or form_post")));
        if (!mayStandInQuery(type.answersInFront(), mode)) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode query is not for tokens"));
        }
        if (!canBeReached(redirect, mode)) {
            throw redirect.refuse(OAuthError.invalidRequest("response_mode form_post needs a web address"));
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
                .flatMap(ResponseMode::of)
                .filter(mode -> mayStandInQuery(isInFront, mode) && canBeReached(redirect, mode))
                .orElse(isInFront ? ResponseMode.FRAGMENT : ResponseMode.QUERY);
    }

    private static boolean mayStandInQuery(boolean isInFront, ResponseMode mode) {
        return mode != ResponseMode.QUERY || !isInFront;
    }

    /** A form can be posted to the web only; other schemes open a program with an address. */
    private static boolean canBeReached(TrustedRedirect redirect, ResponseMode mode) {
        return mode != ResponseMode.FORM_POST || redirect.uri().startsWith("http");
    }
}
