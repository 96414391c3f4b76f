package dev.taskwright.oauth.logout;

/** A request to sign out that cannot be followed; the message is one sentence for the person who sees the page. */
final class LogoutRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogoutRefused(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
