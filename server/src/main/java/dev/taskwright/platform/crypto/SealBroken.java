package dev.taskwright.platform.crypto;

/** A sealed value does not open: other key, other context, or altered. Names the context, never the content. */
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBroken(String context) {
        super("what is sealed as \"" + context + "\" does not open under this key file");
    }
}
