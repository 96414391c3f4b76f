package dev.taskwright.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class KeyRotationTest {
    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofDays(30), Duration.ofDays(5), Duration.ofDays(2));

    private final TestDatabase data;
    private final DatabaseKind kind;
    private final KeyFile keyFile = Provider.keyFile();
    private final FakeClock clock = new FakeClock();
    private final SigningKeys keys;
    private final KeyRotation rotation;

    KeyRotationTest(DatabaseKind kind) {
        this.kind = kind;
        data = kind.fresh();
        keys = keys(data.db());
        keys.ensure(EnumSet.of(SignatureAlgorithm.ES256));
        rotation = rotation(data.db(), keys);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private SigningKeys keys(Db db) {
        CryptoProviders providers = CryptoProviders.choose(CryptoProviders.Choice.AUTO);
        return new SigningKeys(db, new Sealer(keyFile, new RandomTokens()), providers, clock);
    }

    private KeyRotation rotation(Db db, SigningKeys signing) {
        return new KeyRotation(db, signing, new EventLog(clock), clock);
    }

    private List<String> states() {
        return rotation.list().stream().map(KeyFacts::state).toList();
    }

    private String token(SigningKeys signing) {
        return signing.sign(SignatureAlgorithm.ES256, "at+jwt", Map.of("sub", "7"));
    }

    @Test
    void aKeyIsAnnouncedThenSignsThenIsRetiredThenGoes() {
        rotation.step(SCHEDULE);
        assertThat(states()).containsExactly("active");
        clock.advance(Duration.ofDays(25));
        rotation.step(SCHEDULE);
        assertThat(states()).containsExactly("active", "announced");
        String before = token(keys);
        clock.advance(Duration.ofDays(5));
        rotation.step(SCHEDULE);
        assertThat(states()).containsExactly("retired", "active");
        assertThat(keys.verify(before, "at+jwt")).isPresent();
        assertThat(keys.verify(token(keys), "at+jwt")).isPresent();
        clock.advance(Duration.ofDays(2));
        rotation.step(SCHEDULE);
        assertThat(states()).containsExactly("active");
        assertThat(keys.verify(before, "at+jwt")).isEmpty();
    }

    /** What was published a remembered moment ago verifies every token: the key had been announced. */
    @Test
    void whoeverReadThePublishedKeysLatelyVerifiesEverything() throws ParseException {
        for (int day = 0; day < 120; day++) {
            String published = keys.published();
            clock.advance(Duration.ofHours(12));
            rotation.step(SCHEDULE);
            String token = token(keys);
            assertThat(published).contains(kid(token));
            clock.advance(Duration.ofHours(12));
            rotation.step(SCHEDULE);
            assertThat(keys.verify(token, "at+jwt")).isPresent();
        }
    }

    private static String kid(String token) throws ParseException {
        return JWSObject.parse(token).getHeader().getKeyID();
    }

    @Test
    void nodesThatStepAtOnceMakeOneChange() throws Exception {
        clock.advance(Duration.ofDays(25));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> step = () -> {
                rotation(data.db(), keys).step(SCHEDULE);
                return true;
            };
            for (int round = 0; round < 2; round++) {
                for (Future<Boolean> each : threads.invokeAll(
                        IntStream.range(0, 16).mapToObj(i -> step).toList())) {
                    assertThat(each.get()).isTrue();
                }
                clock.advance(Duration.ofDays(5));
            }
        }
        assertThat(states()).containsExactly("retired", "active");
    }

    @Test
    void anotherNodeVerifiesWhatAKeyTakenIntoUseAtOnceSigned() {
        if (kind == DatabaseKind.SQLITE) {
            return;
        }
        try (Db second = data.secondNode()) {
            SigningKeys there = keys(second);
            assertThat(there.verify(token(keys), "at+jwt")).isPresent();
            for (int i = 0; i < 5; i++) {
                clock.advance(Duration.ofSeconds(1));
                String active = rotation.list().stream()
                        .filter(key -> key.state().equals("active"))
                        .findFirst()
                        .orElseThrow()
                        .kid();
                rotation.retire(active);
                assertThat(there.verify(token(keys), "at+jwt"))
                        .as("rotation " + i)
                        .isPresent();
            }
        }
    }

    @Test
    void theOperatorAnnouncesAddsAndRetires() {
        clock.advance(Duration.ofMinutes(1));
        rotation.rotate();
        rotation.rotate();
        assertThat(states()).containsExactly("active", "announced");
        rotation.add(SignatureAlgorithm.EDDSA);
        assertThat(keys.algorithms()).contains(SignatureAlgorithm.EDDSA);
        assertThatThrownBy(() -> rotation.add(SignatureAlgorithm.ES256)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> rotation.retire("nobody")).isInstanceOf(ProblemException.class);
        String retired = rotation.list().getFirst().kid();
        rotation.retire(retired);
        assertThat(rotation.list().getFirst().state()).isEqualTo("retired");
        assertThatThrownBy(() -> rotation.retire(retired)).isInstanceOf(ProblemException.class);
        assertThat(token(keys)).isNotEmpty();
    }

    @Test
    void theSetOfAlgorithmsIsConfiguration() {
        rotation.use(EnumSet.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256, SignatureAlgorithm.EDDSA));
        String token = keys.sign(SignatureAlgorithm.EDDSA, "JWT", Map.of("a", "b"));
        rotation.use(EnumSet.of(SignatureAlgorithm.ES256));
        assertThat(keys.algorithms()).containsExactly(SignatureAlgorithm.ES256);
        assertThat(keys.verify(token, "JWT"))
                .as("published until it has expired")
                .isPresent();
    }

    @Test
    void aScheduleThatWouldBreakVerificationIsRefused() {
        assertThatThrownBy(() -> new KeySchedule(Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofDays(1)))
                .hasMessageContaining("announced");
        assertThatThrownBy(() -> new KeySchedule(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(1)))
                .hasMessageContaining("used");
        assertThatThrownBy(() -> new KeySchedule(Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1)))
                .hasMessageContaining("retained");
    }
}
