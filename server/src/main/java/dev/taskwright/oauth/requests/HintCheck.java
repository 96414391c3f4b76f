package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.tokens.IdTokens;
import java.util.Optional;

/**
 * OpenID Connect Core, 3.1.2.1: whom the app expects. An ID token says who it must be, perhaps one that has expired; a
 * name is only what the person may want to type.
 */
final class HintCheck {
    private static final int LONGEST_NAME = 254;

    private final IdTokens idTokens;

    HintCheck(IdTokens idTokens) {
        this.idTokens = idTokens;
    }

    /** What the app's ID token calls the person. */
    Optional<String> subject(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        return parameters
                .find("id_token_hint")
                .map(hint -> idTokens.read(hint)
                        .filter(token -> token.audience().contains(client.id().value()))
                        .map(IdTokens.Hint::subject)
                        .orElseThrow(() -> redirect.refuse(
                                OAuthError.invalidRequest("id_token_hint is not an ID token of this app"))));
    }

    /** Empty for none, and for one that is no name. */
    static String name(AuthorizeParameters parameters) {
        return parameters
                .find("login_hint")
                .filter(hint -> hint.length() <= LONGEST_NAME && hint.chars().noneMatch(Character::isISOControl))
                .orElse("");
    }
}
