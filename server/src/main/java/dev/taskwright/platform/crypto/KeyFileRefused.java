package dev.taskwright.platform.crypto;

/** The key file cannot be used; the message is one line for the operator. */
public final class KeyFileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFileRefused(String message) {
        super(message, null, false, false);
    }
}
