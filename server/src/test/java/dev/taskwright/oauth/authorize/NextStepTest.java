package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.users.Details;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.oauth.requests.Callers;
import dev.taskwright.oauth.requests.SignInWishes;
import dev.taskwright.oauth.tokens.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * OpenID Connect Core, 3.1.2.1 (prompt, max_age, id_token_hint), 3.1.2.2 to 3.1.2.4, 3.1.2.6 and 5.5.1.1; Initiating User
 * Registration, 4.1.
 */
class NextStepTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ADA = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private static AuthorizeRequest wishing(SignInWishes wishes) {
        String uri = "https://app.example/cb";
        return new AuthorizeRequest(
                Callers.at(uri),
                Callers.trusted(uri, null),
                ResponseType.CODE,
                null,
                ScopeSet.EMPTY,
                ClaimsRequest.NONE,
                null,
                wishes,
                Bounds.NONE);
    }

    private static AuthorizeRequest request(@Nullable Duration maxAge, Prompt... prompts) {
        return wishing(new SignInWishes(Set.of(prompts), maxAge, Set.of(), Set.of(), Set.of(), ""));
    }

    private static Optional<SignedIn> session(Instant since) {
        User user = new User(ADA, "ada", "a@b.c", false, "Ada", null, false, false, 0, Details.NONE, since, since);
        return Optional.of(new SignedIn(user, "session", since, SignedIn.BY_PASSWORD));
    }

    private static PendingAuthorization pending(@Nullable UserId consentedBy, @Nullable UserId chosenBy) {
        return new PendingAuthorization("p", null, "", null, null, STARTED, consentedBy, chosenBy);
    }

    private static Step step(
            AuthorizeRequest request, PendingAuthorization pending, Optional<SignedIn> session, boolean allowed) {
        return new NextStep(request, pending, user -> allowed, UserId::toString).of(session);
    }

    private static Step step(AuthorizeRequest request, Optional<SignedIn> session, boolean allowed) {
        return step(request, pending(null, null), session, allowed);
    }

    private static void assertRefused(Step step, String code) {
        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Refuse.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(code));
    }

    private static final Optional<SignedIn> EARLIER = session(STARTED.minusSeconds(601));
    private static final Optional<SignedIn> SINCE = session(STARTED.plusMillis(1));

    @Test
    void aGuestSignsIn() {
        assertThat(step(request(null), Optional.empty(), true)).isInstanceOf(Step.SignIn.class);
    }

    @Test
    void aPersonIsAskedOnce() {
        assertThat(step(request(null), EARLIER, false)).isInstanceOf(Step.Consent.class);
        assertThat(step(request(null), EARLIER, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptLoginWantsAProofAfterTheRequest() {
        assertThat(step(request(null, Prompt.LOGIN), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request(null, Prompt.LOGIN), SINCE, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptConsentAsksAgainAndTakesTheAnswerOfThisPersonOnly() {
        AuthorizeRequest request = request(null, Prompt.CONSENT);

        assertThat(step(request, EARLIER, true)).isInstanceOf(Step.Consent.class);
        assertThat(step(request, pending(ADA, null), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(request, pending(BOB, null), EARLIER, true)).isInstanceOf(Step.Consent.class);
    }

    @Test
    void promptSelectAccountIsAnsweredOnceByChoosingOrBySigningIn() {
        AuthorizeRequest request = request(null, Prompt.SELECT_ACCOUNT);

        assertThat(step(request, Optional.empty(), true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request, EARLIER, true)).isEqualTo(new Step.ChooseAccount(EARLIER));
        assertThat(step(request, pending(null, ADA), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(request, pending(null, BOB), EARLIER, true)).isInstanceOf(Step.ChooseAccount.class);
        assertThat(step(request, SINCE, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptSelectAccountWithLoginIsOneQuestion() {
        AuthorizeRequest request = request(null, Prompt.SELECT_ACCOUNT, Prompt.LOGIN);

        assertThat(step(request, EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request, SINCE, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptCreateTellsAGuestHowToGetAnAccount() {
        AuthorizeRequest request = request(null, Prompt.CREATE);

        assertThat(step(request, Optional.empty(), true)).isEqualTo(new Step.ChooseAccount(Optional.empty()));
        assertThat(step(request, EARLIER, true)).isEqualTo(new Step.ChooseAccount(EARLIER));
        assertThat(step(request, SINCE, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptNoneShowsNothing() {
        AuthorizeRequest request = request(null, Prompt.NONE);

        assertRefused(step(request, Optional.empty(), true), "login_required");
        assertRefused(step(request, EARLIER, false), "consent_required");
        assertThat(step(request, EARLIER, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void maxAgeCountsFromTheRequest() {
        assertThat(step(request(Duration.ofMinutes(10)), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request(Duration.ofSeconds(601)), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(request(Duration.ZERO), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request(Duration.ZERO), session(STARTED.plusSeconds(9)), true))
                .isInstanceOf(Step.Issue.class);
        assertRefused(step(request(Duration.ofSeconds(1), Prompt.NONE), EARLIER, true), "login_required");
    }

    @Test
    void theAppNeverHearsOfAnotherPersonThanItExpects() {
        SignInWishes ada = new SignInWishes(Set.of(), null, Set.of("1"), Set.of(), Set.of(), "");
        SignInWishes bob = new SignInWishes(Set.of(), null, Set.of("2"), Set.of(), Set.of(), "");
        SignInWishes nobody = new SignInWishes(Set.of(), null, Set.of("1", "2"), Set.of(), Set.of(), "");
        SignInWishes silent = new SignInWishes(Set.of(Prompt.NONE), null, Set.of("2"), Set.of(), Set.of(), "");

        assertThat(step(wishing(ada), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(wishing(bob), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(wishing(nobody), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertRefused(step(wishing(bob), SINCE, true), "login_required");
        assertRefused(step(wishing(silent), EARLIER, true), "login_required");
    }

    @Test
    void anEssentialAcrMustBeThatOfTheSession() {
        String acr = Authentication.BY_PASSWORD;
        SignInWishes met = new SignInWishes(Set.of(), null, Set.of(), Set.of(acr, "urn:other"), Set.of(), "");
        SignInWishes unmet = new SignInWishes(Set.of(), null, Set.of(), Set.of("urn:other"), Set.of(), "");
        SignInWishes silent = new SignInWishes(Set.of(Prompt.NONE), null, Set.of(), Set.of("urn:other"), Set.of(), "");

        assertThat(step(wishing(met), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(wishing(unmet), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertRefused(step(wishing(unmet), SINCE, true), "unmet_authentication_requirements");
        assertRefused(step(wishing(silent), EARLIER, true), "unmet_authentication_requirements");
    }

    /** Asked for and not insisted on: once more, and then on, however they signed in. */
    @Test
    void rfc9470Section5WhoDidNotSignInAsWishedIsAskedOnce() {
        Set<String> several = Set.of(Authentication.BY_SEVERAL_FACTORS);
        Set<String> any = Set.of(Authentication.BY_SEVERAL_FACTORS, Authentication.BY_PASSWORD);
        SignInWishes wished = new SignInWishes(Set.of(), null, Set.of(), Set.of(), several, "");
        SignInWishes either = new SignInWishes(Set.of(), null, Set.of(), Set.of(), any, "");
        SignInWishes silent = new SignInWishes(Set.of(Prompt.NONE), null, Set.of(), Set.of(), several, "");

        assertThat(step(wishing(wished), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(wishing(wished), SINCE, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(wishing(either), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(wishing(silent), EARLIER, true)).isInstanceOf(Step.Issue.class);
    }
}
