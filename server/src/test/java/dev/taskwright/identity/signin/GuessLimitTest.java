package dev.taskwright.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class GuessLimitTest {
    private static final String HERE = "192.0.2.1";

    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final GuessLimit limit;

    GuessLimitTest(DatabaseKind kind) {
        data = kind.fresh();
        limit = new GuessLimit(data.db(), clock, "Too many wrong guesses.");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void fiveFailuresAreFreeTheNextMustWait() {
        fail(5, "ada", HERE);
        assertThat(waitFor("ada", HERE)).isEqualTo(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(5));
        assertThat(waitFor("ada", HERE)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whoWaitedMayTryOnceMore() {
        fail(5, "ada", HERE);
        clock.advance(Duration.ofSeconds(20));
        assertThat(waitFor("ada", HERE)).isZero();
        fail(1, "ada", HERE);
        assertThat(waitFor("ada", HERE)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void afterAWhileEverythingIsForgotten() {
        fail(5, "ada", HERE);
        clock.advance(Duration.ofMinutes(2));
        fail(4, "ada", HERE);
        assertThat(waitFor("ada", HERE)).isZero();
    }

    @Test
    void nobodyIsLockedOutForGoodHoweverOftenTheyFail() {
        failInParallel(200);
        assertThat(waitFor("ada", HERE)).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    private void failIfAdmitted(String account, String address) {
        try (GuessLimit.Attempt attempt = limit.begin(account, address)) {
            attempt.failed();
        }
    }

    @Test
    void manyAtOnceGetFewTriesInBeforeTheyMustWait() {
        // five are free, and up to eight are in the making at once
        assertThat(failInParallel(60)).isBetween(5, 12);
    }

    /** How many of so many tries came as far as the password. */
    private int failInParallel(int tries) {
        AtomicInteger admitted = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, tries)
                    .forEach(i -> threads.execute(() -> {
                        try {
                            failIfAdmitted("ada", HERE);
                            admitted.incrementAndGet();
                        } catch (ProblemException refused) {
                            // has to wait
                        }
                    }));
        }
        return admitted.get();
    }

    @Test
    void anotherAddressAndAnotherAccountAreNotConcerned() {
        fail(5, "ada", HERE);
        assertThat(waitFor("ada", "192.0.2.2")).isZero();
        assertThat(waitFor("bob", HERE)).isZero();
    }

    @Test
    void oneAddressTryingManyAccountsMustWait() {
        for (int i = 0; i < 100; i++) {
            fail(1, "account" + i, HERE);
        }
        assertThat(waitFor("fresh", HERE)).isPositive();
        assertThat(waitFor("fresh", "192.0.2.2")).isZero();
    }

    @Test
    void manyAddressesTryingOneAccountMustWait() {
        for (int i = 0; i < 100; i++) {
            fail(1, "ada", "198.51.100." + i);
        }
        assertThat(waitFor("ada", HERE)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        fail(3, "ada", "2001:db8:1:2::1");
        fail(2, "ada", "2001:db8:1:2:ffff::9");
        assertThat(waitFor("ada", "2001:db8:1:2::77")).isPositive();
        assertThat(waitFor("ada", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void aSuccessForgivesThatAccountFromThatAddress() {
        fail(4, "ada", HERE);
        try (GuessLimit.Attempt attempt = limit.begin("ada", HERE)) {
            attempt.succeeded();
        }
        fail(4, "ada", HERE);
        assertThat(waitFor("ada", HERE)).isZero();
    }

    @Test
    void itHoldsOverARestartAndIsClearedWhenPaid() {
        fail(5, "ada", HERE);
        GuessLimit restarted = new GuessLimit(data.db(), clock, "Too many wrong guesses.");
        assertThatThrownBy(() -> restarted.begin("ada", HERE)).isInstanceOf(ProblemException.class);
        clock.advance(Duration.ofHours(1));
        fail(1, "bob", "192.0.2.9");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aRefusedAttemptLeavesTheWayOpen() {
        fail(5, "ada", HERE);
        for (int i = 0; i < 50; i++) {
            assertThat(waitFor("ada", HERE)).isPositive();
        }
        clock.advance(Duration.ofSeconds(20));
        assertThatCode(() -> limit.begin("ada", HERE).close()).doesNotThrowAnyException();
    }

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) {
            failIfAdmitted(account, address);
        }
    }

    private Duration waitFor(String account, String address) {
        try {
            limit.begin(account, address).close();
            return Duration.ZERO;
        } catch (ProblemException e) {
            return ((Problem.TooMany) e.problem()).retryAfter();
        }
    }

    private int rows() {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT count(*) FROM sign_in_limit")
                        .mapTo(Integer.class)
                        .one());
    }
}
