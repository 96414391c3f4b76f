package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class UsersTest {
    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final People people;
    private final Users users;

    UsersTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), clock);
        users = people.users();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void anAddedPersonIsFoundByNumberHandleAndAddress() {
        User ada = users.add(People.OPERATOR, person("ada", "Ada@Example.org"));
        assertThat(users.find(ada.id())).contains(ada);
        assertThat(users.require("ADA ")).isEqualTo(ada);
        assertThat(users.require("aDA@example.ORG")).isEqualTo(ada);
        assertThat(ada.email()).isEqualTo("Ada@Example.org");
        assertThat(ada.createdAt()).isEqualTo(clock.instant());
        assertThat(ada.emailVerified() || ada.disabled() || ada.admin()).isFalse();
        assertThat(kinds()).containsExactly("user.added");
    }

    @Test
    void nobodyIsNotFound() {
        assertThat(users.find(new UserId(999))).isEmpty();
        assertThat(users.credentials("nobody")).isEmpty();
        assertThat(users.credentials("")).isEmpty();
        assertThat(users.credentials("no\u0000body@example.org")).isEmpty();
        assertThatThrownBy(() -> users.require("nobody"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("User 'nobody' not found");
    }

    @Test
    void everybodyIsListedOldestFirst() {
        people.add("zoe");
        people.add("ada");
        assertThat(users.list(People.OPERATOR)).extracting(User::handle).containsExactly("zoe", "ada");
    }

    @Test
    void aTakenHandleOrAddressIsRefusedWithItsField() {
        people.add("ada");
        refused("handle", () -> users.add(People.OPERATOR, person("ada", "other@example.org")));
        refused("email", () -> users.add(People.OPERATOR, person("other", "ADA@example.org")));
        assertThat(users.list(People.OPERATOR)).hasSize(1);
    }

    @Test
    void whatBreaksARuleIsRefusedWithItsField() {
        refused("handle", () -> users.add(People.OPERATOR, person("Ada!", "ada@example.org")));
        refused("email", () -> users.add(People.OPERATOR, person("ada", "nowhere")));
        refused(
                "name",
                () -> users.add(People.OPERATOR, new NewUser("ada", "ada@example.org", " ", People.PASSWORD, false)));
        refused(
                "password",
                () -> users.add(People.OPERATOR, new NewUser("ada", "ada@example.org", "Ada", "password1234", false)));
    }

    @Test
    void ofManyWhoWantTheSameHandleOneGetsIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> adding = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<Integer>) () -> addOrZero(person("ada", "ada" + i + "@example.org")))
                    .toList();
            int added = 0;
            for (Future<Integer> one : threads.invokeAll(adding)) {
                added += one.get();
            }
            assertThat(added).isEqualTo(1);
        }
        assertThat(users.list(People.OPERATOR)).hasSize(1);
    }

    private int addOrZero(NewUser person) {
        try {
            users.add(People.OPERATOR, person);
            return 1;
        } catch (ProblemException taken) {
            return 0;
        }
    }

    @Test
    void onlyTheOperatorManagesPeople() {
        User ada = people.add("ada");
        Caller.Person asHerself = People.calling(ada);
        forbidden(() -> users.add(asHerself, person("eve", "eve@example.org")));
        forbidden(() -> users.list(asHerself));
        forbidden(() -> users.disable(asHerself, ada.id()));
        forbidden(() -> users.setPassword(asHerself, people.add("bob").id(), "another lantern here"));
    }

    @Test
    void disablingIsKnownAtOnceAndEndsTheSessionEpoch() {
        User ada = people.add("ada");
        assertThat(users.find(ada.id()).orElseThrow().disabled()).isFalse();
        users.disable(People.OPERATOR, ada.id());
        User disabled = users.find(ada.id()).orElseThrow();
        assertThat(disabled.disabled()).isTrue();
        assertThat(disabled.sessionEpoch()).isGreaterThan(ada.sessionEpoch());
        users.disable(People.OPERATOR, ada.id());
        users.enable(People.OPERATOR, ada.id());
        assertThat(users.find(ada.id()).orElseThrow().disabled()).isFalse();
        assertThat(kinds()).containsExactly("user.added", "user.disabled", "user.enabled");
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        User ada = people.add("ada");
        users.setPassword(People.OPERATOR, ada.id(), "another lantern here");
        String hash = users.credentials("ada").orElseThrow().passwordHash();
        assertThat(people.passwords().check("another lantern here", hash).matches())
                .isTrue();
        assertThat(people.passwords().check(People.PASSWORD, hash).matches()).isFalse();
        refused("password", () -> users.setPassword(People.OPERATOR, ada.id(), "short"));
    }

    @Test
    void anOutdatedHashIsReplacedUnlessThePasswordChangedMeanwhile() {
        User ada = people.add("ada");
        Users dearer = new Users(
                data.db(),
                new EventLog(clock),
                new Passwords(new RandomTokens(), new Passwords.Cost(128, 1, 1), 1),
                clock);
        Credentials old = dearer.credentials("ada").orElseThrow();
        dearer.replaceHash(old, People.PASSWORD);
        assertThat(hashOf("ada")).contains("m=128");
        users.setPassword(People.OPERATOR, ada.id(), "another lantern here");
        dearer.replaceHash(old, People.PASSWORD);
        assertThat(hashOf("ada")).contains("m=64");
    }

    private String hashOf(String handle) {
        return String.valueOf(users.credentials(handle).orElseThrow().passwordHash());
    }

    @Test
    void peopleChangeTheirOwnProfile() {
        User ada = people.add("ada");
        clock.advance(Duration.ofHours(1));
        users.updateProfile(
                People.calling(ada), ada.id(), new Profile("ada-l", "ADA@example.org", "Ada Lovelace", null));
        User changed = users.find(ada.id()).orElseThrow();
        assertThat(changed.handle()).isEqualTo("ada-l");
        assertThat(changed.email()).isEqualTo("ADA@example.org");
        assertThat(changed.name()).isEqualTo("Ada Lovelace");
        assertThat(changed.updatedAt()).isEqualTo(clock.instant());
        assertThat(users.credentials("ada")).isEmpty();
    }

    @Test
    void aPictureIsAnHttpsAddressOrNone() {
        User ada = people.add("ada");
        assertThat(picture(ada, " https://example.org/ada.png ")).isEqualTo("https://example.org/ada.png");
        assertThat(picture(ada, " ")).isNull();
        for (String text : List.of("http://example.org/a", "javascript:alert(1)", "https:", "a b", "https://u:p@h/")) {
            refused("picture", () -> picture(ada, text));
        }
    }

    private @Nullable String picture(User user, String url) {
        users.updateProfile(
                People.calling(user), user.id(), new Profile(user.handle(), user.email(), user.name(), url));
        return users.find(user.id()).orElseThrow().pictureUrl();
    }

    @Test
    void aProfileTakesNobodyElsesNames() {
        User ada = people.add("ada");
        User bob = people.add("bob");
        Caller.Person asBob = People.calling(bob);
        refused(
                "handle",
                () -> users.updateProfile(asBob, bob.id(), new Profile("ada", "bob@example.org", "Bob", null)));
        refused(
                "email",
                () -> users.updateProfile(asBob, bob.id(), new Profile("bob", "Ada@example.org", "Bob", null)));
        forbidden(() -> users.updateProfile(asBob, ada.id(), new Profile("ada", "ada@example.org", "Not Ada", null)));
    }

    private static NewUser person(String handle, String email) {
        return new NewUser(handle, email, "Somebody", People.PASSWORD, false);
    }

    private List<String> kinds() {
        return data.db().read(tx -> new EventLog(clock).since(tx, 0, 100)).stream()
                .map(LoggedEvent::kind)
                .toList();
    }

    private static void refused(String field, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(((Problem.Invalid) e.problem()).pointer())
                                .isEqualTo(field));
    }

    private static void forbidden(ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Forbidden.class));
    }
}
