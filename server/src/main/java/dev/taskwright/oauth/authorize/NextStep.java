package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The middle of the star: where a pending authorization stands follows from what is known now, never from the step it
 * comes from. OpenID Connect Core, 3.1.2.3 and 3.1.2.4.
 */
final class NextStep {
    private NextStep() {}

    /**
     * @param startedAt when the request arrived
     * @param consentedBy who has answered the consent page of this very request
     * @param hasAllowed whether a person's remembered consent covers the request; asked only when it matters
     */
    static Step of(
            AuthorizeRequest request,
            Instant startedAt,
            @Nullable UserId consentedBy,
            Optional<SignedIn> session,
            Predicate<UserId> hasAllowed) {
        boolean mayShow = !request.prompts(Prompt.NONE);
        if (session.isEmpty() || isStale(request, startedAt, session.get())) {
            return mayShow
                    ? new Step.SignIn()
                    : new Step.Refuse(OAuthError.loginRequired("nobody is signed in, or too long ago"));
        }
        SignedIn person = session.get();
        boolean isAllowed = request.prompts(Prompt.CONSENT)
                ? person.userId().equals(consentedBy)
                : hasAllowed.test(person.userId());
        if (isAllowed) {
            return new Step.Issue(person);
        }
        return mayShow
                ? new Step.Consent(person)
                : new Step.Refuse(OAuthError.consentRequired("the person has not allowed this yet"));
    }

    private static boolean isStale(AuthorizeRequest request, Instant startedAt, SignedIn session) {
        Instant since = session.authenticatedAt();
        Duration maxAge = request.maxAge();
        return (request.prompts(Prompt.LOGIN) && since.isBefore(startedAt))
                || (maxAge != null && since.plus(maxAge).isBefore(startedAt));
    }
}
