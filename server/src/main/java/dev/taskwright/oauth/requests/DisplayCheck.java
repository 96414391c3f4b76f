package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;
import java.util.List;

/**
 * OpenID Connect Core, 3.1.2.1: a known word. Nothing follows from it, because the pages fit a window of any size and need
 * neither script nor pointer.
 */
final class DisplayCheck {
    private static final List<String> WORDS = List.of("page", "popup", "touch", "wap");

    void check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        if (parameters.find("display").filter(word -> !WORDS.contains(word)).isPresent()) {
            throw redirect.refuse(OAuthError.invalidRequest("display must be page, popup, touch or wap"));
        }
    }
}
