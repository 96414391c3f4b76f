package dev.taskwright.oauth.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page says that asks a person whether an app may.
 *
 * @param owner name of the person who answers for the app; null when it registered itself
 * @param handle of the person who is asked
 * @param person their number
 * @param meanings what each scope lets the app do
 */
public record AppQuestion(AppShown app, @Nullable String owner, String handle, int person, List<String> meanings) {

    /** Whether nobody stands for it. */
    public boolean isUnchecked() {
        return owner == null && app.publisher() == null;
    }
}
