package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.users.Details;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core, 3.1.2.1 (prompt, max_age), 3.1.2.3, 3.1.2.4 and 3.1.2.6. */
class NextStepTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ADA = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private static AuthorizeRequest request(@Nullable Duration maxAge, Prompt... prompts) {
        String uri = "https://app.example/cb";
        return new AuthorizeRequest(
                Callers.at(uri),
                Callers.trusted(uri, null),
                ResponseType.CODE,
                null,
                ScopeSet.EMPTY,
                Set.of(prompts),
                maxAge,
                null);
    }

    private static Optional<SignedIn> session(Instant since) {
        User user = new User(ADA, "ada", "a@b.c", false, "Ada", null, false, false, 0, Details.NONE, since, since);
        return Optional.of(new SignedIn(user, "session", since));
    }

    private static Step step(AuthorizeRequest request, Optional<SignedIn> session, boolean allowed) {
        return NextStep.of(request, STARTED, null, session, user -> allowed);
    }

    private static final Optional<SignedIn> EARLIER = session(STARTED.minusSeconds(601));

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
        assertThat(step(request(null, Prompt.LOGIN), session(STARTED.plusMillis(1)), true))
                .isInstanceOf(Step.Issue.class);
    }

    @Test
    void promptConsentAsksAgainAndTakesTheAnswerOfThisPersonOnly() {
        AuthorizeRequest request = request(null, Prompt.CONSENT);

        assertThat(step(request, EARLIER, true)).isInstanceOf(Step.Consent.class);
        assertThat(NextStep.of(request, STARTED, ADA, EARLIER, user -> true)).isInstanceOf(Step.Issue.class);
        assertThat(NextStep.of(request, STARTED, BOB, EARLIER, user -> true)).isInstanceOf(Step.Consent.class);
    }

    @Test
    void promptNoneShowsNothing() {
        AuthorizeRequest request = request(null, Prompt.NONE);

        assertThat(step(request, Optional.empty(), true))
                .isInstanceOfSatisfying(
                        Step.Refuse.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("login_required"));
        assertThat(step(request, EARLIER, false))
                .isInstanceOfSatisfying(
                        Step.Refuse.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("consent_required"));
        assertThat(step(request, EARLIER, true)).isInstanceOf(Step.Issue.class);
    }

    @Test
    void maxAgeCountsFromTheRequest() {
        assertThat(step(request(Duration.ofMinutes(10)), EARLIER, true)).isInstanceOf(Step.SignIn.class);
        assertThat(step(request(Duration.ofSeconds(601)), EARLIER, true)).isInstanceOf(Step.Issue.class);
        assertThat(step(request(Duration.ZERO), session(STARTED.plusSeconds(9)), true))
                .isInstanceOf(Step.Issue.class);
        assertThat(step(request(Duration.ofSeconds(1), Prompt.NONE), EARLIER, true))
                .isInstanceOf(Step.Refuse.class);
    }
}
