package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 9700, 4.14.2 (S13): random schedules of refreshes, retries, thefts, requests at once and clock steps, against a model
 * that knows nothing but the three sentences of the decision: the newest token is rotated, its predecessor gets the same
 * successor within the grace, anything else that was handed out ends the family and is audited.
 *
 * <p>Schedules go side by side in steps. In each step those that ask alone share one transaction, which saves most of the
 * time; the others ask several times at once, each in a transaction of its own.
 */
class RefreshSchedulesTest {
    private static final ScopeSet SCOPES = ScopeSet.stored("openid api1 offline_access");
    private static final int TOGETHER = 50;
    private static final int STEPS = 10;

    static Stream<DatabaseKind> databases() {
        return DatabaseKind.all().filter(kind -> kind != DatabaseKind.POSTGRESQL_LINGUISTIC);
    }

    /** What a step of one schedule presents, how often at once, and by whom. */
    private record Asked(int schedule, int generation, int times, boolean byAnother) {}

    /** What may happen to one family, and nothing else. */
    private static final class Model {
        private final List<RefreshToken> handedOut = new ArrayList<>();
        private Instant rotatedAt;
        private Instant idleUntil;
        private boolean isRevoked;
        private int reuses;

        Model(RefreshToken first, Instant now) {
            handedOut.add(first);
            rotatedAt = now;
            idleUntil = now.plus(RefreshFamily.IDLE);
        }

        int newest() {
            return handedOut.size() - 1;
        }

        /** The answer to everybody who presents this one now. */
        @Nullable
        RefreshToken present(int generation, Instant now) {
            if (isRevoked || !idleUntil.isAfter(now)) {
                return null;
            }
            if (generation == newest()) {
                handedOut.add(new RefreshToken(handedOut.getFirst().lineage(), generation + 1));
                rotatedAt = now;
                idleUntil = now.plus(RefreshFamily.IDLE);
                return handedOut.getLast();
            }
            if (generation == newest() - 1 && !now.isAfter(rotatedAt.plus(RefreshFamily.GRACE))) {
                return handedOut.getLast();
            }
            isRevoked = true;
            reuses++;
            return null;
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void noScheduleForksAFamilyOrPunishesARetry(DatabaseKind kind) throws Exception {
        RandomGenerator random = Effort.random();
        try (TestDatabase data = kind.fresh()) {
            Run run = new Run(new Provider(data.db()), random);
            int reuses = 0;
            for (int done = 0; done < Effort.count(5_000, 1_000_000); done += TOGETHER) {
                reuses += run.schedules("schedules from " + done + " of seed " + Effort.seed());
            }
            assertThat(reuses).as("thefts in seed " + Effort.seed()).isPositive();
            assertThat(run.audited()).isEqualTo(reuses);
        }
    }

    private static final class Run {
        private final Provider provider;
        private final RandomGenerator random;
        private final User ada;
        private final Client client;
        private final Client another;

        Run(Provider provider, RandomGenerator random) {
            this.provider = provider;
            this.random = random;
            this.ada = provider.people.add("ada");
            this.client = provider.webApp(ada).client();
            this.another = provider.webApp(ada).client();
            provider.db.write(tx -> {
                provider.consents.give(tx, ada.id(), client.id(), SCOPES);
                return ada;
            });
        }

        /** How many thefts there were in this lot. */
        int schedules(String name) throws Exception {
            provider.clock.advance(Duration.ofHours(2));
            List<Model> models = start();
            for (int step = 0; step < STEPS; step++) {
                boolean isLeap = random.nextInt(40) == 0;
                provider.clock.advance(
                        isLeap ? Duration.ofDays(random.nextInt(1, 20)) : Duration.ofSeconds(random.nextInt(-5, 45)));
                step(models, name + ", step " + step);
            }
            assertStored(models, name);
            return models.stream().mapToInt(model -> model.reuses).sum();
        }

        private List<Model> start() {
            List<PreparedGrant> grants = IntStream.range(0, TOGETHER)
                    .mapToObj(i -> provider.authorizations.prepare(new GrantTerms(
                            ada.id(),
                            client.id(),
                            provider.authorizations.sessionless(),
                            SCOPES,
                            provider.signedInNow(),
                            ClaimsRequest.NONE,
                            null,
                            true,
                            Bounds.NONE)))
                    .toList();
            return provider
                    .db
                    .write(tx -> grants.stream()
                            .map(grant -> provider.authorizations.start(tx, grant))
                            .toList())
                    .stream()
                    .map(rights -> new Model(Objects.requireNonNull(rights.refreshToken()), provider.clock.instant()))
                    .toList();
        }

        private void step(List<Model> models, String name) throws Exception {
            List<Asked> all = IntStream.range(0, TOGETHER)
                    .mapToObj(i -> asked(i, models.get(i)))
                    .toList();
            Map<Asked, List<@Nullable RefreshToken>> answers = new HashMap<>();
            List<Asked> alone = all.stream().filter(asked -> asked.times() == 1).toList();
            answers.putAll(inOneTransaction(models, alone));
            answers.putAll(atOnce(
                    models, all.stream().filter(asked -> asked.times() > 1).toList()));
            for (Asked asked : all) {
                Model model = models.get(asked.schedule());
                RefreshToken expected =
                        asked.byAnother() ? null : model.present(asked.generation(), provider.clock.instant());
                assertThat(answers.get(asked)).as("%s: %s", name, asked).containsOnly(expected);
            }
        }

        /** Mostly the newest one or the one before, sometimes any that was handed out. */
        private Asked asked(int schedule, Model model) {
            int choice = random.nextInt(20);
            int generation = choice < 12
                    ? model.newest()
                    : choice < 18 ? Math.max(0, model.newest() - 1) : random.nextInt(model.handedOut.size());
            int times = random.nextInt(8) == 0 ? random.nextInt(2, 4) : 1;
            return new Asked(schedule, generation, times, random.nextInt(40) == 0);
        }

        private Map<Asked, List<@Nullable RefreshToken>> inOneTransaction(List<Model> models, List<Asked> alone) {
            return provider.db.write(tx -> {
                Map<Asked, List<@Nullable RefreshToken>> answers = new HashMap<>();
                for (Asked asked : alone) {
                    List<@Nullable RefreshToken> one = new ArrayList<>();
                    one.add(successor(provider.families.refresh(
                            tx, asked.byAnother() ? another : client, token(models, asked), null, null)));
                    answers.put(asked, one);
                }
                return answers;
            });
        }

        private Map<Asked, List<@Nullable RefreshToken>> atOnce(List<Model> models, List<Asked> several)
                throws Exception {
            Map<Asked, List<@Nullable RefreshToken>> answers = new HashMap<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Map<Asked, List<Future<@Nullable RefreshToken>>> attempts = new HashMap<>();
                for (Asked asked : several) {
                    attempts.put(
                            asked,
                            IntStream.range(0, asked.times())
                                    .mapToObj(i -> threads.submit(() -> alone(models, asked)))
                                    .toList());
                }
                for (Map.Entry<Asked, List<Future<@Nullable RefreshToken>>> each : attempts.entrySet()) {
                    List<@Nullable RefreshToken> got = new ArrayList<>();
                    for (Future<@Nullable RefreshToken> attempt : each.getValue()) {
                        got.add(attempt.get());
                    }
                    answers.put(each.getKey(), got);
                }
            }
            return answers;
        }

        private @Nullable RefreshToken alone(List<Model> models, Asked asked) {
            Client by = asked.byAnother() ? another : client;
            return successor(
                    provider.db.write(tx -> provider.families.refresh(tx, by, token(models, asked), null, null)));
        }

        private static RefreshToken token(List<Model> models, Asked asked) {
            return models.get(asked.schedule()).handedOut.get(asked.generation());
        }

        private static @Nullable RefreshToken successor(Exchange exchange) {
            return exchange instanceof Exchange.Granted(Rights rights) ? rights.refreshToken() : null;
        }

        /** One row for each family, at the newest generation that was handed out. */
        private void assertStored(List<Model> models, String name) {
            RefreshFamilyStore store = new RefreshFamilyStore();
            List<RefreshFamily> families = provider.db.read(tx -> models.stream()
                    .map(model ->
                            store.find(tx, model.handedOut.getFirst().lineage()).orElseThrow())
                    .toList());
            for (int i = 0; i < TOGETHER; i++) {
                assertThat(families.get(i).generation())
                        .as(name)
                        .isEqualTo(models.get(i).newest());
                assertThat(families.get(i).revokedAt() != null).as(name).isEqualTo(models.get(i).isRevoked);
            }
        }

        int audited() {
            return provider.db.read(tx -> tx.handle()
                    .createQuery("SELECT count(*) FROM event WHERE kind = 'token.refresh_reused'")
                    .mapTo(Integer.class)
                    .one());
        }
    }
}
