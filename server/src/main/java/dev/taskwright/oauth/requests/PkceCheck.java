package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 7636, 4.3 and 4.4.1; RFC 9700, 2.1.1: S256 only, and required with a code where no secret can be kept. */
final class PkceCheck {
    @Nullable
    CodeChallenge check(Client client, ResponseType type, AuthorizeParameters parameters, TrustedRedirect redirect) {
        if (!type.hasCode()) {
            return null;
        }
        Optional<String> challenge = parameters.find("code_challenge");
        Optional<String> method = parameters.find("code_challenge_method");
        if (challenge.isEmpty()) {
            if (method.isPresent()) {
                throw redirect.refuse(OAuthError.invalidRequest("code_challenge is missing"));
            }
            if (client.isPublic()) {
                throw redirect.refuse(OAuthError.invalidRequest("code_challenge is required for public apps"));
            }
            return null;
        }
        // Without a method the standard means plain, which this server does not have.
        if (!method.orElse("plain").equals(CodeChallenge.METHOD)) {
            throw redirect.refuse(OAuthError.invalidRequest("code_challenge_method must be S256"));
        }
        return challenge
                .flatMap(CodeChallenge::of)
                .orElseThrow(() -> redirect.refuse(
                        OAuthError.invalidRequest("code_challenge is not the base64url of a SHA-256 hash")));
    }
}
