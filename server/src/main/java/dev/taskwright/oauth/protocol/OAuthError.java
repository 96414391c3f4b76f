package dev.taskwright.oauth.protocol;

import dev.taskwright.base.Problem;
import java.util.Objects;

/**
 * An error as the protocol says it: RFC 6749, 4.1.2.1 and 5.2; RFC 6750, 3.1; RFC 8628, 3.5; OpenID Connect Core,
 * 3.1.2.6.
 *
 * @param code the registered error code
 * @param description one short sentence for the developer of the app; ASCII without quote and backslash
 * @param status the HTTP status where the error is answered directly (unused in a redirect)
 */
public record OAuthError(String code, String description, int status) {

    /** Checks RFC 6749, 5.2: the description stays inside %x20-21 / %x23-5B / %x5D-7E. */
    public OAuthError {
        Objects.requireNonNull(code, "code is null");
        if (!description.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("description has a character that RFC 6749 does not allow");
        }
    }

    public static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", description, 400);
    }

    public static OAuthError invalidClient(String description) {
        return new OAuthError("invalid_client", description, 401);
    }

    public static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", description, 400);
    }

    public static OAuthError invalidScope(String description) {
        return new OAuthError("invalid_scope", description, 400);
    }

    /** RFC 9396, 5: an unknown type, or what its type does not allow. */
    public static OAuthError invalidAuthorizationDetails(String description) {
        return new OAuthError("invalid_authorization_details", description, 400);
    }

    public static OAuthError unauthorizedClient(String description) {
        return new OAuthError("unauthorized_client", description, 400);
    }

    public static OAuthError unsupportedGrantType(String description) {
        return new OAuthError("unsupported_grant_type", description, 400);
    }

    public static OAuthError unsupportedResponseType(String description) {
        return new OAuthError("unsupported_response_type", description, 400);
    }

    public static OAuthError accessDenied(String description) {
        return new OAuthError("access_denied", description, 403);
    }

    public static OAuthError loginRequired(String description) {
        return new OAuthError("login_required", description, 400);
    }

    /** The person's consent is missing and {@code prompt=none} forbids to ask for it. */
    public static OAuthError consentRequired(String description) {
        return new OAuthError("consent_required", description, 400);
    }

    /** OpenID Connect Core Error Code unmet_authentication_requirements, 2. */
    public static OAuthError unmetAuthenticationRequirements(String description) {
        return new OAuthError("unmet_authentication_requirements", description, 400);
    }

    /** OpenID Connect Core, 3.1.2.6: what the request object says, or who says it, is not right. */
    public static OAuthError invalidRequestObject(String description) {
        return new OAuthError("invalid_request_object", description, 400);
    }

    /** OpenID Connect Core, 3.1.2.6: the address of the request object, or what is there. */
    public static OAuthError invalidRequestUri(String description) {
        return new OAuthError("invalid_request_uri", description, 400);
    }

    /** RFC 9449, 5: the proof of possession is wrong; 401 where a token is used (7.1). */
    public static OAuthError invalidDpopProof(String description) {
        return new OAuthError("invalid_dpop_proof", description, 400);
    }

    /** RFC 9449, 8: the proof must carry the nonce that the answer brings; 401 where a token is used (9). */
    public static OAuthError useDpopNonce(String description) {
        return new OAuthError("use_dpop_nonce", description, 400);
    }

    /** RFC 8707, 2; RFC 8693, 2.2.2: a resource is not known, or beyond what was granted. */
    public static OAuthError invalidTarget(String description) {
        return new OAuthError("invalid_target", description, 400);
    }

    public static OAuthError invalidToken(String description) {
        return new OAuthError("invalid_token", description, 401);
    }

    public static OAuthError insufficientScope(String description) {
        return new OAuthError("insufficient_scope", description, 403);
    }

    /** Nobody has answered the question on the device's behalf yet: ask again, RFC 8628, 3.5. */
    public static OAuthError authorizationPending() {
        return new OAuthError("authorization_pending", "nobody has answered yet: ask again", 400);
    }

    /** @param interval seconds to wait between two questions from now on */
    public static OAuthError slowDown(int interval) {
        return new OAuthError("slow_down", "asked too often: wait " + interval + " seconds each time", 400);
    }

    public static OAuthError expiredToken(String description) {
        return new OAuthError("expired_token", description, 400);
    }

    /** A person's no, as the token endpoint says it. */
    public static OAuthError denied(String description) {
        return new OAuthError("access_denied", description, 400);
    }

    /** Whether it only tells the app to ask again; nothing has failed. */
    public boolean isPending() {
        return code.equals("authorization_pending");
    }

    /** How a problem from below (an unreadable form, a busy database) is said to an app. */
    public static OAuthError of(Problem problem) {
        String sentence = problem.message().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?");
        return switch (problem) {
            case Problem.Invalid invalid -> invalidRequest(sentence);
            case Problem.Conflict conflict -> invalidRequest(sentence);
            case Problem.NotFound missing -> invalidRequest(sentence);
            case Problem.Forbidden forbidden -> accessDenied(sentence);
            case Problem.Unauthenticated guest -> invalidClient(sentence);
            case Problem.TooLarge large -> new OAuthError("invalid_request", sentence, 413);
            case Problem.TooMany many -> new OAuthError("temporarily_unavailable", sentence, 429);
            case Problem.Unavailable busy -> new OAuthError("temporarily_unavailable", sentence, 503);
        };
    }
}
