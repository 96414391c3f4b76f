package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token is bound to, so that it is worth nothing to whoever only has it: the claim {@code cnf} of RFC 7800, 3.1.
 *
 * @param thumbprint SHA-256 of the key or the certificate, 43 characters of base64url
 */
public record Confirmation(Kind kind, String thumbprint) {
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    /** How the holder proves it. */
    public enum Kind {
        /** By a signature for each request: RFC 9449, 6.1. */
        JKT("jkt", "DPoP"),
        /** By the certificate of the connection: RFC 8705, 3.1. */
        X5T_S256("x5t#S256", "Bearer");

        private final String member;
        private final String tokenType;

        Kind(String member, String tokenType) {
            this.member = member;
            this.tokenType = tokenType;
        }
    }

    /** Refuses what cannot be a SHA-256. */
    public Confirmation {
        if (!THUMBPRINT.matcher(thumbprint).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in base64url: " + thumbprint);
        }
    }

    /** A key by its thumbprint (RFC 7638), as {@code dpop_jkt} says it; empty when it cannot be one. */
    public static Optional<Confirmation> ofKey(String thumbprint) {
        return THUMBPRINT.matcher(thumbprint).matches()
                ? Optional.of(new Confirmation(Kind.JKT, thumbprint))
                : Optional.empty();
    }

    /** The value of {@code cnf}. */
    public Map<String, String> claim() {
        return Map.of(kind.member, thumbprint);
    }

    /** Reads what {@link #claim} made; empty for anything else, which nobody can prove to hold. */
    public static Optional<Confirmation> of(@Nullable Object cnf) {
        return cnf instanceof Map<?, ?> object && object.size() == 1
                ? Arrays.stream(Kind.values())
                        .filter(kind -> object.get(kind.member) instanceof String text
                                && THUMBPRINT.matcher(text).matches())
                        .map(kind -> new Confirmation(kind, String.valueOf(object.get(kind.member))))
                        .findFirst()
                : Optional.empty();
    }

    /** {@code token_type} of a token so bound: a certificate's is presented as any bearer token (RFC 8705, 3). */
    public String tokenType() {
        return kind.tokenType;
    }
}
