package dev.taskwright.work.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tree.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class TaskListApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private ProjectId project;
    private String tasks;
    private String blocks;

    TaskListApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# T\n\n- a\n  - a1\n    - a11\n  - a2\n- b\n- c\n  - c1\n")
                .id();
        tasks = "/projects/" + project + "/tasks";
        blocks = "/projects/" + project + "/blocks";
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String id(String text) {
        Answer all = api.get(owner, tasks);
        return all.textAt("items", all.each("items", "text").indexOf(text), "id");
    }

    @Test
    void theWholeTreeComesInReadingOrderWithTheTitleFirst() {
        Answer all = api.get(owner, tasks);
        assertThat(all.each("items", "text")).containsExactly("T", "a", "a1", "a11", "a2", "b", "c", "c1");
        assertThat(all.at("hasMore")).isEqualTo(false);
        assertThat(all.text()).endsWith("\"hasMore\":false,\"nextCursor\":null}");
        assertThat(api.get(owner, tasks + "/").text()).isEqualTo(all.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9})
    void followingTheCursorMeetsEveryTaskOnce(int limit) {
        List<String> met = new ArrayList<>();
        String query = "?limit=" + limit;
        while (!query.isEmpty()) {
            Answer page = api.get(owner, tasks + query);
            met.addAll(page.each("items", "text"));
            query = (boolean) page.at("hasMore") ? "?limit=" + limit + "&after=" + page.textAt("nextCursor") : "";
        }
        assertThat(met).containsExactly("T", "a", "a1", "a11", "a2", "b", "c", "c1");
    }

    @Test
    void beforeIsTheStretchThatEndsThereAndLeadsOnBackwards() {
        Answer page = api.get(owner, tasks + "?limit=3&before=" + id("b"));
        assertThat(page.each("items", "text")).containsExactly("a1", "a11", "a2");
        assertThat(page.at("hasMore")).isEqualTo(true);
        Answer more = api.get(owner, tasks + "?limit=3&before=" + page.textAt("nextCursor"));
        assertThat(more.each("items", "text")).containsExactly("T", "a");
        assertThat(more.at("hasMore")).isEqualTo(false);
        assertThat(api.get(owner, tasks + "?before=" + id("T")).each("items", "text"))
                .isEmpty();
        assertThat(api.get(owner, tasks + "?limit=1&before=" + id("a")).each("items", "text"))
                .containsExactly("T");
    }

    @Test
    void aCursorStaysWhereItWasWhateverBecomesOfTheTask() {
        Answer first = api.get(owner, tasks + "?limit=3");
        assertThat(first.textAt("nextCursor")).doesNotContain(id("a1"));
        work.tasks.delete(owner, new TaskAddress(project, new TaskId(id("a1"))));
        assertThat(api.get(owner, tasks + "?after=" + first.textAt("nextCursor"))
                        .each("items", "text"))
                .containsExactly("a2", "b", "c", "c1");
    }

    @Test
    void aTaskThatIsGoneIsNoCursor() {
        String gone = id("b");
        work.tasks.delete(owner, new TaskAddress(project, new TaskId(gone)));
        for (String cursor : List.of(gone, "~%21", "~Li4v", "nowhere", "x".repeat(2_401))) {
            assertThat(api.get(owner, tasks + "?after=" + cursor).status())
                    .as(cursor)
                    .isEqualTo(400);
        }
        assertThat(api.get(owner, tasks + "?after=" + gone).text()).contains("?after", "no task of this project");
        assertThat(api.get(owner, tasks + "?before=" + gone).status()).isEqualTo(400);
    }

    /** While others add, move and delete around them. */
    @Test
    void whatNobodyTouchesIsMetExactlyOnce() {
        RandomGenerator random = Effort.random();
        for (int round = 0; round < Effort.count(3, 100); round++) {
            List<String> still = add("still", 30);
            List<String> busy = add("busy", 30);
            List<String> met = new ArrayList<>();
            String query = "?limit=7";
            while (!query.isEmpty()) {
                Answer page = api.get(owner, tasks + query);
                met.addAll(page.each("items", "id"));
                query = (boolean) page.at("hasMore") ? "?limit=7&after=" + page.textAt("nextCursor") : "";
                disturb(random, busy, still);
            }
            assertThat(met).containsAll(still);
            assertThat(met.stream().filter(still::contains)).doesNotHaveDuplicates();
        }
    }

    private List<String> add(String text, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(work.tasks
                    .create(owner, project, List.of(NewTask.last(text)))
                    .getFirst()
                    .id()
                    .value());
        }
        return ids;
    }

    private void disturb(RandomGenerator random, List<String> busy, List<String> still) {
        for (int i = 0; i < 4; i++) {
            TaskId anchor = new TaskId(still.get(random.nextInt(still.size())));
            TaskId one = new TaskId(busy.get(random.nextInt(busy.size())));
            Placement place = random.nextBoolean() ? Placement.AFTEREND : Placement.BEFOREBEGIN;
            if (random.nextInt(4) > 0 || busy.size() < 3) {
                work.tasks.move(owner, new TaskAddress(project, one), anchor, place);
            } else {
                work.tasks.delete(owner, new TaskAddress(project, one));
                busy.remove(one.value());
                NewTask another = new NewTask(ContentType.PLAIN, "new", anchor, place);
                busy.add(work.tasks
                        .create(owner, project, List.of(another))
                        .getFirst()
                        .id()
                        .value());
            }
        }
    }

    @Test
    void afterTheLastThereIsNothing() {
        assertThat(api.get(owner, tasks + "?after=" + id("c1")).text())
                .isEqualTo("{\"ok\":true,\"items\":[],\"hasMore\":false,\"nextCursor\":null}");
        assertThat(api.get(owner, tasks + "?limit=2&after=" + id("a11")).each("items", "text"))
                .containsExactly("a2", "b");
    }

    @Test
    void blocksAreTheChildrenOfTheTitle() {
        Answer all = api.get(owner, blocks);
        assertThat(all.each("items", "text")).containsExactly("a", "b", "c");
        assertThat(all.text()).doesNotContain("parentId");
        Answer first = api.get(owner, blocks + "?limit=2");
        assertThat(first.at("hasMore")).isEqualTo(true);
        assertThat(api.get(owner, blocks + "?after=" + first.textAt("nextCursor"))
                        .each("items", "text"))
                .containsExactly("c");
        assertThat(api.get(owner, blocks + "?limit=1&before=" + id("c")).each("items", "text"))
                .containsExactly("b");
        assertThat(api.get(owner, blocks + "?after=" + id("a1")).status()).isEqualTo(400);
    }

    @Test
    void completedTasksAreListedToo() {
        work.tasks.complete(owner, new TaskAddress(project, new TaskId(id("b"))));
        assertThat(api.get(owner, blocks).each("items", "completed")).containsExactly("false", "true", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=1.5", "limit=abc", "after=nobody", "before=nobody"})
    void brokenParametersAreNamed(String query) {
        for (String list : List.of(tasks, blocks)) {
            Answer answer = api.get(owner, list + "?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.textAt("message")).startsWith("?" + query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void bothCursorsAreOneTooManyAndAnEmptyOneIsNone() {
        assertThat(api.get(owner, tasks + "?after=" + id("a") + "&before=" + id("c"))
                        .status())
                .isEqualTo(400);
        assertThat(api.get(owner, tasks + "?after=&before=&unknown=1").status()).isEqualTo(200);
    }

    @Test
    void aTaskOfAnotherProjectIsNoCursor() {
        ProjectId other = work.project(owner, workspace, "# O\n\n- x").id();
        assertThat(api.get(owner, "/projects/" + other + "/tasks?after=" + id("a"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void viewersReadAndStrangersDoNot() {
        assertThat(api.get(work.member(workspace, Role.VIEWER), tasks).status()).isEqualTo(200);
        assertThat(api.get(work.person("stranger"), tasks).status()).isEqualTo(404);
        assertThat(api.get(work.person("other"), blocks).status()).isEqualTo(404);
        assertThat(api.get(null, tasks).status()).isEqualTo(401);
    }
}
