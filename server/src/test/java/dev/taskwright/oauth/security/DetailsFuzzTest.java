package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.details.ProjectDirectory;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.SampleApp;
import dev.taskwright.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Authorization details that nobody should send, and such that anybody may: whatever comes, nothing breaks, and nobody gets
 * more than was given. The seed is in each failure.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DetailsFuzzTest {
    private static final int TRIES = Effort.count(2_000, 200_000);
    private static final int CALLS = Effort.count(100, 10_000);
    private static final String RIGHT =
            "[{\"type\":\"taskwright_project\",\"actions\":[\"edit\",\"read\"],\"identifiers\":[\"a\",\"b\"]},"
                    + "{\"type\":\"taskwright_project\",\"actions\":[\"check\"],\"identifier\":\"c\","
                    + "\"locations\":[\"https://work.example/api/v1\"]}]";
    private static final List<String> ACTIONS = List.of("read", "check", "edit", "manage");
    private static final List<String> PROJECTS = List.of("a", "b", "c", "d");
    private static final Caller ADA = new Caller.Person(new UserId(1), "ada", Set.of(), "session");

    private final RandomGenerator random = Effort.random();
    private final Nonsense nonsense = new Nonsense(random);
    private final DetailTypes types = new DetailTypes(new Issuer("https://work.example"), "/api/v1");
    private final Client client = SampleApp.usual();

    private String at(int attempt) {
        return "try " + attempt + " of seed " + Effort.seed();
    }

    /** What is accepted is the type's; everything else is one error, and never another one. */
    private <T> Optional<T> accepted(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (OAuthException refused) {
            assertThat(refused.error().code()).isEqualTo("invalid_authorization_details");
            return Optional.empty();
        }
    }

    private AuthorizationDetails read(String json) {
        AuthorizationDetails details = DetailTypes.parse(json);
        types.require(client, details);
        return details;
    }

    @Test
    void whateverIsReadIsRightOrRefused() {
        for (int i = 0; i < TRIES; i++) {
            String json = random.nextBoolean() ? nonsense.changed(RIGHT) : nonsense.json();
            Optional<AuthorizationDetails> details = accepted(() -> read(json));
            String attempt = at(i);
            details.ifPresent(each -> {
                assertThat(each.types()).as(attempt).isSubsetOf("taskwright_project");
                assertThat(each.plain()).as(attempt).hasSizeLessThanOrEqualTo(20);
                assertThat(AuthorizationDetails.parse(Json.text(each.plain())))
                        .as(attempt)
                        .contains(each);
            });
        }
        assertThat(read(RIGHT).plain()).hasSize(2);
    }

    /** Some details of the type, at random. */
    private AuthorizationDetails some() {
        return new AuthorizationDetails(IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(i -> {
                    Map<String, Object> element = new LinkedHashMap<>();
                    element.put("type", "taskwright_project");
                    element.put("actions", List.of(nonsense.any(ACTIONS)));
                    List<String> projects = Stream.generate(() -> nonsense.any(PROJECTS))
                            .limit(random.nextInt(0, 4))
                            .distinct()
                            .toList();
                    if (!projects.isEmpty()) {
                        element.put("identifiers", projects);
                    }
                    return element;
                })
                .toList());
    }

    @Test
    void narrowingNeverWidens() {
        for (int i = 0; i < TRIES; i++) {
            AuthorizationDetails granted = some();
            AuthorizationDetails wanted = some();
            String attempt = at(i) + ": " + granted.text() + " narrowed to " + wanted.text();
            accepted(() -> types.narrow(client, granted, wanted)).ifPresent(narrowed -> {
                assertThat(DetailTypes.isOpen(narrowed)).as(attempt).isFalse();
                assertThat(DetailTypes.covers(granted, narrowed)).as(attempt).isTrue();
            });
        }
    }

    @Test
    void consentsAddUpAndNoFurther() {
        for (int i = 0; i < TRIES; i++) {
            AuthorizationDetails one = some();
            AuthorizationDetails other = some();
            AuthorizationDetails both = DetailTypes.union(one, other);
            String attempt = at(i) + ": " + one.text() + " and " + other.text();
            for (String project : PROJECTS) {
                for (String action : ACTIONS) {
                    AuthorizationDetails asked = new AuthorizationDetails(List.of(
                            Map.of("type", "taskwright_project", "actions", List.of(action), "identifier", project)));
                    assertThat(DetailTypes.covers(both, asked))
                            .as(attempt)
                            .isEqualTo(DetailTypes.covers(one, asked) || DetailTypes.covers(other, asked));
                }
            }
        }
    }

    @Test
    void nobodyGivesMoreThanTheySeeAndWereAskedFor() {
        for (int i = 0; i < TRIES; i++) {
            List<String> seen =
                    PROJECTS.stream().filter(each -> random.nextBoolean()).toList();
            DetailQuestions questions = new DetailQuestions(new ProjectDirectory(
                    (person, id) -> Optional.of(id.value()).filter(seen::contains),
                    person -> seen.stream()
                            .map(id -> new ProjectDirectory.Entry(new ProjectId(id), id))
                            .toList()));
            AuthorizationDetails asked = some();
            List<String> answered = Stream.generate(() -> random.nextInt(4) + ":" + nonsense.any(PROJECTS))
                    .limit(random.nextInt(0, 8))
                    .toList();
            AuthorizationDetails given = questions.answer(asked, ADA, answered);
            String attempt = at(i) + ": " + asked.text() + " answered by " + answered + " seeing " + seen;
            assertThat(DetailTypes.isOpen(given)).as(attempt).isFalse();
            DetailTypes.reach(given)
                    .ifPresent(reach -> PROJECTS.forEach(project -> reach.in(new ProjectId(project))
                            .ifPresent(action -> assertThat(seen).as(attempt).contains(project))));
            accepted(() -> types.narrow(client, seenAndAsked(asked, seen), given.isEmpty() ? asked : given));
            if (!DetailTypes.isOpen(asked)) {
                assertThat(DetailTypes.covers(asked, given)).as(attempt).isTrue();
            }
        }
    }

    private static AuthorizationDetails seenAndAsked(AuthorizationDetails asked, List<String> seen) {
        return DetailTypes.union(
                asked,
                new AuthorizationDetails(
                        seen.isEmpty()
                                ? List.of()
                                : List.of(Map.of(
                                        "type",
                                        "taskwright_project",
                                        "actions",
                                        List.of("read"),
                                        "identifiers",
                                        seen))));
    }

    @Test
    void noDetailsBreakAnEndpoint() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            WholeServer server = new WholeServer(data.db());
            User ada = server.person("ada");
            Browser person = server.browserOf(ada);
            RelyingApp app = RelyingApp.of(server, ada, Map.of());
            String right = RIGHT.replace("https://work.example", "http://localhost:8080");
            for (int i = 0; i < CALLS; i++) {
                String details = random.nextBoolean() ? nonsense.changed(right) : nonsense.json();
                Shown shown = switch (random.nextInt(3)) {
                    case 0 -> person.get(app.request("authorization_details", Nonsense.printable(details)));
                    case 1 ->
                        app.post(
                                "/oauth2/token",
                                "grant_type",
                                "authorization_code",
                                "code",
                                "x",
                                "redirect_uri",
                                WholeServer.CALLBACK,
                                "authorization_details",
                                details);
                    default ->
                        app.post(
                                "/oauth2/par",
                                "response_type",
                                "code",
                                "redirect_uri",
                                WholeServer.CALLBACK,
                                "scope",
                                "openid",
                                "authorization_details",
                                details);
                };
                assertThat(shown.status()).as(at(i) + ": " + details).isBetween(200, 499);
            }
            assertThat(person.get(app.request("authorization_details", right)).status())
                    .isEqualTo(200);
        }
    }
}
