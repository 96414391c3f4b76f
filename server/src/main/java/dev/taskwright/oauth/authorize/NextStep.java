package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The middle of the star: where a pending authorization stands follows from what is known now, never from the step it
 * comes from. OpenID Connect Core, 3.1.2.1, 3.1.2.3 and 3.1.2.4; Initiating User Registration, 4.1.
 *
 * @param hasAllowed whether a person's remembered consent covers the request; asked only when it matters
 * @param subject what the app calls a person
 */
record NextStep(
        AuthorizeRequest request,
        PendingAuthorization pending,
        Predicate<UserId> hasAllowed,
        Function<UserId, String> subject) {

    Step of(Optional<SignedIn> session) {
        return session.map(this::ofPerson).orElseGet(this::ofGuest);
    }

    private Step ofGuest() {
        if (!mayShow()) {
            return new Step.Refuse(OAuthError.loginRequired("nobody is signed in"));
        }
        return request.prompts(Prompt.CREATE) ? new Step.ChooseAccount(Optional.empty()) : new Step.SignIn();
    }

    private Step ofPerson(SignedIn person) {
        if (isStale(person)) {
            return signIn(OAuthError.loginRequired("the person has to sign in again"));
        }
        if (!request.wishes().fits(subject.apply(person.userId()))) {
            OAuthError error = OAuthError.loginRequired("another person is signed in than the app expects");
            // Whoever has just signed in on request and is somebody else will not become the expected one.
            return isFresh(person) ? new Step.Refuse(error) : signIn(error);
        }
        if (!isWorth(person, request.wishes().acr())) {
            OAuthError error =
                    OAuthError.unmetAuthenticationRequirements("the person did not sign in as it is essential");
            return isFresh(person) ? new Step.Refuse(error) : signIn(error);
        }
        // RFC 9470, 5: once more, as it is wished; whoever cannot do better goes on as they are
        if (!isWorth(person, request.wishes().preferredAcr()) && !isFresh(person) && mayShow()) {
            return new Step.SignIn();
        }
        if (isToChoose(person)) {
            return new Step.ChooseAccount(Optional.of(person));
        }
        return isAllowed(person) ? new Step.Issue(person) : consent(person);
    }

    private boolean mayShow() {
        return !request.prompts(Prompt.NONE);
    }

    private Step signIn(OAuthError otherwise) {
        return mayShow() ? new Step.SignIn() : new Step.Refuse(otherwise);
    }

    private Step consent(SignedIn person) {
        return mayShow()
                ? new Step.Consent(person)
                : new Step.Refuse(OAuthError.consentRequired("the person has not allowed this yet"));
    }

    /** Whether the person proved who they are since the request arrived. */
    private boolean isFresh(SignedIn person) {
        return !person.authenticatedAt().isBefore(pending.startedAt());
    }

    private boolean isStale(SignedIn person) {
        Instant since = person.authenticatedAt();
        Duration maxAge = request.wishes().maxAge();
        return (request.prompts(Prompt.LOGIN) && !isFresh(person))
                || (maxAge != null && since.plus(maxAge).isBefore(pending.startedAt()));
    }

    /** Signing in for this request is a choice too. */
    private boolean isToChoose(SignedIn person) {
        return (request.prompts(Prompt.SELECT_ACCOUNT) || request.prompts(Prompt.CREATE))
                && !isFresh(person)
                && !person.userId().equals(pending.chosenBy());
    }

    private boolean isAllowed(SignedIn person) {
        return request.prompts(Prompt.CONSENT)
                ? person.userId().equals(pending.consentedBy())
                : hasAllowed.test(person.userId());
    }

    private static boolean isWorth(SignedIn person, Set<String> wanted) {
        return wanted.isEmpty()
                || new Authentication(person.authenticatedAt(), person.methods())
                        .acr(wanted)
                        .isPresent();
    }
}
