package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.protocol.Prompt;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an app asks about the person and how they sign in: OpenID Connect Core, 3.1.2.1 and 5.5.
 *
 * @param maxAge how long ago they may have proved who they are; null for any time
 * @param subjects what the app calls the person it expects, by a hint or a claim; whoever comes must be all of them
 * @param acr ways of signing in of which one is essential; empty for any
 * @param preferredAcr ways of signing in of which one is asked for and none insisted on; empty for any
 * @param loginHint what the person may want to type as their name; empty for none
 */
public record SignInWishes(
        Set<Prompt> prompts,
        @Nullable Duration maxAge,
        Set<String> subjects,
        Set<String> acr,
        Set<String> preferredAcr,
        String loginHint) {

    public static final SignInWishes NONE = new SignInWishes(Set.of(), null, Set.of(), Set.of(), Set.of(), "");

    /** Copies the sets. */
    public SignInWishes {
        prompts = Set.copyOf(prompts);
        subjects = Set.copyOf(subjects);
        acr = Set.copyOf(acr);
        preferredAcr = Set.copyOf(preferredAcr);
    }

    /** Whether the app may hear of somebody whom it calls {@code subject}: OpenID Connect Core, 3.1.2.2. */
    public boolean fits(String subject) {
        return subjects.stream().allMatch(subject::equals);
    }
}
