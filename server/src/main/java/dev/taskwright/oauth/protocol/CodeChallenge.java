package dev.taskwright.oauth.protocol;

import dev.taskwright.platform.crypto.Digests;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PKCE challenge made with S256, the only method served: RFC 7636, 4.2. {@code plain} is refused everywhere.
 *
 * @param value 43 characters of base64url
 */
public record CodeChallenge(String value) {

    public static final String METHOD = "S256";

    /** Exactly what BASE64URL(SHA-256) can be: 43 characters, the last one carrying four bits. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    public static Optional<CodeChallenge> of(String value) {
        return CHALLENGE.matcher(value).matches() ? Optional.of(new CodeChallenge(value)) : Optional.empty();
    }

    /** The challenge that this verifier answers; empty when it is not a verifier at all: RFC 7636, 4.1. */
    public static Optional<CodeChallenge> answeredBy(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return Optional.empty();
        }
        return Optional.of(new CodeChallenge(Digests.sha256Base64Url(verifier)));
    }
}
