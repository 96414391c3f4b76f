package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The refresh family as a state machine, against a model of it: random schedules of refreshes at once, retries, thefts and
 * clock steps. RFC 9700, 4.14.2 (S13).
 */
@EachDatabase
class RefreshSchedulesTest {
    private static final ScopeSet SCOPES = ScopeSet.stored("api1 offline_access");
    private static final int STEPS = 7;
    private static final int AT_ONCE = 64;

    private final TestDatabase data;
    private final Db db;
    private final KeyFile keyFile = Provider.keyFile();
    private final Provider provider;
    private final User ada;
    private final Client client;

    RefreshSchedulesTest(DatabaseKind kind) {
        data = kind.fresh();
        db = data.db();
        provider = new Provider(db);
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), SCOPES);
            return ada;
        });
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void noScheduleForksAFamilyOrPunishesARetry() throws Exception {
        int schedules = Effort.count(5_000, 1_000_000);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger thefts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < AT_ONCE; worker++) {
                workers.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < schedules; i = next.getAndIncrement()) {
                        Schedule schedule = new Schedule(i);
                        schedule.run(threads);
                        thefts.addAndGet(schedule.isRevoked ? 1 : 0);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertThat(thefts.get()).isPositive();
        assertThat(reported()).as("each theft is audited once").isEqualTo(thefts.get());
    }

    private int reported() {
        return db.read(tx -> tx.handle()
                .createQuery("SELECT count(*) FROM event WHERE kind = 'token.refresh_reused'")
                .mapTo(Integer.class)
                .one());
    }

    /** One family on a clock of its own, and what must be true of it. */
    private final class Schedule {
        private final String name;
        private final RandomGenerator random;
        private final FakeClock clock = new FakeClock();
        private final RefreshFamilies families;
        private final List<String> handedOut = new ArrayList<>();
        private Instant rotatedAt = clock.instant();
        private boolean isRevoked;

        Schedule(int number) {
            this.name = "schedule " + number + " of seed " + Effort.seed();
            this.random = new Random(Effort.seed() + number);
            this.families = new RefreshFamilies(keyFile.derive("refresh"), provider.users, clock, provider.revocations);
            Authorizations authorizations = new Authorizations(provider.random, clock, families);
            PreparedGrant grant = authorizations.prepare(new GrantTerms(
                    ada.id(),
                    client.id(),
                    "session " + number,
                    SCOPES,
                    new Authentication(clock.instant(), Set.of("pwd")),
                    ClaimsRequest.NONE,
                    null,
                    true));
            Rights rights = db.write(tx -> authorizations.start(tx, grant));
            handedOut.add(families.write(Objects.requireNonNull(rights.refreshToken())));
        }

        void run(ExecutorService threads) throws Exception {
            for (int step = 0; step < STEPS; step++) {
                clock.advance(Duration.ofSeconds(random.nextInt(-5, 45)));
                int newest = handedOut.size() - 1;
                boolean isThief = random.nextInt(4) == 0;
                present(
                        isThief ? random.nextInt(handedOut.size()) : Math.max(0, newest - random.nextInt(2)),
                        random.nextInt(1, 4),
                        threads);
            }
        }

        private void present(int generation, int times, ExecutorService threads) throws Exception {
            int newest = handedOut.size() - 1;
            Instant now = clock.instant();
            boolean isRetry = generation == newest - 1 && !now.isAfter(rotatedAt.plus(RefreshFamily.GRACE));
            boolean isGood = !isRevoked && (generation == newest || isRetry);

            Set<@Nullable String> answers = concurrently(handedOut.get(generation), times, threads);

            if (!isGood) {
                assertThat(answers).as(name).containsOnlyNulls();
                isRevoked = true;
                return;
            }
            assertThat(answers).as(name + ": one successor for all").hasSize(1).doesNotContainNull();
            String successor = String.valueOf(answers.iterator().next());
            if (generation == newest) {
                handedOut.add(successor);
                rotatedAt = now;
            } else {
                assertThat(successor).as(name).isEqualTo(handedOut.get(newest));
            }
        }

        private Set<@Nullable String> concurrently(String token, int times, ExecutorService threads) throws Exception {
            List<Future<@Nullable String>> attempts = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                attempts.add(threads.submit(() -> next(token)));
            }
            Set<@Nullable String> answers = new HashSet<>();
            for (Future<@Nullable String> attempt : attempts) {
                answers.add(attempt.get());
            }
            return answers;
        }

        private @Nullable String next(String token) {
            RefreshToken presented = families.read(token).orElseThrow();
            Exchange exchange = db.write(tx -> families.refresh(tx, client, presented, null));
            return exchange instanceof Exchange.Granted(Rights rights)
                    ? families.write(Objects.requireNonNull(rights.refreshToken()))
                    : null;
        }
    }
}
