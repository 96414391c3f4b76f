package dev.taskwright.work.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class TaskApiTest {
    private static final String LONGEST = "\uD83D\uDE00".repeat(2_000);

    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private ProjectId project;
    private String tasks;

    TaskApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# T\n\n- a\n  - a1\n- b\n").id();
        tasks = "/projects/" + project + "/tasks";
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private List<String> texts() {
        return api.get(owner, tasks).each("items", "text");
    }

    private String id(String text) {
        Answer all = api.get(owner, tasks + "?limit=1000");
        return all.textAt("items", all.each("items", "text").indexOf(text), "id");
    }

    private String task(String text) {
        return tasks + "/" + id(text);
    }

    private static String body(String... elements) {
        return "{\"tasks\":[" + String.join(",", elements) + "]}";
    }

    private static String element(String content, String anchor, String placement) {
        return "{\"contentType\":\"text/markdown\",\"content\":%s,%s\"placement\":\"%s\"}"
                .formatted(Json.text(content), anchor.isEmpty() ? "" : "\"taskId\":" + anchor + ",", placement);
    }

    private String quoted(String text) {
        return "\"" + id(text) + "\"";
    }

    private int move(String text, String target, String position) {
        return api.put(
                        owner,
                        task(text) + "/move",
                        "{\"target\":{\"taskId\":\"%s\",\"position\":\"%s\"}}".formatted(target, position))
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"null\""})
    void withoutAnchorATaskHangsBelowTheTitle(String anchor) {
        Answer made = api.post(owner, tasks, body(element("new", anchor, "beforeend")));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("item", 0, "text")).isEqualTo("new");
        assertThat(made.textAt("item", 0, "parentId")).isEqualTo(id("T"));
        assertThat(texts()).containsExactly("T", "a", "a1", "b", "new");
        assertThat(api.post(owner, tasks + "/", body(element("n2", anchor, "afterbegin")))
                        .status())
                .isEqualTo(200);
        assertThat(texts()).containsExactly("T", "n2", "a", "a1", "b", "new");
        assertThat(work.newEvents()).containsExactly("task.created", "task.created");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            beforebegin | a  | T a new a1 b
            afterbegin  | a1 | T a a1 new b
            beforeend   | a1 | T a a1 new b
            afterend    | a  | T a a1 new b
            """)
    void aPlacementIsRelativeToItsAnchor(String placement, String parent, String order) {
        api.post(owner, tasks, body(element("new", quoted("a1"), placement)));
        assertThat(texts()).containsExactly(order.split(" "));
        assertThat(api.get(owner, task("new")).textAt("item", "parentId")).isEqualTo(id(parent));
    }

    @Test
    void severalAreAppliedOneAfterAnotherAndAnsweredInTheOrderAskedFor() {
        Answer made = api.post(
                owner,
                tasks,
                body(element("x", "", "afterbegin"), element("y", "", "afterbegin"), element("z", "", "beforeend")));
        assertThat(made.each("item", "text")).containsExactly("x", "y", "z");
        assertThat(texts()).containsExactly("T", "y", "x", "a", "a1", "b", "z");
    }

    @Test
    void allAreMadeOrNone() {
        assertThat(api.post(owner, tasks, body(element("x", "", "beforeend"), element("y", "\"nobody\"", "afterend")))
                        .status())
                .isEqualTo(404);
        assertThat(texts()).containsExactly("T", "a", "a1", "b");
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void typeAndPlacementMayBeLeftOut() {
        Answer made = api.post(owner, tasks, "{\"tasks\":[{\"content\":\"- [x] **done**\"}]}");
        assertThat(made.textAt("item", 0, "text")).isEqualTo("done");
        assertThat(made.at("item", 0, "completed")).isEqualTo(true);
    }

    @Test
    void plainTextIsTakenLiterally() {
        api.post(owner, tasks, "{\"tasks\":[{\"contentType\":\"text/plain\",\"content\":\"- [x] **a**\\r\\nb\"}]}");
        assertThat(texts()).endsWith("- [x] **a**\nb");
    }

    @Test
    void twentyOfTwoThousandCharactersAreTheLimit() {
        String longest = element(LONGEST, "", "beforeend");
        Answer made =
                api.post(owner, tasks, body(Collections.nCopies(20, longest).toArray(String[]::new)));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("item", 19, "text")).isEqualTo(LONGEST);
        assertThat(api.post(owner, tasks, body(Collections.nCopies(21, longest).toArray(String[]::new)))
                        .status())
                .isEqualTo(400);
        Answer tooLong = api.post(owner, tasks, body(longest, element(LONGEST + "!", "", "beforeend")));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.textAt("message")).startsWith("/tasks/1/content");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                  | /tasks
            {"tasks":[]}                                                        | /tasks
            {"tasks":{}}                                                        | /tasks
            {"tasks":[{}]}                                                      | /tasks/0/content
            {"tasks":[{"content":7}]}                                           | /tasks/0/content
            {"tasks":[{"content":"x","placement":"inside"}]}                    | /tasks/0/placement
            {"tasks":[{"content":"x","placement":"afterend"}]}                  | /tasks/0/placement
            {"tasks":[{"content":"x","taskId":"null","placement":"afterend"}]}  | /tasks/0/placement
            {"tasks":[{"content":"x","contentType":"text/html"}]}               | /tasks/0/contentType
            {"tasks":[{"content":"x","taskId":""}]}                             | /tasks/0/taskId
            {"tasks":[{"content":"x\\u0000"}]}                                  | /tasks/0/content
            """)
    void brokenTasksAreNamed(String body, String pointer) {
        Answer answer = api.post(owner, tasks, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith(pointer + ":");
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void nothingIsPutBesideTheTitle() {
        Answer answer = api.post(owner, tasks, body(element("x", quoted("T"), "afterend")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith("/tasks/0/placement:");
        assertThat(api.post(owner, tasks, body(element("x", quoted("T"), "afterbegin")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTaskIsReadOnItsOwn() {
        assertThat(api.get(owner, task("a")).text())
                .isEqualTo(
                        "{\"ok\":true,\"item\":{\"id\":\"%s\",\"text\":\"a\",\"parentId\":\"%s\",\"completed\":false}}"
                                .formatted(id("a"), id("T")));
        assertThat(api.get(owner, task("T")).text()).doesNotContain("parentId");
        assertThat(api.get(owner, tasks + "/nobody").status()).isEqualTo(404);
    }

    @Test
    void aTaskOfAnotherProjectIsUnknownHere() {
        String other = "/projects/" + work.project(owner, workspace, "# O").id() + "/tasks/";
        assertThat(api.get(owner, other + id("a")).status()).isEqualTo(404);
        assertThat(api.post(owner, other + id("a") + "/complete", "").status()).isEqualTo(404);
        assertThat(api.delete(owner, other + id("a")).status()).isEqualTo(404);
    }

    @Test
    void puttingReplacesTheTextOnly() {
        api.post(owner, task("a") + "/complete", "");
        String path = task("a");
        work.newEvents();
        Answer put = api.put(owner, path, "{\"contentType\":\"text/markdown\",\"content\":\"1. *new*\"}");
        assertThat(put.textAt("item", "text")).isEqualTo("1. new");
        assertThat(put.at("item", "completed")).isEqualTo(true);
        assertThat(texts()).containsExactly("T", "1. new", "a1", "b");
        assertThat(api.put(owner, path, "{\"contentType\":\"text/plain\",\"content\":\"\"}")
                        .status())
                .isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("task.edited", "task.edited");
    }

    @Test
    void aPutTextIsOneLineOfTwoThousandCharacters() {
        for (String content : List.of("\"a\\nb\"", "\"a\\rb\"", Json.text(LONGEST + "!"), "null", "[]")) {
            Answer answer = api.put(owner, task("a"), "{\"contentType\":\"text/plain\",\"content\":" + content + "}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.textAt("message")).startsWith("/content:");
        }
        assertThat(api.put(owner, task("a"), "{\"content\":\"x\"}").textAt("message"))
                .startsWith("/contentType:");
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void puttingTheTitleRenamesTheProject() {
        String title = task("T");
        api.put(owner, title, "{\"contentType\":\"text/markdown\",\"content\":\"**New** name\"}");
        assertThat(api.get(owner, "/projects/" + project).textAt("item", "name"))
                .isEqualTo("New name");
        assertThat(work.newEvents()).containsExactly("project.renamed");
        assertThat(api.put(owner, title, "{\"contentType\":\"text/markdown\",\"content\":\" \"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void completingTwiceIsRefusedAndSoIsReopeningTwice() {
        assertThat(api.post(owner, task("a") + "/complete", "{}").at("item", "completed"))
                .isEqualTo(true);
        Answer again = api.post(owner, task("a") + "/complete", "");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.textAt("code")).isEqualTo("BAD_REQUEST");
        assertThat(again.textAt("message")).isEqualTo("Task is already completed");
        assertThat(api.post(owner, task("a") + "/uncomplete", "").at("item", "completed"))
                .isEqualTo(false);
        assertThat(api.post(owner, task("a") + "/uncomplete", "").status()).isEqualTo(400);
        assertThat(api.get(owner, task("a1")).at("item", "completed")).isEqualTo(false);
        assertThat(work.newEvents()).containsExactly("task.completed", "task.reopened");
    }

    @Test
    void deletingTakesWhatIsBelow() {
        String path = task("a");
        assertThat(api.delete(owner, path).text()).isEqualTo("{\"ok\":true}");
        assertThat(texts()).containsExactly("T", "b");
        assertThat(api.delete(owner, path).status()).isEqualTo(404);
        assertThat(api.delete(owner, task("T")).status()).isEqualTo(400);
        assertThat(work.newEvents()).containsExactly("task.deleted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a  | b | beforebegin | T a a1 b
            a  | b | afterbegin  | T b a a1
            a  | b | beforeend   | T b a a1
            a  | b | afterend    | T b a a1
            a1 | b | afterend    | T a b a1
            a1 | T | afterbegin  | T a1 a b
            b  | a | afterbegin  | T a b a1
            b  | a | beforebegin | T b a a1
            b  | T | beforeend   | T a a1 b
            """)
    void aTaskMovesWithWhatIsBelow(String task, String target, String position, String order) {
        boolean same = texts().equals(List.of(order.split(" ")));
        assertThat(move(task, id(target), position)).isEqualTo(200);
        assertThat(texts()).containsExactly(order.split(" "));
        assertThat(work.newEvents()).isEqualTo(same ? List.of() : List.of("task.moved"));
    }

    @Test
    void aTaskCannotMoveBelowItselfNorBesideTheTitleNorTheTitleAtAll() {
        assertThat(move("a", id("a"), "afterend")).isEqualTo(400);
        assertThat(move("a", id("a1"), "afterbegin")).isEqualTo(400);
        assertThat(move("a", id("T"), "beforebegin")).isEqualTo(400);
        assertThat(move("a", id("T"), "afterend")).isEqualTo(400);
        assertThat(move("T", id("a"), "afterend")).isEqualTo(400);
        assertThat(move("a", "nobody", "afterend")).isEqualTo(404);
        assertThat(move("a", id("b"), "under")).isEqualTo(400);
        assertThat(api.put(owner, task("a") + "/move", "{}").textAt("message")).startsWith("/target:");
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void depthHasItsLimit() {
        String parent = id("b");
        for (int depth = 2; depth <= 64; depth++) {
            Answer made = api.post(owner, tasks, body(element("d" + depth, "\"" + parent + "\"", "beforeend")));
            parent = made.textAt("item", 0, "id");
        }
        assertThat(api.post(owner, tasks, body(element("no", "\"" + parent + "\"", "beforeend")))
                        .status())
                .isEqualTo(400);
        assertThat(move("a", id("d63"), "beforeend")).isEqualTo(400);
        assertThat(move("a1", id("d63"), "beforeend")).isEqualTo(200);
    }

    @Test
    void eachRoleMayWhatItMayAndNoMore() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        Caller.Person stranger = work.person("stranger");
        String a = task("a");
        String edit = "{\"contentType\":\"text/plain\",\"content\":\"x\"}";
        String move = "{\"target\":{\"taskId\":\"%s\",\"position\":\"afterend\"}}".formatted(id("b"));
        String create = body(element("x", "", "beforeend"));
        work.newEvents();
        for (Map.Entry<Caller.Person, Integer> row :
                Map.of(viewer, 403, checker, 403, stranger, 404).entrySet()) {
            Caller.Person who = row.getKey();
            assertThat(api.put(who, a, edit).status()).isEqualTo(row.getValue());
            assertThat(api.put(who, a + "/move", move).status()).isEqualTo(row.getValue());
            assertThat(api.post(who, tasks, create).status()).isEqualTo(row.getValue());
            assertThat(api.delete(who, a).status()).isEqualTo(row.getValue());
        }
        assertThat(api.get(viewer, a).status()).isEqualTo(200);
        assertThat(api.get(stranger, a).status()).isEqualTo(404);
        assertThat(api.post(viewer, a + "/complete", "").status()).isEqualTo(403);
        assertThat(api.post(stranger, a + "/complete", "").status()).isEqualTo(404);
        assertThat(api.post(null, a + "/complete", "").status()).isEqualTo(401);
        assertThat(work.newEvents()).isEmpty();
        assertThat(api.post(checker, a + "/complete", "").status()).isEqualTo(200);
        assertThat(api.post(checker, a + "/uncomplete", "").status()).isEqualTo(200);
    }
}
