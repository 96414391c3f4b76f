package dev.taskwright.work.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.media.Media;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.NewTask;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class FieldValueApiTest {
    private static final String DECIMAL = "\"render\":{\"type\":\"text\"},\"format\":{\"type\":\"decimal\"}";
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("boolean", "{\"type\":\"boolean\"}");
        FIELDS.put("Note", "{\"type\":\"Note\"}");
        FIELDS.put("Timestamp", "{\"type\":\"Timestamp\"}");
        FIELDS.put("TimestampAt", "{\"type\":\"TimestampAt\"}");
        FIELDS.put("TimestampAuthor", "{\"type\":\"TimestampAuthor\"}");
        FIELDS.put("Select", """
                {"type":"Select","displayName":"State","options":{
                 "o2":{"id":"o2","name":"Done","rank":"b"},"o1":{"id":"o1","name":"Open","rank":"a"},
                 "7":{"id":"7","name":"o1","rank":"c"}}}""");
        FIELDS.put("number", "{\"type\":\"number\",\"displayName\":\"N\"," + DECIMAL + "}");
        FIELDS.put("string", "{\"type\":\"string\",\"displayName\":\"S\"}");
        FIELDS.put(
                "unique",
                "{\"type\":\"string\",\"displayName\":\"U\",\"constraints\":{\"unique\":{\"type\":\"unique\"}}}");
        FIELDS.put("Password", "{\"type\":\"Password\",\"minLength\":4,\"maxLength\":6}");
        FIELDS.put("Rating", "{\"type\":\"Rating\",\"displayName\":\"R\",\"max\":3}");
        FIELDS.put("Relationship", "{\"type\":\"Relationship\",\"displayName\":\"L\"}");
        FIELDS.put("Assign", "{\"type\":\"Assign\"}");
        FIELDS.put("DateTime", "{\"type\":\"DateTime\"}");
        FIELDS.put("DateRange", "{\"type\":\"DateRange\"}");
        FIELDS.put("NodeText", "{\"type\":\"NodeText\"}");
        FIELDS.put("NodeCompleted", "{\"type\":\"NodeCompleted\"}");
        FIELDS.put("Media", "{\"type\":\"Media\"}");
        FIELDS.put("Unimplemented", "{\"type\":\"Unimplemented\"}");
    }

    private final TestDatabase data;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private ProjectId project;
    private String tasks;
    private String task;

    FieldValueApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# T\n\n- a\n- b\n").id();
        tasks = "/projects/" + project + "/tasks";
        task = tasks + "/" + api.get(owner, tasks).textAt("items", 1, "id");
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String at(String field) {
        return task + "/fields/" + fields.computeIfAbsent(field, this::make);
    }

    private String make(String field) {
        String body = "{\"data\":" + FIELDS.get(field) + "}";
        String id = api.post(owner, "/projects/" + project + "/fields", body).textAt("item", "id");
        work.newEvents();
        return id;
    }

    private Answer put(String field, String value) {
        return api.put(owner, at(field), "{\"value\":" + value + "}");
    }

    private String value(String field) {
        Answer answer = api.get(owner, at(field));
        assertThat(answer.textAt("item", "fieldId")).isEqualTo(fields.get(field));
        String text = answer.text();
        return text.substring(text.indexOf("\"value\":") + 8, text.length() - 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            boolean   | true                 | true
            boolean   | "false"              | false
            boolean   | "1"                  | true
            boolean   | 0                    | false
            Note      | "two\\nlines"        | "two\\nlines"
            Note      | 7                    | "7"
            Select    | "o1"                 | "o1"
            Select    | "Done"               | "o2"
            Select    | 7                    | "7"
            number    | 5                    | 5
            number    | -2.5                 | -2.5
            number    | "5"                  | 5
            number    | " 1.50 "             | 1.5
            number    | "1e3"                | 1000
            string    | "x"                  | "x"
            string    | 42                   | "42"
            string    | 1.5                  | "1.5"
            Rating    | 3                    | 3
            Rating    | "0"                  | 0
            Assign    | "owner"              | "owner"
            Assign    | "@Owner"             | "owner"
            DateTime  | "2026-05-04"         | "2026-05-04"
            DateTime  | "2026-05-04T09:30"   | "2026-05-04T09:30"
            DateTime  | "2026-05-04T09:30:00+02:00[Europe/Vienna]" | "2026-05-04T09:30:00+02:00[Europe/Vienna]"
            DateRange | "2026-05-04/2026-05-04" | "2026-05-04/2026-05-04"
            DateRange | "2026-05-04/P1M2DT3H"   | "2026-05-04/P1M2DT3H"
            DateRange | "2026-05-04T10:00:00+02:00[Europe/Vienna]/2026-05-04T08:00:00Z" | "2026-05-04T10:00:00+02:00[Europe/Vienna]/2026-05-04T08:00:00Z"
            """)
    void aFieldTakesWhatIsMeantForIt(String field, String given, String kept) {
        assertThat(value(field)).isEqualTo("null");
        assertThat(put(field, given).text()).isEqualTo("{\"ok\":true}");
        assertThat(value(field)).isEqualTo(kept);
        assertThat(api.get(owner, task + "/fields").text())
                .isEqualTo("{\"ok\":true,\"items\":[{\"fieldId\":\"%s\",\"value\":%s}]}"
                        .formatted(fields.get(field), kept));
        assertThat(work.newEvents()).containsExactly("task.field_changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            boolean      | "yes"               | must be true or false
            boolean      | 2                   | must be true or false
            Note         | true                | must be a text
            Select       | "Closed"            | must be the id of an option: o1, o2, 7
            Select       | true                | must be a text
            number       | "many"              | must be a number
            number       | "1,5"               | must be a number
            number       | true                | must be a number
            number       | "1e999"             | is too large a number
            string       | true                | must be a text
            Rating       | 4                   | must be a whole number from 0 to 3
            Rating       | -1                  | must be a whole number from 0 to 3
            Rating       | 1.5                 | must be a whole number from 0 to 3
            Password     | "123"               | must have at least 4 characters
            Password     | "1234567"           | must have at most 6 characters
            Assign       | "nobody"            | must be the handle of somebody who sees this project
            DateTime     | "2026-02-30"        | must be a date that exists
            DateTime     | "2026-05-04T25:00"  | must be a date that exists
            DateTime     | "tomorrow"          | must be a date that exists
            DateTime     | 20260504            | must be a date such as
            DateRange    | "2026-05-04"        | must be two dates
            DateRange    | "2026-05-04/2026-05-03" | must not end before it starts
            DateRange    | "2026-05-04/P"      | must end with a date or a duration
            Media        | "nothing"           | must be the id of a file
            Media        | "a b"               | must be the id of a file
            Relationship | "nothing"           | must be the id of a task
            Relationship | "a:b"               | must be the id of a task
            string       | ""                  | must not be empty
            string       | null                | must not be null
            string       | []                  | must be a number or a text
            string       | {}                  | must be a number or a text
            """)
    void whatIsNotMeantForAFieldIsNamed(String field, String given, String message) {
        Answer answer = put(field, given);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith("/value: " + message);
        assertThat(value(field)).isEqualTo("null");
        assertThat(work.newEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Timestamp", "TimestampAt", "TimestampAuthor", "NodeText", "NodeCompleted", "Unimplemented"})
    void whatFollowsFromTheTaskCannotBeWritten(String field) {
        Answer answer = put(field, "\"x\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith("{fieldId}: is a field of the type " + field);
        assertThat(api.get(owner, task + "/fields").text()).isEqualTo("{\"ok\":true,\"items\":[]}");
    }

    @Test
    void whatFollowsFromTheTaskIsWorkedOut() {
        api.post(owner, task + "/complete", "");
        assertThat(value("NodeText")).isEqualTo("\"a\"");
        assertThat(value("NodeCompleted")).isEqualTo("true");
        assertThat(value("Timestamp")).isEqualTo("\"2026-11-21T12:00:00Z\"");
        assertThat(value("TimestampAt")).isEqualTo("\"2026-11-21T12:00:00Z\"");
        assertThat(value("TimestampAuthor")).isEqualTo("\"owner\"");
        assertThat(value("Unimplemented")).isEqualTo("null");
    }

    @Test
    void theAuthorIsWhoeverMadeTheTaskAndNobodyWhenThatWasNobodyInParticular() {
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        String first = task;
        for (Caller caller : List.of(editor, WorkParts.OPERATOR)) {
            task = tasks + "/"
                    + work.tasks
                            .create(caller, project, List.of(NewTask.last("new")))
                            .getFirst()
                            .id();
            api.put(owner, task, "{\"contentType\":\"text/plain\",\"content\":\"changed by another\"}");
            String author = caller instanceof Caller.Person person ? "\"" + person.handle() + "\"" : "null";
            assertThat(value("TimestampAuthor")).isEqualTo(author);
        }
        task = first;
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(put("Password", "\"12345\"").status()).isEqualTo(200);
        assertThat(value("Password")).isEqualTo("null");
        assertThat(api.get(owner, task + "/fields").text())
                .isEqualTo("{\"ok\":true,\"items\":[{\"fieldId\":\"%s\",\"value\":null}]}"
                        .formatted(fields.get("Password")));
        String stored = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT value FROM task_value")
                        .mapTo(String.class)
                        .one());
        assertThat(stored).startsWith("\"$argon2id$").doesNotContain("12345");
    }

    @Test
    void aFieldPointsAtTasksAndFilesThatAreThere() {
        String other = api.get(owner, tasks).textAt("items", 2, "id");
        assertThat(put("Relationship", Json.text(other)).status()).isEqualTo(200);
        Caller.Person stranger = work.person("stranger");
        Space elsewhere = work.workspace(stranger, "E");
        ProjectId hidden = work.project(stranger, elsewhere, "# H\n\n- h\n").id();
        String there = api.get(stranger, "/projects/" + hidden + "/tasks").textAt("items", 1, "id");
        assertThat(put("Relationship", Json.text(hidden + ":" + there)).status())
                .isEqualTo(400);
        ProjectId mine = work.project(owner, workspace, "# M\n\n- m\n").id();
        String own = api.get(owner, "/projects/" + mine + "/tasks").textAt("items", 1, "id");
        assertThat(put("Relationship", Json.text(mine + ":" + own)).status()).isEqualTo(200);
        assertThat(value("Relationship")).isEqualTo(Json.text(mine + ":" + own));
        Media file = work.medias.upload(owner, workspace.id(), "a.txt", upload());
        Media hiddenFile = work.medias.upload(stranger, elsewhere.id(), "a.txt", upload());
        assertThat(put("Media", Json.text(file.id().value())).status()).isEqualTo(200);
        assertThat(put("Media", Json.text(hiddenFile.id().value())).status()).isEqualTo(400);
        assertThat(value("Media")).isEqualTo(Json.text(file.id().value()));
    }

    private static Upload upload() {
        return new Upload(new ByteArrayInputStream(new byte[] {'a'}), null);
    }

    @Test
    void whereTextsMustDifferTheyDo() {
        assertThat(put("unique", "\"x\"").status()).isEqualTo(200);
        String second =
                tasks + "/" + api.get(owner, tasks).textAt("items", 2, "id") + "/fields/" + fields.get("unique");
        assertThat(put("unique", "\"x\"").status()).isEqualTo(200);
        Answer same = api.put(owner, second, "{\"value\":\"x\"}");
        assertThat(same.status()).isEqualTo(400);
        assertThat(same.textAt("message")).isEqualTo("/value: must differ from that of all other tasks");
        assertThat(api.put(owner, second, "{\"value\":\"X\"}").status()).isEqualTo(200);
        assertThat(api.delete(owner, at("unique")).status()).isEqualTo(200);
        assertThat(api.put(owner, second, "{\"value\":\"x\"}").status()).isEqualTo(200);
    }

    @Test
    void valuesAreListedInTheOrderOfTheirFields() {
        List.of("boolean", "string", "Assign").forEach(this::at);
        put("string", "\"s\"");
        put("boolean", "true");
        put("Assign", "\"owner\"");
        assertThat(api.get(owner, task + "/fields").each("items", "value")).containsExactly("true", "s", "owner");
    }

    @Test
    void aValueIsReplacedAndRemovedAndRemovingNothingIsDoneToo() {
        put("number", "1");
        put("number", "2");
        assertThat(value("number")).isEqualTo("2");
        work.newEvents();
        assertThat(api.delete(owner, at("number")).text()).isEqualTo("{\"ok\":true}");
        assertThat(api.delete(owner, at("number")).text()).isEqualTo("{\"ok\":true}");
        assertThat(value("number")).isEqualTo("null");
        assertThat(work.newEvents()).containsExactly("task.field_removed");
    }

    @Test
    void aFieldThatIsNotTheProjectsIsUnknown() {
        ProjectId other = work.project(owner, workspace, "# O").id();
        String field = api.post(owner, "/projects/" + other + "/fields", "{\"data\":{\"type\":\"Note\"}}")
                .textAt("item", "id");
        for (String id : List.of(field, "nothing")) {
            assertThat(api.get(owner, task + "/fields/" + id).status()).isEqualTo(404);
            assertThat(api.put(owner, task + "/fields/" + id, "{\"value\":\"x\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(api.delete(owner, task + "/fields/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void valuesGoWithTheirFieldAndTheirTask() {
        put("number", "1");
        put("string", "\"s\"");
        api.delete(owner, "/projects/" + project + "/fields/" + fields.get("number"));
        assertThat(api.get(owner, task + "/fields").each("items", "value")).containsExactly("s");
        api.delete(owner, task);
        assertThat(work.db.<Integer>read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM task_value")
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }

    @Test
    void readingNeedsAViewerAndWritingAnEditor() {
        put("number", "1");
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        Caller.Person stranger = work.person("stranger");
        assertThat(api.get(checker, at("number")).status()).isEqualTo(200);
        assertThat(api.put(checker, at("number"), "{\"value\":2}").status()).isEqualTo(403);
        assertThat(api.put(checker, at("Password"), "{\"value\":\"12345\"}").status())
                .isEqualTo(403);
        assertThat(api.delete(checker, at("number")).status()).isEqualTo(403);
        assertThat(api.get(stranger, at("number")).status()).isEqualTo(404);
        assertThat(api.put(stranger, at("number"), "{\"value\":2}").status()).isEqualTo(404);
        assertThat(value("number")).isEqualTo("1");
    }
}
