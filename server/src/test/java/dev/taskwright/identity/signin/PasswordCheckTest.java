package dev.taskwright.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class PasswordCheckTest {
    private static final String HERE = "192.0.2.1";

    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final People people;
    private final PasswordCheck check;
    private final User ada;

    PasswordCheckTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        check = new PasswordCheck(data.db(), people.users(), people.passwords(), clock);
        ada = people.add("ada");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void handleOrAddressAndThePasswordLetIn() {
        assertThat(check.signIn("ada", People.PASSWORD, HERE)).contains(ada);
        assertThat(check.signIn(" ADA", People.PASSWORD, HERE)).contains(ada);
        assertThat(check.signIn("Ada@Example.org", People.PASSWORD, HERE)).contains(ada);
    }

    @Test
    void everyReasonToRefuseCostsOneHash() {
        people.add("eve");
        people.users().disable(People.OPERATOR, people.users().require("eve").id());
        assertThat(hashesOf("nobody", People.PASSWORD)).isEqualTo(1);
        assertThat(hashesOf("nobody@example.org", People.PASSWORD)).isEqualTo(1);
        assertThat(hashesOf("ada", "a lantern in the mist")).isEqualTo(1);
        assertThat(hashesOf("eve", People.PASSWORD)).isEqualTo(1);
        assertThat(hashesOf("eve", "a lantern in the mist")).isEqualTo(1);
        assertThat(hashesOf("", "")).isEqualTo(1);
    }

    private long hashesOf(String login, String password) {
        long before = people.passwords().hashes();
        assertThat(check.signIn(login, password, HERE)).isEmpty();
        return people.passwords().hashes() - before;
    }

    @Test
    void whoMustWaitCostsNoHashAndThenGetsInWithTheRightPassword() {
        for (int i = 0; i < 5; i++) {
            check.signIn("ada", "a lantern in the mist", HERE);
        }
        long before = people.passwords().hashes();
        assertThatThrownBy(() -> check.signIn("ada", People.PASSWORD, HERE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("20 seconds");
        assertThat(people.passwords().hashes()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(20));
        assertThat(check.signIn("ada", People.PASSWORD, HERE)).contains(ada);
    }

    @Test
    void unknownNamesHaveToWaitLikeKnownOnes() {
        for (int i = 0; i < 5; i++) {
            check.signIn("nobody", "a lantern in the mist", HERE);
        }
        assertThatThrownBy(() -> check.signIn("nobody", "x", HERE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aHashMadeAtAnotherCostIsRenewedOnTheWayIn() {
        Passwords dearer = new Passwords(new RandomTokens(), new Passwords.Cost(128, 1, 1), 1);
        Users users = new Users(data.db(), new EventLog(clock), dearer, clock);
        PasswordCheck today = new PasswordCheck(data.db(), users, dearer, clock);
        assertThat(today.signIn("ada", People.PASSWORD, HERE)).isPresent();
        assertThat(users.credentials("ada").orElseThrow().passwordHash()).contains("m=128");
        assertThat(today.signIn("ada", People.PASSWORD, HERE)).isPresent();
        assertThat(dearer.hashes()).isEqualTo(3);
    }

    @Test
    void thePersonWhoIsSignedInConfirmsWithTheirPassword() {
        assertThat(check.confirms(ada.id(), People.PASSWORD, HERE)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(check.confirms(ada.id(), "a lantern in the mist", HERE)).isFalse();
        }
        assertThatThrownBy(() -> check.confirms(ada.id(), People.PASSWORD, HERE))
                .isInstanceOf(ProblemException.class);
        assertThat(check.signIn("ada", People.PASSWORD, HERE)).isPresent();
    }
}
