package dev.taskwright.platform.outbound;

/** An address was not asked, or gave no usable answer. The message is a sentence for the log, without any secret. */
public final class OutboundRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutboundRefused(String message) {
        super(message, null, false, false);
    }
}
