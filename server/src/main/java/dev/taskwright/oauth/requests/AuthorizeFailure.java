package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.OAuthError;

/**
 * Why an authorization request ends without a code, and who hears of it. Which of the two it is, is decided by type: an
 * answer to the app needs a {@link TrustedRedirect}, and only a registered address becomes one.
 */
public abstract sealed class AuthorizeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AuthorizeFailure(String message) {
        super(message, null, false, false);
    }

    /** What an app hears that is told directly. */
    public abstract OAuthError error();

    /** The app or its address cannot be trusted: the person sees one sentence, nobody is redirected. */
    public static final class ShownToUser extends AuthorizeFailure {
        private static final long serialVersionUID = 1L;

        private final String sentence;
        private final transient OAuthError error;

        /** @param sentence names the parameter at fault and repeats nothing of the request */
        public ShownToUser(String sentence) {
            this(sentence, OAuthError.invalidRequest(sentence));
        }

        /** An error of the protocol where the app has no address that can be trusted. */
        ShownToUser(OAuthError error) {
            this(error.description() + ".", error);
        }

        private ShownToUser(String sentence, OAuthError error) {
            super(sentence);
            this.sentence = sentence;
            this.error = error;
        }

        public String sentence() {
            return sentence;
        }

        @Override
        public OAuthError error() {
            return error;
        }
    }

    /** The app is told at its own address: RFC 6749, 4.1.2.1. */
    public static final class SentToClient extends AuthorizeFailure {
        private static final long serialVersionUID = 1L;

        private final transient TrustedRedirect redirect;
        private final transient OAuthError error;

        SentToClient(TrustedRedirect redirect, OAuthError error) {
            super(error.description());
            this.redirect = redirect;
            this.error = error;
        }

        public TrustedRedirect redirect() {
            return redirect;
        }

        @Override
        public OAuthError error() {
            return error;
        }
    }
}
