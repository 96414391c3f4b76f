package dev.taskwright.identity.personaltokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.personaltokens.PersonalTokens.Created;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class PersonalTokensTest {
    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final People people;
    private final PersonalTokens tokens;
    private final PersonalTokenGate gate;
    private final User ada;
    private final Caller.Person asAda;

    PersonalTokensTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        tokens = new PersonalTokens(data.db(), people.users(), new EventLog(clock), new RandomTokens(), clock);
        gate = new PersonalTokenGate(data.db(), people.users(), clock);
        ada = people.add("ada");
        asAda = People.calling(ada);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void itLetsItsPersonInWithItsScopes() {
        Created created = tokens.create(asAda, ada.id(), "Backup script", Set.of(), null);
        assertThat(admitted(created.text()))
                .contains(new Caller.Person(
                        ada.id(),
                        "ada",
                        Set.of(Scope.API1),
                        "token:" + created.token().id()));
        assertThat(created.toString()).doesNotContain(created.text());
    }

    @Test
    void theTextIsNotInTheDatabaseOrTheLog() {
        Created created = tokens.create(asAda, ada.id(), "Backup script", Set.of(), null);
        List<LoggedEvent> log = data.db().read(tx -> new EventLog(clock).since(tx, 0, 100));
        assertThat(log).extracting(LoggedEvent::kind).contains("personal_token.created");
        assertThat(log.toString())
                .doesNotContain(created.text())
                .doesNotContain(created.text().substring(4, 36));
    }

    @Test
    void aTokenWithABrokenChecksumIsRefusedWithoutALookup() {
        String text = tokens.create(asAda, ada.id(), "n", Set.of(), null).text();
        String broken = text.substring(0, 41) + (text.charAt(41) == 'x' ? 'y' : 'x');
        // a look at the database would fail: it is closed
        data.db().close();
        assertThat(gate.check(bearer(broken))).isInstanceOf(Decision.Challenged.class);
        assertThat(gate.check(bearer("twp_short"))).isInstanceOf(Decision.Challenged.class);
    }

    @Test
    void onlyTokensOfItsPrefixAreItsBusiness() {
        assertThat(gate.recognises(bearer("twp_anything"))).isTrue();
        assertThat(gate.recognises(bearer("eyJhbGciOi"))).isFalse();
        assertThat(gate.recognises(new Credential("dpop", "twp_x", "GET", "https://host/", List.of(), null)))
                .isFalse();
    }

    @Test
    void anUnknownOneIsRefused() {
        assertThat(admitted(TokenText.make(new RandomTokens()))).isEmpty();
    }

    @Test
    void revokingIsEffectiveAtOnce() {
        Created created = tokens.create(asAda, ada.id(), "n", Set.of(), null);
        assertThat(admitted(created.text())).isPresent();
        tokens.revoke(asAda, created.token().id());
        assertThat(admitted(created.text())).isEmpty();
        notFound(() -> tokens.revoke(asAda, created.token().id()));
        notFound(() -> tokens.revoke(asAda, "no such \u0000 id"));
    }

    @Test
    void itEndsWhenItExpires() {
        Created created =
                tokens.create(asAda, ada.id(), "n", Set.of(), clock.instant().plus(Duration.ofDays(90)));
        clock.advance(Duration.ofDays(90).minusMillis(1));
        assertThat(admitted(created.text())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(admitted(created.text())).isEmpty();
        assertThat(tokens.list(asAda, ada.id())).hasSize(1);
    }

    @Test
    void itRestsWhileItsPersonIsDisabled() {
        Created created = tokens.create(asAda, ada.id(), "n", Set.of(), null);
        assertThat(admitted(created.text())).isPresent();
        people.users().disable(People.OPERATOR, ada.id());
        assertThat(admitted(created.text())).isEmpty();
        people.users().enable(People.OPERATOR, ada.id());
        assertThat(admitted(created.text())).isPresent();
    }

    @Test
    void itsLastUseIsWrittenAtMostOnceAMinute() {
        Created created = tokens.create(asAda, ada.id(), "n", Set.of(), null);
        assertThat(usedAt()).isNull();
        admitted(created.text());
        Instant first = clock.instant();
        assertThat(usedAt()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(59));
        admitted(created.text());
        assertThat(usedAt()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        admitted(created.text());
        assertThat(usedAt()).isEqualTo(clock.instant());
    }

    private @Nullable Instant usedAt() {
        return tokens.list(asAda, ada.id()).getFirst().usedAt();
    }

    @Test
    void peopleSeeAndRevokeOnlyTheirOwn() {
        String id = tokens.create(asAda, ada.id(), "n", Set.of(), null).token().id();
        User bob = people.add("bob");
        Caller.Person asBob = People.calling(bob);
        assertThat(tokens.list(asBob, bob.id())).isEmpty();
        notFound(() -> tokens.list(asBob, ada.id()));
        notFound(() -> tokens.revoke(asBob, id));
        notFound(() -> tokens.create(asBob, ada.id(), "n", Set.of(), null));
        assertThatThrownBy(() -> tokens.listAll(asBob)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theOperatorManagesEverybodys() {
        User bob = people.add("bob");
        String id = tokens.create(People.OPERATOR, ada.id(), "first", Set.of(), null)
                .token()
                .id();
        clock.advance(Duration.ofSeconds(1));
        tokens.create(People.OPERATOR, bob.id(), "second", Set.of(), null);
        assertThat(tokens.listAll(People.OPERATOR))
                .extracting(PersonalToken::name)
                .containsExactly("first", "second");
        tokens.revoke(People.OPERATOR, id);
        assertThat(tokens.listAll(People.OPERATOR)).hasSize(1);
    }

    @Test
    void scopesAreLimitedToWhatATokenMayCarry() {
        Set<Scope> both = Set.of(Scope.API1, Scope.API2);
        assertThat(admitted(tokens.create(asAda, ada.id(), "n", both, null).text())
                        .orElseThrow()
                        .scopes())
                .isEqualTo(both);
        refused("scope", () -> tokens.create(asAda, ada.id(), "n", Set.of(Scope.OPENID), null));
        refused("scope", () -> tokens.create(asAda, ada.id(), "n", Set.of(Scope.ADMIN), null));
        User admin = people.addAdmin("root");
        String text = tokens.create(People.calling(admin), admin.id(), "n", Set.of(Scope.ADMIN), null)
                .text();
        assertThat(admitted(text).orElseThrow().scopes()).containsExactly(Scope.ADMIN);
    }

    @Test
    void whatBreaksARuleIsRefusedWithItsField() {
        refused("name", () -> tokens.create(asAda, ada.id(), " ", Set.of(), null));
        refused("name", () -> tokens.create(asAda, ada.id(), "x".repeat(101), Set.of(), null));
        refused("expires", () -> tokens.create(asAda, ada.id(), "n", Set.of(), clock.instant()));
    }

    @Test
    void nobodyHasMoreThanAHundred() {
        for (int i = 0; i < 100; i++) {
            tokens.create(asAda, ada.id(), "n" + i, Set.of(), null);
        }
        assertThatThrownBy(() -> tokens.create(asAda, ada.id(), "one more", Set.of(), null))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Conflict.class));
    }

    private Optional<Caller> admitted(String text) {
        return switch (gate.check(bearer(text))) {
            case Decision.Admitted(Caller caller, var _) -> Optional.of(caller);
            case Decision.Challenged challenged -> Optional.empty();
            case Decision.Refused refused -> Optional.empty();
        };
    }

    private static Credential bearer(String text) {
        return new Credential("bearer", text, "GET", "https://host/api", List.of(), null);
    }

    private static void refused(String field, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(((Problem.Invalid) e.problem()).pointer())
                                .isEqualTo(field));
    }

    private static void notFound(ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.NotFound.class));
    }
}
