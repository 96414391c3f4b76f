package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.apps.AddedApp;
import org.jspecify.annotations.Nullable;

/**
 * A registration as its app is told of it.
 *
 * @param token by which the app manages it; null when the app has it already
 */
record Registered(AddedApp app, @Nullable String token) {
    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Registered[" + app + "]";
    }
}
