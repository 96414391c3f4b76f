package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** OpenID Connect Core, 3.1.2.1: how long ago, in whole seconds, the person may have proved who they are. */
final class MaxAgeCheck {
    @Nullable
    Duration check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        return parameters
                .find("max_age")
                .map(text -> {
                    if (!text.matches("[0-9]{1,9}")) {
                        throw redirect.refuse(OAuthError.invalidRequest("max_age must be a number of seconds"));
                    }
                    return Duration.ofSeconds(Integer.parseInt(text));
                })
                .orElse(client.metadata().signIn().defaultMaxAge());
    }
}
