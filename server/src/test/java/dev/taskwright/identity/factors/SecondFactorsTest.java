package dev.taskwright.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.factors.SecondFactors.Setup;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.testkit.AtOnce;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.ReadyKeys;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class SecondFactorsTest {
    private final FakeClock clock = new FakeClock();
    private final TestDatabase data;
    private final People people;
    private final User ada;
    private final Caller asAda;
    // two nodes
    private final SecondFactors here;
    private final SecondFactors there;

    SecondFactorsTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        ada = people.add("ada");
        asAda = People.calling(ada);
        here = factors();
        there = factors();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private SecondFactors factors() {
        RandomTokens random = new RandomTokens();
        return new SecondFactors(data.db(), new Sealer(ReadyKeys.FILE, random), new EventLog(clock), random, clock);
    }

    private record App(String seed, List<String> recovery) {}

    private App app() {
        Setup setup = here.begin(ada.id(), "work.example", "ada");
        List<String> recovery = here.add(asAda, ada.id(), setup.sealed(), code(setup.seed()));
        clock.advance(TimeCode.STEP);
        return new App(setup.seed(), recovery);
    }

    private String code(String seed) {
        return Codes.of(seed, clock.instant());
    }

    private List<String> events() {
        return data.db().read(tx -> new EventLog(clock).since(tx, 0, 1000)).stream()
                .map(LoggedEvent::kind)
                .toList();
    }

    @Test
    void anAppIsAddedOnceItsCodeIsRight() {
        Setup setup = here.begin(ada.id(), "work.example", "ada");
        assertThatThrownBy(() -> here.add(asAda, ada.id(), setup.sealed(), "000000x"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not the code");
        assertThat(here.find(ada.id())).isEmpty();
        App app = app();
        assertThat(here.find(ada.id()).orElseThrow().recoveryCodes()).isEqualTo(RecoveryCode.COUNT);
        assertThat(app.recovery()).hasSize(RecoveryCode.COUNT).doesNotHaveDuplicates();
        assertThat(events()).contains("user.second_factor_added");
        List<String> kept = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT digest FROM recovery_code")
                        .mapTo(String.class)
                        .list());
        assertThat(kept).hasSize(RecoveryCode.COUNT).doesNotContainAnyElementsOf(app.recovery());
    }

    @Test
    void thereIsOneAppAndItsSetupIsThePersonsOwnAndSoon() {
        User eve = people.add("eve");
        Setup early = here.begin(ada.id(), "work.example", "ada");
        assertThatThrownBy(() -> here.add(
                        People.calling(eve), eve.id(), early.sealed(), Codes.of(early.seed(), clock.instant())))
                .hasMessageContaining("Begin again");
        assertThatThrownBy(() -> here.add(People.calling(eve), ada.id(), early.sealed(), "1"))
                .hasMessageContaining("Only the person");
        app();
        assertThatThrownBy(() -> here.add(asAda, ada.id(), early.sealed(), Codes.of(early.seed(), clock.instant())))
                .hasMessageContaining("already");
        clock.advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> here.add(asAda, ada.id(), early.sealed(), Codes.of(early.seed(), clock.instant())))
                .hasMessageContaining("too long");
    }

    @Test
    void rfc6238Section52ACodeOpensOnceAndNoEarlierOneAfterIt() {
        App app = app();
        String before = Codes.of(app.seed(), clock.instant());
        clock.advance(TimeCode.STEP);
        String now = code(app.seed());
        assertThat(here.opens(ada.id(), now)).isTrue();
        assertThat(there.opens(ada.id(), now)).isFalse();
        assertThat(there.opens(ada.id(), before)).isFalse();
        assertThat(there.opens(ada.id(), "123")).isFalse();
        clock.advance(TimeCode.STEP);
        String next = code(app.seed());
        assertThat(there.opens(ada.id(), next.substring(0, 3) + " " + next.substring(3)))
                .isTrue();
    }

    @Test
    void ofManyWhoUseACodeAtOnceOneComesIn() throws Exception {
        App app = app();
        String code = code(app.seed());
        assertThat(admitted(code)).isOne();
        assertThat(admitted(app.recovery().getFirst())).isOne();
    }

    private long admitted(String code) throws Exception {
        return AtOnce.run(i -> () -> (i % 2 == 0 ? here : there).opens(ada.id(), code)).stream()
                .filter(isIn -> isIn)
                .count();
    }

    @Test
    void aRecoveryCodeOpensOnceHoweverItIsTyped() {
        App app = app();
        String code = app.recovery().get(3);
        assertThat(here.opens(ada.id(), " " + code.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isTrue();
        assertThat(here.opens(ada.id(), code)).isFalse();
        assertThat(here.find(ada.id()).orElseThrow().recoveryCodes()).isEqualTo(RecoveryCode.COUNT - 1);
        assertThat(events()).contains("user.recovery_code_used");
        List<String> renewed = here.renewCodes(asAda, ada.id());
        assertThat(here.opens(ada.id(), app.recovery().get(4))).isFalse();
        assertThat(here.opens(ada.id(), renewed.getFirst())).isTrue();
    }

    @Test
    void withoutAnAppNoCodeOpensAndTheOperatorMayTakeItAway() {
        App app = app();
        assertThatThrownBy(() -> here.remove(People.calling(people.add("eve")), ada.id()))
                .isInstanceOf(ProblemException.class);
        here.remove(People.OPERATOR, ada.id());
        assertThat(here.find(ada.id())).isEmpty();
        assertThat(here.opens(ada.id(), code(app.seed()))).isFalse();
        assertThat(here.opens(ada.id(), app.recovery().getFirst())).isFalse();
        assertThatThrownBy(() -> here.renewCodes(asAda, ada.id())).isInstanceOf(ProblemException.class);
        assertThat(events()).contains("user.second_factor_removed");
    }
}
