package dev.taskwright.oauth.tokens;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token of this server says about whom it was issued to; it may have expired, and gives no right to anything.
 *
 * @param audience the apps, at least one
 * @param subject as those apps see the person
 * @param sid null when the token names no session
 */
public record IdTokenHint(
        List<String> audience, String subject, @Nullable String sid) {}
