package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authorization request that has passed every check. */
record AuthorizeRequest(
        Client client,
        TrustedRedirect redirect,
        ResponseType responseType,
        @Nullable CodeChallenge challenge,
        ScopeSet scopes,
        Set<Prompt> prompts,
        @Nullable Duration maxAge,
        @Nullable String nonce) {

    AuthorizeRequest {
        prompts = Set.copyOf(prompts);
    }

    boolean prompts(Prompt prompt) {
        return prompts.contains(prompt);
    }
}
