package dev.taskwright.oauth.clients;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for each of an app's authorization requests that does not say otherwise: OpenID Connect Registration, 2.
 *
 * @param defaultMaxAge the oldest sign-in that will do; null for any
 * @param requiresAuthTime whether its ID tokens always tell when the person signed in
 * @param initiateLoginUri where others may send a person to start signing in at the app
 * @param requestUris addresses of request objects, to be matched exactly but for the fragment
 */
public record SignInRules(
        @Nullable Duration defaultMaxAge,
        boolean requiresAuthTime,
        List<String> defaultAcrValues,
        @Nullable URI initiateLoginUri,
        List<URI> requestUris) {

    public static final SignInRules USUAL = new SignInRules(null, false, List.of(), null, List.of());

    /** Copies the lists. */
    public SignInRules {
        defaultAcrValues = List.copyOf(defaultAcrValues);
        requestUris = List.copyOf(requestUris);
    }
}
