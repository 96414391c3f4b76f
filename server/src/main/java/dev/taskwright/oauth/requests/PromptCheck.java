package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.Prompt;
import java.util.Set;

/** OpenID Connect Core, 3.1.2.1: known prompts, and {@code none} alone. */
final class PromptCheck {
    Set<Prompt> check(AuthorizeParameters parameters, TrustedRedirect redirect) {
        return parameters
                .find("prompt")
                .map(words -> Prompt.list(words)
                        .orElseThrow(() -> redirect.refuse(OAuthError.invalidRequest(
                                "prompt must be none, or a list of login, consent, select_account and create"))))
                .orElse(Set.of());
    }
}
