package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * The grants an app may be registered for. The token endpoint answers {@code unsupported_grant_type} for those that
 * it has no grant class for, and discovery lists only those that it has.
 */
public enum GrantType {
    AUTHORIZATION_CODE("authorization_code"),
    /** Never named at the token endpoint; registered for response types with a token: RFC 7591, 2.1. */
    IMPLICIT("implicit"),
    REFRESH_TOKEN("refresh_token"),
    CLIENT_CREDENTIALS("client_credentials"),
    /** RFC 6749, 4.3; only for software that has nothing else. */
    PASSWORD("password"),
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code"),
    /** OpenID Connect CIBA Core, 10.1. */
    CIBA("urn:openid:params:grant-type:ciba"),
    /** RFC 8693. */
    TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange"),
    /** RFC 7523, 2.1. */
    JWT_BEARER("urn:ietf:params:oauth:grant-type:jwt-bearer");

    private final String word;

    GrantType(String word) {
        this.word = word;
    }

    /** The value on the wire and in the database. */
    public String word() {
        return word;
    }

    /** Whether only an app that proves who it is may use it. */
    public boolean needsProof() {
        return switch (this) {
            case CLIENT_CREDENTIALS, PASSWORD, CIBA, TOKEN_EXCHANGE, JWT_BEARER -> true;
            case AUTHORIZATION_CODE, IMPLICIT, REFRESH_TOKEN, DEVICE_CODE -> false;
        };
    }

    public static Optional<GrantType> of(String word) {
        return Arrays.stream(values()).filter(g -> g.word.equals(word)).findFirst();
    }
}
