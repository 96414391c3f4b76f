package dev.taskwright.identity.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class SessionsTest {
    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final People people;
    private final Sessions sessions;
    private final User ada;

    SessionsTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        sessions = new Sessions(data.db(), people.users(), new EventLog(clock), new RandomTokens(), clock);
        ada = people.add("ada");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void theCookieLeadsBackToThePersonAndIsNotStored() {
        String cookie = start();
        SignedIn found = sessions.find(cookie).orElseThrow();
        assertThat(found.user()).isEqualTo(ada);
        assertThat(found.authenticatedAt()).isEqualTo(clock.instant());
        assertThat(found.sessionId()).isEqualTo(Digests.sha256Base64Url(cookie)).isNotEqualTo(cookie);
        assertThat(found.caller().scopes()).contains(Scope.API1).doesNotContain(Scope.ADMIN);
        assertThat(sessions.find(found.sessionId())).isEmpty();
        assertThat(sessions.find("anything")).isEmpty();
    }

    @Test
    void aSessionKnowsHowItsPersonSignedIn() {
        assertThat(sessions.find(start()).orElseThrow().methods()).containsExactly("pwd");
        String stronger = sessions.start(ada, Optional.empty(), Set.of("pwd", "otp", "mfa"));
        assertThat(sessions.find(stronger).orElseThrow().methods()).containsExactlyInAnyOrder("pwd", "otp", "mfa");
    }

    @Test
    void aPersonKeepsTheirHundredNewest() {
        User bob = people.add("bob");
        String bobs = sessions.start(bob, Optional.empty(), SignedIn.BY_PASSWORD);
        String used = start();
        String oldest = start();
        for (int i = 0; i < 99; i++) {
            clock.advance(Duration.ofMinutes(2));
            assertThat(sessions.find(used)).isPresent();
            assertThat(sessions.find(start())).isPresent();
        }
        assertThat(sessions.find(oldest)).isEmpty();
        assertThat(sessions.find(used)).as("what is used stays").isPresent();
        assertThat(sessions.find(bobs)).as("somebody else's does not count").isPresent();
    }

    @Test
    void aNewSessionHasANewIdAndEndsTheOneTheBrowserHad() {
        String first = start();
        String other = start();
        String second = sessions.start(ada, Optional.of(first), SignedIn.BY_PASSWORD);
        assertThat(second).isNotEqualTo(first);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void itEndsAfterThirtyDaysWithoutUse() {
        String cookie = start();
        clock.advance(Duration.ofDays(29));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Duration.ofDays(29));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Duration.ofDays(30));
        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void itsLastUseIsWrittenAtMostOnceAMinute() {
        String cookie = start();
        Instant started = clock.instant();
        sessions.find(cookie);
        clock.advance(Duration.ofSeconds(59));
        sessions.find(cookie);
        assertThat(seenAt(cookie)).isEqualTo(started);
        clock.advance(Duration.ofSeconds(1));
        sessions.find(cookie);
        Instant minute = clock.instant();
        assertThat(seenAt(cookie)).isEqualTo(minute);
        clock.advance(Duration.ofSeconds(30));
        sessions.find(cookie);
        assertThat(seenAt(cookie)).isEqualTo(minute);
    }

    @Test
    void usingItDoesNotMakeTheSignInNewer() {
        String cookie = start();
        Instant signedIn = clock.instant();
        clock.advance(Duration.ofDays(3));
        sessions.find(cookie);
        assertThat(sessions.find(cookie).orElseThrow().authenticatedAt()).isEqualTo(signedIn);
    }

    @Test
    void signingOutEndsThisOneAlone() {
        String here = start();
        String elsewhere = start();
        sessions.find(here);
        sessions.end(here);
        sessions.end(here);
        assertThat(sessions.find(here)).isEmpty();
        assertThat(sessions.find(elsewhere)).isPresent();
    }

    @Test
    void signingOutEverywhereEndsAllOfOnePerson() {
        User bob = people.add("bob");
        String bobs = sessions.start(bob, Optional.empty(), SignedIn.BY_PASSWORD);
        String first = start();
        String second = start();
        sessions.endAll(ada.id());
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isEmpty();
        assertThat(sessions.find(bobs)).isPresent();
        assertThat(sessions.find(start())).as("and they may come back").isPresent();
    }

    @Test
    void disablingEndsThemForGood() {
        String cookie = start();
        sessions.find(cookie);
        people.users().disable(People.OPERATOR, ada.id());
        assertThat(sessions.find(cookie)).isEmpty();
        assertThatThrownBy(this::start).isInstanceOf(ProblemException.class);
        people.users().enable(People.OPERATOR, ada.id());
        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.find(start())).isPresent();
    }

    @Test
    void aNewPasswordEndsThem() {
        String cookie = start();
        sessions.find(cookie);
        people.users().setPassword(People.OPERATOR, ada.id(), "another lantern here");
        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void aSignInWithThePasswordOfAMomentAgoLeadsNowhere() {
        User before = people.users().require("ada");
        people.users().setPassword(People.OPERATOR, ada.id(), "another lantern here");
        assertThat(sessions.find(sessions.start(before, Optional.empty(), SignedIn.BY_PASSWORD)))
                .isEmpty();
    }

    @Test
    void rowsOfEndedOnesGoWhenOthersBegin() {
        start();
        start();
        assertThat(rows()).isEqualTo(2);
        clock.advance(Duration.ofDays(31));
        start();
        assertThat(rows()).isEqualTo(1);
    }

    private String start() {
        return sessions.start(people.users().require("ada"), Optional.empty(), SignedIn.BY_PASSWORD);
    }

    private Instant seenAt(String cookie) {
        return data.db()
                .read(tx -> new SessionStore().find(tx, Digests.sha256Base64Url(cookie)))
                .orElseThrow()
                .seenAt();
    }

    private int rows() {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT count(*) FROM session")
                        .mapTo(Integer.class)
                        .one());
    }
}
