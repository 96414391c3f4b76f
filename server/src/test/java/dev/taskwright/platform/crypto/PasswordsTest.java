package dev.taskwright.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.Passwords.Answer;
import dev.taskwright.platform.crypto.Passwords.Cost;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
    private static final Cost CHEAP = new Cost(64, 1, 1);

    private final RandomTokens random = new RandomTokens();
    private final Passwords passwords = new Passwords(random, CHEAP, 2);

    @Test
    void theStandardCostIsWrittenIntoTheStoredText() {
        Passwords standard = new Passwords(random);
        String stored = standard.hash("correct horse battery");
        assertThat(stored).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(standard.check("correct horse battery", stored)).isEqualTo(new Answer(true, false));
    }

    /** From the test vectors of the reference implementation (argon2id, version 19). */
    @Test
    void hashesOfTheReferenceImplementationAreUnderstood() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.check("password", reference)).isEqualTo(new Answer(true, true));
        assertThat(passwords.check("Password", reference).matches()).isFalse();
    }

    @Test
    void theSamePasswordHashesDifferentlyEachTime() {
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(passwords.hash("correct horse battery"));
    }

    @Test
    void aPasswordIsTheSameHoweverItsAccentsWereTyped() {
        String composed = "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e";
        String decomposed = "cafe\u0301 cre\u0300me bru\u0302le\u0301e";
        assertThat(passwords.check(decomposed, passwords.hash(composed)).matches())
                .isTrue();
    }

    @Test
    void aHashMadeAtAnotherCostIsOutdatedOnlyWhenItMatches() {
        String old = new Passwords(random, new Cost(128, 1, 1), 1).hash("correct horse battery");
        assertThat(passwords.check("correct horse battery", old)).isEqualTo(new Answer(true, true));
        assertThat(passwords.check("wrong horse battery", old)).isEqualTo(new Answer(false, false));
    }

    @Test
    void nobodyAndNonsenseNeverMatchButCostOneHashEach() {
        assertThat(passwords.check("anything at all", null)).isEqualTo(new Answer(false, false));
        assertThat(passwords.check("anything at all", "not a hash")).isEqualTo(new Answer(false, false));
        assertThat(passwords.hashes()).isEqualTo(2);
    }

    @Test
    void whenTooManyWaitTheRestAreTurnedAway() throws InterruptedException {
        Passwords slow = new Passwords(random, new Cost(19_456, 2, 1), 1);
        List<RuntimeException> refused = new CopyOnWriteArrayList<>();
        List<Thread> crowd = IntStream.range(0, 100)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    try {
                        slow.check("anything at all", null);
                    } catch (RuntimeException e) {
                        refused.add(e);
                    }
                }))
                .toList();
        for (Thread one : crowd) {
            one.join();
        }
        assertThat(refused).isNotEmpty().allSatisfy(e -> assertThat(e).isInstanceOf(ProblemException.class));
        assertThat(slow.hashes()).isLessThan(100);
    }

    @Test
    void anInterruptedWaitSaysUnavailableAndKeepsTheInterrupt() {
        // what is made already is handed out without waiting, so that this one takes its time
        Passwords slow = new Passwords(random, new Cost(19_456, 50, 1), 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> slow.hash("correct horse battery")).isInstanceOf(ProblemException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
