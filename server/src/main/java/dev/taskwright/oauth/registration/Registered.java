package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.apps.AddedApp;

/**
 * A registration as its app is told of it.
 *
 * @param token by which the app manages it
 */
record Registered(AddedApp app, String token) {
    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Registered[" + app + "]";
    }
}
