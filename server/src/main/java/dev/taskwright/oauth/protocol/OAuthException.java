package dev.taskwright.oauth.protocol;

/**
 * Carries an {@link OAuthError} to the endpoint that answers it as JSON. Without a stack: it is an answer, not a bug.
 * {@link #getMessage()} is the detail for the log; the caller sees only {@link #error()}.
 */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient OAuthError error;

    public OAuthException(OAuthError error) {
        this(error, error.description());
    }

    /** @param detail why, in the operator's words; never sent to the caller, never a secret */
    public OAuthException(OAuthError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }
}
