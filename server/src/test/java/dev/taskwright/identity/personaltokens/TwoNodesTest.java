package dev.taskwright.identity.personaltokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends on one node ends on the other, which had it in memory. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = "POSTGRESQL_C")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TwoNodesTest {
    private final TestDatabase data;
    private final Node here;
    private final Node there;
    private final User ada;

    /** The rooms that keep something in memory, as one server process has them. */
    private static final class Node {
        private final FakeClock clock = new FakeClock();
        private final Db db;
        private final People people;
        private final Sessions sessions;
        private final PersonalTokens tokens;
        private final PersonalTokenGate gate;

        Node(Db db) {
            this.db = db;
            people = new People(db, clock);
            sessions = new Sessions(db, people.users(), new EventLog(clock), new RandomTokens(), clock);
            tokens = new PersonalTokens(db, people.users(), new EventLog(clock), new RandomTokens(), clock);
            gate = new PersonalTokenGate(db, people.users(), clock);
            until(db.signals()::live);
        }

        boolean admits(String token) {
            return gate.check(new Credential("bearer", token, "GET", "https://host/", List.of(), null))
                    instanceof Decision.Admitted;
        }
    }

    TwoNodesTest(DatabaseKind kind) {
        data = kind.fresh();
        here = new Node(data.db());
        there = new Node(data.secondNode());
        ada = here.people.add("ada");
    }

    @AfterEach
    void close() {
        there.db.close();
        data.close();
    }

    @Test
    void aRevokedTokenIsRefusedThere() {
        Caller.Person asAda = People.calling(ada);
        PersonalTokens.Created created = here.tokens.create(asAda, ada.id(), "script", Set.of(), null);
        assertThat(there.admits(created.text())).isTrue();
        here.tokens.revoke(asAda, created.token().id());
        assertThat(here.admits(created.text())).isFalse();
        until(() -> !there.admits(created.text()));
    }

    @Test
    void whoSignsOutHereIsSignedOutThere() {
        String cookie = here.sessions.start(ada, Optional.empty(), SignedIn.BY_PASSWORD);
        assertThat(there.sessions.find(cookie)).isPresent();
        here.sessions.end(cookie);
        assertThat(here.sessions.find(cookie)).isEmpty();
        until(() -> there.sessions.find(cookie).isEmpty());
    }

    @Test
    void whoIsDisabledHereIsShutOutThere() {
        String cookie = here.sessions.start(ada, Optional.empty(), SignedIn.BY_PASSWORD);
        String token = here.tokens
                .create(People.calling(ada), ada.id(), "script", Set.of(), null)
                .text();
        assertThat(there.sessions.find(cookie)).isPresent();
        assertThat(there.admits(token)).isTrue();
        here.people.users().disable(People.OPERATOR, ada.id());
        until(() -> there.sessions.find(cookie).isEmpty());
        until(() -> !there.admits(token));
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
