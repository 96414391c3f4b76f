package dev.taskwright.platform.http;

/**
 * A form whose token does not hold: its page was open too long, cookies were cleared, or another site sent it. Carries
 * what was typed, so that the answer can hand it back.
 */
public final class StaleForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fields form;
    private final boolean ours;

    StaleForm(Fields form, boolean ours) {
        super("the form has expired", null, false, false);
        this.form = form;
        this.ours = ours;
    }

    public Fields form() {
        return form;
    }

    /** Whether the browser says that a page of ours sent it; only then may it be offered again. */
    public boolean isOurs() {
        return ours;
    }
}
