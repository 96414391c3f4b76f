package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.decisions.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What an app asks a person without their browser: CIBA Core, 7.1.
 *
 * @param decision what became of it
 * @param message that the app shows too, so that the person knows it for the same; null when it sent none
 */
public record BackchannelRequest(
        Decision decision, @Nullable String message) {
    /** Names the request in addresses of pages; nobody can poll with it. */
    public String name() {
        return decision.digest();
    }
}
