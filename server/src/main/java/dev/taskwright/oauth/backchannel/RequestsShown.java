package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.consent.AppQuestion;
import dev.taskwright.oauth.consent.AppShown;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.platform.html.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of all requests says.
 *
 * @param hasCode whether apps must know a code of the person's
 * @param errors of the form for the code
 */
public record RequestsShown(List<Row> rows, boolean hasCode, FormErrors errors) {
    /**
     * One that waits.
     *
     * @param message that the app shows too; null when it sent none
     * @param time since it asked, in words
     */
    public record Row(AppShown app, @Nullable String message, String time, String path) {}

    /**
     * Asks whether the app may.
     *
     * @param action where the answer is posted
     * @param message that the app shows too; null when it sent none
     * @param time since it asked, in words
     */
    public record Question(
            AppQuestion asked, String action, @Nullable String message, String time) {}

    /** What became of one, in words. */
    public record Outcome(String id, String title, String sentence) {
        static Outcome of(Decision decision, String app) {
            return switch (decision.state()) {
                case ALLOWED, REDEEMED ->
                    new Outcome("allowed", "Allowed", app + " may go on. You can close this page.");
                case DENIED -> new Outcome("denied", "Denied", app + " got nothing. You can close this page.");
                case WAITING ->
                    new Outcome(
                            "expired", "Too late", app + " does not wait any more, and got nothing. It may ask again.");
            };
        }
    }
}
