package dev.taskwright.work.fields;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class FieldApiTest {
    private static final String NUMBER = """
            {"type":"number","displayName":"Price","render":{"type":"text"},"format":{"type":"decimal"}}""";

    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private String fields;

    FieldApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        fields = "/projects/" + work.project(owner, workspace, "# P").id() + "/fields";
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Answer add(Caller.Person who, String given) {
        return api.post(who, fields, "{\"data\":" + given + "}");
    }

    @Test
    void aProjectHasNoFieldsAtFirst() {
        assertThat(api.get(owner, fields).text()).isEqualTo("{\"ok\":true,\"items\":[]}");
    }

    @Test
    void fieldsAreListedInTheOrderInWhichTheyWereMade() {
        Answer made = add(owner, NUMBER);
        assertThat(made.status()).isEqualTo(200);
        assertThat(Json.text(made.at("item", "data"))).isEqualTo(NUMBER);
        add(owner, "{\"type\":\"Rating\",\"displayName\":\"Stars\"}");
        add(owner, "{\"type\":\"boolean\"}");
        Answer listed = api.get(owner, fields);
        assertThat(((List<?>) listed.at("items")).stream().map(item -> Json.text(((Map<?, ?>) item).get("data"))))
                .containsExactly(
                        NUMBER,
                        "{\"type\":\"Rating\",\"displayName\":\"Stars\",\"max\":5,\"icon\":\"star\"}",
                        "{\"type\":\"boolean\"}");
        assertThat(listed.each("items", "id")).doesNotHaveDuplicates().contains(made.textAt("item", "id"));
        assertThat(work.newEvents()).isEqualTo(List.of("field.created", "field.created", "field.created"));
    }

    @Test
    void aFieldIsReplacedExceptForItsType() {
        String path = fields + "/" + add(owner, NUMBER).textAt("item", "id");
        work.newEvents();
        String cost = NUMBER.replace("Price", "Cost");
        assertThat(api.put(owner, path, "{\"data\":" + cost + "}").status()).isEqualTo(200);
        assertThat(api.put(owner, path, "{\"data\":" + cost + "}").status()).isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("field.changed");
        Answer other = api.put(owner, path, "{\"data\":{\"type\":\"boolean\"}}");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text()).contains("/data/type", "number");
        assertThat(Json.text(api.get(owner, fields).at("items", 0, "data"))).isEqualTo(cost);
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void aDeletedFieldIsGone() {
        String path = fields + "/" + add(owner, NUMBER).textAt("item", "id");
        work.newEvents();
        assertThat(api.delete(owner, path).status()).isEqualTo(200);
        assertThat(api.delete(owner, path).status()).isEqualTo(404);
        assertThat(api.get(owner, fields).each("items", "id")).isEmpty();
        assertThat(work.newEvents()).containsExactly("field.deleted");
    }

    @Test
    void editorsMayAndCheckersMayNot() {
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        Caller.Person stranger = work.person("stranger");
        work.newEvents();
        assertThat(add(checker, NUMBER).status()).isEqualTo(403);
        assertThat(add(stranger, NUMBER).status()).isEqualTo(404);
        assertThat(work.newEvents()).isEmpty();
        assertThat(add(editor, NUMBER).status()).isEqualTo(200);
        assertThat(api.get(checker, fields).each("items", "id")).hasSize(1);
    }

    @Test
    void aFieldOfAnotherProjectIsNotFoundHere() {
        String id = add(owner, NUMBER).textAt("item", "id");
        String other = "/projects/" + work.project(owner, workspace, "# Q").id() + "/fields/" + id;
        assertThat(api.put(owner, other, "{\"data\":" + NUMBER + "}").status()).isEqualTo(404);
        assertThat(api.delete(owner, other).status()).isEqualTo(404);
    }

    @Test
    void aProjectHasAtMostTwoHundredFields() {
        for (int i = 0; i < Fields.MOST; i++) {
            work.fields.add(owner, project(), new FieldData.Truth());
        }
        assertThat(add(owner, NUMBER).status()).isEqualTo(409);
        assertThat(api.get(owner, fields).each("items", "id")).hasSize(Fields.MOST);
    }

    private ProjectId project() {
        return work.projects.inFolder(owner, workspace.id()).getFirst().id();
    }
}
