package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.doors.openapi.ReferencePages;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.RawHttp;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Whatever is sent: an answer in the envelope, never a 5xx, and nothing changed when it was refused. */
class MalformedRequestsTest {
    private static final int COUNT = Effort.count(2_000, 100_000);
    /** After so many the database is a new one, since a full one is slow to compare. */
    private static final int BATCH = 2_000;
    /** How often the whole database is compared before and after a refusal. */
    private static final int COMPARE_EVERY = Effort.count(2, 50);

    private final Map<Integer, Integer> seen = new TreeMap<>();

    @Test
    void malformedRequestsAreRefusedAndChangeNothing() {
        RandomGenerator random = Effort.random();
        for (int fired = 0; fired < COUNT; fired += BATCH) {
            try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
                WorkParts work = new WorkParts(data.db());
                try (ApiServer api = new ApiServer(work)) {
                    fire(work, api, fired, random);
                }
            }
        }
        assertThat(seen.keySet()).as("kinds of answers: " + seen).contains(200, 400, 401, 404, 405);
        assertThat(seen.getOrDefault(400, 0)).as("400s of " + seen).isGreaterThan(COUNT / 4);
    }

    private void fire(WorkParts work, ApiServer api, int first, RandomGenerator random) {
        String document = ReferencePages.document(work.operations, RestDoor.ROOT);
        MalformedRequests requests = new MalformedRequests(document, random);
        work.person(Sweep.NEWCOMER);
        work.person(Sweep.LEAVER);
        work.person(Sweep.GUEST);
        Caller.Person owner = work.person("owner");
        String token = api.token(owner);
        Sweep sweep = new Sweep(work, Map.of(Role.OWNER, owner));
        api.call("GET", "/workspaces", token, "");
        for (int i = first; i < first + BATCH; i++) {
            MalformedRequests.Shot shot = requests.next(token, sweep.places());
            String about = "seed %d, request %d, %s".formatted(Effort.seed(), i, shot.about());
            Map<String, Integer> before = i % COMPARE_EVERY == 0 ? Fingerprint.of(work.db) : Map.of();
            Optional<Answer> answer = RawHttp.send(api.port(), shot.message());
            answer.ifPresentOrElse(
                    it -> check(about, shot, it),
                    () -> assertThat(shot.isBrokenMessage()).as(about).isTrue());
            boolean isRefused = answer.isEmpty() || answer.get().status() >= 400;
            if (isRefused && !before.isEmpty()) {
                assertThat(Fingerprint.of(work.db)).as(about).isEqualTo(before);
            }
            if (!isRefused && !shot.method().equals("GET")) {
                sweep = new Sweep(work, Map.of(Role.OWNER, owner));
            }
        }
    }

    /** Whole, in part, or known to the client already. */
    private static boolean isFile(Answer answer) {
        return answer.status() == 304
                || (answer.status() < 300
                        && !answer.header("content-disposition").isEmpty());
    }

    private void check(String about, MalformedRequests.Shot shot, Answer answer) {
        seen.merge(answer.status(), 1, Integer::sum);
        String said = about + " -> " + answer.status() + " " + answer.body();
        assertThat(answer.status()).as(said).isLessThan(500);
        if (isFile(answer)) {
            return;
        }
        assertThat(answer.header("content-type")).as(said).isEqualTo("application/json");
        assertThat(answer.header("x-request-id")).as(said).isNotEmpty();
        if (answer.body().isEmpty()) {
            assertThat(shot.method()).as(said).isEqualTo("HEAD");
        } else {
            assertThat(Json.parse(answer.body()))
                    .as(said)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("ok", answer.status() == 200)
                    .containsKeys(
                            answer.status() == 200
                                    ? new Object[] {"ok"}
                                    : new Object[] {"message", "code", "statusMessage"});
        }
    }
}
