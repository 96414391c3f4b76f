package dev.taskwright.work.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachDatabase
class TaskDetailApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private ProjectId project;
    private String task;
    private String asItIs;

    TaskDetailApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# T\n\n- a\n").id();
        String tasks = "/projects/" + project + "/tasks";
        task = tasks + "/" + api.get(owner, tasks).textAt("items", 1, "id");
        asItIs = api.get(owner, task).text();
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Answer assign(String... handles) {
        return api.put(owner, task + "/assignees", Json.text(Map.of("handles", List.of(handles))));
    }

    private List<String> assigned() {
        return api.get(owner, task + "/assignees").each("items", "handle");
    }

    @Test
    void aTaskIsAssignedToExactlyThosePutThere() {
        work.members.add(owner, workspace.id(), work.person("jane").handle(), Role.VIEWER);
        work.members.add(owner, workspace.id(), work.person("bo").handle(), Role.EDITOR);
        assertThat(assigned()).isEmpty();
        work.newEvents();
        assertThat(assign("@Jane", "jane", "OWNER").text()).isEqualTo(asItIs);
        assertThat(api.get(owner, task + "/assignees").text())
                .isEqualTo("{\"ok\":true,\"items\":[{\"handle\":\"jane\",\"displayName\":\"The jane\"},"
                        + "{\"handle\":\"owner\",\"displayName\":\"The owner\"}]}");
        assertThat(work.newEvents()).containsExactly("task.assigned", "task.assigned");
        assign("owner", "bo");
        assertThat(assigned()).containsExactly("bo", "owner");
        assertThat(work.newEvents()).containsExactly("task.unassigned", "task.assigned");
        assign("bo", "owner");
        assertThat(work.newEvents()).isEmpty();
        assign();
        assertThat(assigned()).isEmpty();
    }

    @Test
    void whoDoesNotSeeTheProjectIsNotAssignedAndThenNobodyIs() {
        work.person("stranger");
        work.newEvents();
        for (String handle : List.of("stranger", "nobody")) {
            Answer answer = assign("owner", "@" + handle);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.textAt("message"))
                    .isEqualTo("/handles/1: " + handle + " is nobody who sees this project");
        }
        assertThat(assigned()).isEmpty();
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void whoNoLongerSeesTheProjectStaysAssignedUntilRemoved() {
        Caller.Person jane = work.member(workspace, Role.EDITOR);
        assign(jane.handle());
        work.members.remove(owner, workspace.id(), jane.handle());
        assertThat(assign(jane.handle(), "owner").status()).isEqualTo(200);
        assertThat(assigned()).containsExactlyInAnyOrder(jane.handle(), "owner");
        assertThat(api.delete(owner, task + "/assignees/" + jane.handle()).status())
                .isEqualTo(200);
        assertThat(assign(jane.handle()).status()).isEqualTo(400);
    }

    @Test
    void oneAssigneeIsRemovedAndWhoIsNoneIsRefused() {
        assign("owner");
        work.newEvents();
        assertThat(api.delete(owner, task + "/assignees/%40Owner").text()).isEqualTo(asItIs);
        assertThat(assigned()).isEmpty();
        Answer again = api.delete(owner, task + "/assignees/owner");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.textAt("message")).isEqualTo("{assigneeHandle}: the task is not assigned to owner");
        assertThat(work.newEvents()).containsExactly("task.unassigned");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                | /handles
            {"handles":"a"}   | /handles
            {"handles":[""]}  | /handles/0
            {"handles":[7]}   | /handles/0
            {"handles":null}  | /handles
            """)
    void brokenHandlesAreNamed(String body, String pointer) {
        assertThat(api.put(owner, task + "/assignees", body).textAt("message")).startsWith(pointer + ":");
        assertThat(work.newEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"start":{"date":"2026-05-04"}}                                                       | =
            {"start":{"date":"2024-02-29","time":"09:30:00","timezone":"Europe/Vienna"}}          | =
            {"start":{"date":"2026-05-04","timezone":"Etc/UTC"}}                                  | =
            {"start":{"date":"2026-05-04"},"end":{"date":"2026-05-04","time":"23:00:00"}}         | =
            {"start":{"date":"2026-05-04","time":"09:30"}}  | {"start":{"date":"2026-05-04","time":"09:30:00"}}
            {"start":{"date":"2026-05-04","time":null,"timezone":null}}  | {"start":{"date":"2026-05-04"}}
            {"start":{"date":"2026-05-04","time":"10:00:00","timezone":"Asia/Tokyo"},"end":{"date":"2026-05-04","time":"02:00:00","timezone":"Europe/London"}} | =
            """)
    void aDateIsKeptAsItWasSaid(String body, String read) {
        assertThat(api.put(owner, task + "/date", body).text()).isEqualTo(asItIs);
        assertThat(api.get(owner, task + "/date").text())
                .isEqualTo("{\"ok\":true,\"item\":" + (read.equals("=") ? body : read) + "}");
        assertThat(work.newEvents()).containsExactly("task.dated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                     | /start
            {"start":"2026-05-04"}                                                 | /start
            {"start":{}}                                                           | /start/date
            {"start":{"date":"2026-02-29"}}                                        | /start/date
            {"start":{"date":"2026-13-01"}}                                        | /start/date
            {"start":{"date":"2026-5-4"}}                                          | /start/date
            {"start":{"date":"+12026-05-04"}}                                      | /start/date
            {"start":{"date":"2026-05-04T10:00"}}                                  | /start/date
            {"start":{"date":20260504}}                                            | /start/date
            {"start":{"date":"2026-05-04","time":"24:00"}}                         | /start/time
            {"start":{"date":"2026-05-04","time":"9:30"}}                          | /start/time
            {"start":{"date":"2026-05-04","time":"09:30:60"}}                      | /start/time
            {"start":{"date":"2026-05-04","timezone":"Europe/Atlantis"}}           | /start/timezone
            {"start":{"date":"2026-05-04","timezone":"+02:00"}}                    | /start/timezone
            {"start":{"date":"2026-05-04","timezone":"europe/vienna"}}             | /start/timezone
            {"start":{"date":"2026-05-04"},"end":{"date":"2026-05-03"}}            | /end
            {"start":{"date":"2026-05-04","time":"10:00"},"end":{"date":"2026-05-04","time":"09:59:59"}} | /end
            {"start":{"date":"2026-05-04","time":"10:00","timezone":"Europe/London"},"end":{"date":"2026-05-04","time":"10:30","timezone":"Europe/Vienna"}} | /end
            {"start":{"date":"2026-05-04"},"end":{"period":"PT1H"}}                | /end/date
            {"start":{"date":"2026-05-04"},"end":null}                             | /end
            """)
    void aDateThatDoesNotExistIsNamed(String body, String pointer) {
        Answer answer = api.put(owner, task + "/date", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith(pointer + ":");
        assertThat(api.get(owner, task + "/date").status()).isEqualTo(404);
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void aNewDateReplacesTheOldOneAndItsEnd() {
        api.put(owner, task + "/date", "{\"start\":{\"date\":\"2026-05-04\"},\"end\":{\"date\":\"2026-05-05\"}}");
        api.put(owner, task + "/date", "{\"start\":{\"date\":\"2026-06-01\"}}");
        assertThat(api.get(owner, task + "/date").text())
                .isEqualTo("{\"ok\":true,\"item\":{\"start\":{\"date\":\"2026-06-01\"}}}");
    }

    @Test
    void aPeriodThatCameWithAnImportIsRead() {
        TaskId id = new TaskId(task.substring(task.lastIndexOf('/') + 1));
        Moment start = new Moment(LocalDate.of(2026, 5, 4), null, null);
        data.db().write(tx -> {
            work.details.setDate(tx, project, id, new TaskDate(start, new TaskDate.Period("PT1H")));
            return id;
        });
        assertThat(api.get(owner, task + "/date").text())
                .isEqualTo(
                        "{\"ok\":true,\"item\":{\"start\":{\"date\":\"2026-05-04\"},\"end\":{\"period\":\"PT1H\"}}}");
    }

    @Test
    void aDateIsTakenAwayOnce() {
        api.put(owner, task + "/date", "{\"start\":{\"date\":\"2026-05-04\"}}");
        work.newEvents();
        assertThat(api.delete(owner, task + "/date").text()).isEqualTo(asItIs);
        Answer again = api.delete(owner, task + "/date");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.textAt("message")).isEqualTo("Date does not exist");
        assertThat(api.get(owner, task + "/date").status()).isEqualTo(404);
        assertThat(work.newEvents()).containsExactly("task.date_removed");
    }

    @Test
    void aNoteIsWrittenReplacedAndDeletedOnce() {
        String note = "{\"type\":\"text/markdown\",\"value\":\"Ask **Jane** \u2615\"}";
        assertThat(api.get(owner, task + "/note").status()).isEqualTo(404);
        assertThat(api.put(owner, task + "/note", note).text()).isEqualTo("{\"ok\":true,\"item\":" + note + "}");
        String plain = "{\"type\":\"text/plain\",\"value\":\"x\"}";
        api.put(owner, task + "/note", plain);
        assertThat(api.get(owner, task + "/note").text()).isEqualTo("{\"ok\":true,\"item\":" + plain + "}");
        assertThat(api.delete(owner, task + "/note").text()).isEqualTo("{\"ok\":true}");
        Answer again = api.delete(owner, task + "/note");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.textAt("message")).isEqualTo("Note does not exist");
        assertThat(work.newEvents()).containsExactly("task.noted", "task.noted", "task.note_removed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"value":"x"}                               | /type
            {"type":"text/html","value":"x"}            | /type
            {"type":"text/plain"}                       | /value
            {"type":"text/plain","value":""}            | /value
            {"type":"text/plain","value":"a\\nb"}       | /value
            {"type":"text/plain","value":"a\\rb"}       | /value
            {"type":"text/plain","value":null}          | /value
            """)
    void aBrokenNoteIsNamed(String body, String pointer) {
        Answer answer = api.put(owner, task + "/note", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith(pointer + ":");
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void tenThousandCharactersAreTheLimitOfANote() {
        String longest = "\uD83D\uDE00".repeat(10_000);
        String body = "{\"type\":\"text/plain\",\"value\":\"%s\"}";
        assertThat(api.put(owner, task + "/note", body.formatted(longest)).textAt("item", "value"))
                .isEqualTo(longest);
        assertThat(api.put(owner, task + "/note", body.formatted(longest + "!")).status())
                .isEqualTo(400);
    }

    @Test
    void detailsGoWithTheirTask() {
        assign("owner");
        api.put(owner, task + "/date", "{\"start\":{\"date\":\"2026-05-04\"}}");
        api.put(owner, task + "/note", "{\"type\":\"text/plain\",\"value\":\"x\"}");
        assertThat(api.delete(owner, task).status()).isEqualTo(200);
        for (String detail : List.of("/assignees", "/date", "/note")) {
            assertThat(api.get(owner, task + detail).status()).isEqualTo(404);
        }
    }

    @Test
    void theTitleHasDetailsToo() {
        String title = api.get(owner, task).textAt("item", "parentId");
        assertThat(api.put(
                                owner,
                                "/projects/" + project + "/tasks/" + title + "/note",
                                "{\"type\":\"text/plain\",\"value\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }
}
