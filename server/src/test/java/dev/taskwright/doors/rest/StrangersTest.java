package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For every operation there is: who is let in, who is not, and that a refusal changes nothing. */
@EachDatabase
class StrangersTest {
    private final TestDatabase data;
    private final WorkParts work;
    private final ApiServer api;
    private final Map<Role, Caller.Person> people = new EnumMap<>(Role.class);
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final Caller.Person stranger;
    private final String strangersToken;

    StrangersTest(DatabaseKind kind) {
        data = kind.fresh();
        work = new WorkParts(data.db());
        api = new ApiServer(work);
        for (Role role : Role.values()) {
            people.put(role, work.person("the-" + role.word()));
            tokens.put(role, api.token(people.get(role)));
        }
        work.person(Sweep.NEWCOMER);
        work.person(Sweep.LEAVER);
        work.person(Sweep.GUEST);
        stranger = work.person("stranger");
        strangersToken = api.token(stranger);
    }

    /** A token notes when it was first used; from then on only what an operation does can change a table. */
    @BeforeEach
    void useEveryTokenOnce() {
        tokens.values().forEach(token -> api.call("GET", "/workspaces", token, ""));
        api.call("GET", "/workspaces", strangersToken, "");
    }

    @AfterEach
    void close() {
        api.close();
        data.close();
    }

    @Test
    void onlyWhatIsOnesOwnIsForEverybody() {
        assertThat(work.operations.all().stream()
                        .filter(operation -> operation.need().isAnybody()))
                .extracting(Operation::id)
                .containsExactlyInAnyOrder("workspacesGet", "workspaceCreate", "meProjectsGet");
    }

    @Test
    void aTokenThatDoesNotHoldOpensNothing() {
        Caller.Person owner = people.get(Role.OWNER);
        Map<String, String> broken = Map.of(
                "none",
                "",
                "garbage",
                "garbage",
                "wrong checksum",
                "twp_" + "x".repeat(38),
                "not ours",
                "eyJhbGciOiJub25lIn0.e30.",
                "revoked",
                api.revokedToken(owner),
                "expired",
                api.tokenFor(owner, Duration.ofSeconds(1)));
        work.clock.advance(Duration.ofSeconds(2));
        Sweep sweep = new Sweep(work, people);
        Map<String, Integer> before = Fingerprint.of(work.db);
        forEveryOperation((operation, call) -> broken.forEach((kind, token) -> {
            Answer answer = refused(operation, kind, 401, sweep.send(api, operation, token));
            assertThat(answer.header("www-authenticate")).as(kind).startsWith("Bearer realm=");
            assertThat(answer.header("www-authenticate").contains("invalid_token"))
                    .isEqualTo(!token.isEmpty());
        }));
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void aTokenWithoutTheScopeOpensNothing() {
        String token = api.token(people.get(Role.OWNER), Scope.AUTH);
        api.call("GET", "/workspaces", token, "");
        Sweep sweep = new Sweep(work, people);
        Map<String, Integer> before = Fingerprint.of(work.db);
        forEveryOperation((operation, call) -> {
            Answer answer = refused(operation, "scope", 403, sweep.send(api, operation, token));
            assertThat(answer.header("www-authenticate")).contains("insufficient_scope", "scope=\"api1\"");
        });
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void aStrangerFindsNothing() {
        Sweep sweep = new Sweep(work, people);
        Map<String, Integer> before = Fingerprint.of(work.db);
        forEveryOperation((operation, call) -> {
            if (Sweep.least(operation).isPresent()) {
                refused(operation, "stranger", 404, sweep.send(api, operation, strangersToken));
            }
        });
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void aStrangerSeesOnlyTheirOwnInLists() {
        Sweep sweep = new Sweep(work, people);
        forEveryOperation((operation, call) -> {
            if (Sweep.least(operation).isEmpty()) {
                Answer answer = accepted(operation, sweep.send(api, operation, strangersToken));
                assertThat(answer.body()).doesNotContain(sweep.workspace().id().value());
                assertThat(answer.body()).doesNotContain(sweep.project().id().value());
            }
        });
    }

    @Test
    void eachRoleMayWhatItMayAndNoMore() {
        forEveryOperation((operation, least) -> {
            for (Role role : Role.values()) {
                Sweep sweep = new Sweep(work, people);
                String token = tokens.get(role);
                if (least.isEmpty() || role.isAtLeast(least.get())) {
                    accepted(operation, sweep.send(api, operation, token));
                } else {
                    Map<String, Integer> before = Fingerprint.of(work.db);
                    refused(operation, role.word(), 403, sweep.send(api, operation, token));
                    assertThat(Fingerprint.of(work.db)).isEqualTo(before);
                }
            }
        });
    }

    /** The stranger owns another workspace: what is in it is reached neither through its own path nor through theirs. */
    @Test
    void whatLiesElsewhereIsNotFoundThroughOnesOwn() {
        Sweep mine = new Sweep(work, people);
        Sweep theirs = new Sweep(work, Map.of(Role.OWNER, stranger));
        Map<String, Integer> before = Fingerprint.of(work.db);
        forEveryOperation((operation, least) -> {
            if (least.isPresent()) {
                refused(operation, "elsewhere", 404, theirs.send(api, operation, tokens.get(Role.OWNER)));
            }
            if (operation.path().contains("{taskId}") || operation.path().contains("{fieldId}")) {
                Sweep mixed = mine.withTasksOf(theirs);
                refused(operation, "task elsewhere", 404, mixed.send(api, operation, tokens.get(Role.OWNER)));
            }
        });
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void whatHasMovedAwayIsGoneForThoseLeftBehind() {
        Sweep sweep = new Sweep(work, people);
        sweep.moveProjectOutOfSight(people.get(Role.OWNER));
        Map<String, Integer> before = Fingerprint.of(work.db);
        forEveryOperation((operation, least) -> {
            if (operation.path().contains("{projectId}")) {
                refused(operation, "moved", 404, sweep.send(api, operation, tokens.get(Role.ADMIN)));
            }
        });
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    private interface Trial {
        void on(Operation operation, Optional<Role> least);
    }

    private void forEveryOperation(Trial trial) {
        work.operations.all().forEach(operation -> trial.on(operation, Sweep.least(operation)));
    }

    private Answer accepted(Operation operation, Answer answer) {
        assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(200);
        return documented(operation, answer);
    }

    private Answer refused(Operation operation, String why, int status, Answer answer) {
        assertThat(answer.status())
                .as(operation + " " + why + " " + answer.body())
                .isEqualTo(status);
        return documented(operation, answer);
    }

    private Answer documented(Operation operation, Answer answer) {
        List<String> mistakes = api.schema.mistakes(operation, answer.status(), answer.body());
        assertThat(mistakes).as(operation + " " + answer.body()).isEmpty();
        return answer;
    }
}
