package dev.taskwright.identity.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.passkeys.Passkeys.Question;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.AtOnce;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.ReadyKeys;
import dev.taskwright.testkit.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Web Authentication, 7.1 and 7.2, against an authenticator that can misbehave. */
@EachDatabase
final class PasskeysTest {
    private static final URI PLACE = URI.create("https://work.example:8443");
    private final FakeClock clock = new FakeClock();
    private final TestDatabase data;
    private final People people;
    private final User ada;
    private final Caller asAda;
    // two nodes
    private final Passkeys here;
    private final Passkeys there;
    private final Authenticator laptop = new Authenticator(PLACE.toString(), 1);

    PasskeysTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        ada = people.add("ada");
        asAda = People.calling(ada);
        here = passkeys();
        there = passkeys();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Passkeys passkeys() {
        RandomTokens random = new RandomTokens();
        return new Passkeys(
                data.db(),
                people.users(),
                new EventLog(clock),
                new Sealer(ReadyKeys.FILE, random),
                random,
                clock,
                PLACE);
    }

    private void add(User person, Authenticator device, String name) {
        Question question = here.beginAdding(person);
        here.add(People.calling(person), person, question.challenge(), device.create(question.options()), name);
    }

    private String answer(Question question) {
        return laptop.get(question.options(), ada.id().toString());
    }

    @Test
    void itIsAddedAndOpensItsPersonsAccountOnEveryNode() {
        add(ada, laptop, " Work laptop ");
        assertThat(here.list(ada.id())).singleElement().satisfies(passkey -> {
            assertThat(passkey.name()).isEqualTo("Work laptop");
            assertThat(passkey.usedAt()).isNull();
            assertThat(passkey.synced()).isFalse();
        });
        Question question = there.beginSignIn();
        assertThat(here.open(question.challenge(), answer(question)).person().handle())
                .isEqualTo("ada");
        assertThat(here.list(ada.id()).getFirst().usedAt()).isEqualTo(clock.instant());
    }

    @Test
    void ofManyWhoSendOneAnswerOneComesIn() throws Exception {
        add(ada, laptop, "");
        Question question = here.beginSignIn();
        String answer = answer(question);
        long admitted = AtOnce.run(i -> () -> opens(i % 2 == 0 ? here : there, question, answer)).stream()
                .filter(isIn -> isIn)
                .count();
        assertThat(admitted).isOne();
    }

    private static boolean opens(Passkeys node, Question question, String answer) {
        try {
            node.open(question.challenge(), answer);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    @Test
    void section72WhatIsWrongWithAnAnswerRefusesIt() {
        add(ada, laptop, "");
        Question question = here.beginSignIn();
        assertRefused(question, "{}");
        assertRefused(question, "not JSON");
        assertRefused(question, answer(here.beginSignIn()));
        assertRefused(question, laptop.get(question.options(), "77"));
        assertRefused(question, new Authenticator(PLACE.toString(), 2).get(question.options(), "1"));
        assertRefused(question, new Authenticator(PLACE.toString(), 1).get(question.options(), "1"));
        assertRefused(
                question,
                laptop.at("https://evil.example")
                        .get(question.options(), ada.id().toString()));
        laptop.at(PLACE.toString());
        assertRefused(
                question,
                laptop.withoutVerification().get(question.options(), ada.id().toString()));
    }

    private void assertRefused(Question question, String answer) {
        assertThatThrownBy(() -> here.open(question.challenge(), answer)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whateverIsBrokenInAnAnswerNothingBreaksHere() {
        add(ada, laptop, "");
        Random random = new Random(7);
        int admitted = 0;
        for (int i = 0; i < 300; i++) {
            Question signIn = here.beginSignIn();
            admitted += opens(here, signIn, broken(answer(signIn), random)) ? 1 : 0;
            Question adding = here.beginAdding(ada);
            String created = broken(new Authenticator(PLACE.toString(), i).create(adding.options()), random);
            assertThatThrownBy(() -> here.add(asAda, ada, adding.challenge(), created, "x".repeat(61)))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(admitted).as("what is not signed may be anything").isLessThan(60);
    }

    /** Some characters changed, added or gone, in the JSON or in the bytes within it. */
    private static String broken(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) ('A' + random.nextInt(26)));
                case 1 -> text.insert(at, (char) (' ' + random.nextInt(90)));
                default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
            }
        }
        return text.toString();
    }

    @Test
    void section72ACounterThatDoesNotGrowIsACopy() {
        add(ada, laptop.counting(5), "");
        laptop.counting(6);
        Question first = here.beginSignIn();
        assertThat(opens(here, first, answer(first))).isTrue();
        Question again = here.beginSignIn();
        assertThat(opens(here, again, answer(again))).isFalse();
    }

    @Test
    void aChallengeIsSoonOverAndForItsOwnPurpose() {
        Question adding = here.beginAdding(ada);
        Question signIn = here.beginSignIn();
        assertThatThrownBy(() -> here.add(asAda, ada, signIn.challenge(), laptop.create(adding.options()), ""))
                .hasMessageContaining("too long");
        User eve = people.add("eve");
        assertThatThrownBy(() ->
                        here.add(People.calling(eve), eve, adding.challenge(), laptop.create(adding.options()), ""))
                .hasMessageContaining("too long");
        clock.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> here.add(asAda, ada, adding.challenge(), laptop.create(adding.options()), ""))
                .hasMessageContaining("too long");
        assertThat(here.list(ada.id())).isEmpty();
    }

    @Test
    void onePasskeyIsOnePersonsAndGoneWhenItIsRemoved() {
        add(ada, laptop, "");
        User eve = people.add("eve");
        assertThatThrownBy(() -> add(eve, laptop, "")).hasMessageContaining("known already");
        String id = here.list(ada.id()).getFirst().id();
        assertThatThrownBy(() -> here.remove(People.calling(eve), eve.id(), id)).isInstanceOf(ProblemException.class);
        here.remove(asAda, ada.id(), id);
        Question question = here.beginSignIn();
        assertThat(opens(here, question, answer(question))).isFalse();
    }

    @Test
    void whoIsDisabledDoesNotComeIn() {
        add(ada, laptop, "");
        people.users().disable(People.OPERATOR, ada.id());
        Question question = here.beginSignIn();
        assertThat(opens(here, question, answer(question))).isFalse();
    }

    @Test
    void aPersonHasTwentyAtMostAndNamesAreShort() {
        for (int i = 0; i < 20; i++) {
            add(ada, new Authenticator(PLACE.toString(), 10 + i), "Key " + i);
        }
        assertThatThrownBy(() -> add(ada, laptop, "")).hasMessageContaining("at most 20");
        assertThatThrownBy(() -> add(ada, laptop, "x".repeat(61))).hasMessageContaining("60 characters");
    }

    @Test
    void challengesThatWereAnsweredAreForgottenOnceTheyAreOver() {
        add(ada, laptop, "");
        assertThat(here.forget()).isZero();
        clock.advance(Duration.ofMinutes(10));
        assertThat(here.forget()).isOne();
    }
}
