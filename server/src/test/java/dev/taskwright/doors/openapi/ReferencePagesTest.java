package dev.taskwright.doors.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.WebParts;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReferencePagesTest {
    private record Leaf(String name, boolean isGreen) {}

    private static final PathParam<String> TREE =
            PathParam.path("treeId", Shapes.line(1, 8).about("The tree's id."));
    private static final QueryParam<Integer> LIMIT = QueryParam.query("limit", Shapes.integer(1, 50), 20);
    private static final Field<List<String>> NAMES = Shapes.required("names", Shapes.array(Shapes.text(0, 9), 1, 3));
    private static final In<List<String>> LEAVES =
            Shapes.object("LeavesCreate", NAMES).as(o -> o.get(NAMES));
    private static final Body<List<String>> BODY = Body.body(LEAVES, Map.of("names", List.of("it's <green>")));

    private final Operations operations = new Operations(List.of(
            Operation.get("leavesGet", "/trees/{treeId}/leaves")
                    .tag("Leaf")
                    .summary("List leaves")
                    .takes(TREE, LIMIT)
                    .items(
                            Shapes.out("Leaf", Leaf.class)
                                    .field("name", Shapes.TEXT, Leaf::name)
                                    .field("green", Shapes.BOOLEAN, Leaf::isGreen),
                            (caller, in) -> List.of()),
            Operation.post("leavesCreate", "/trees/{treeId}/leaves/")
                    .tag("Leaf")
                    .summary("Grow leaves")
                    .details("All or none.")
                    .refusedWhen("it is winter")
                    .extension()
                    .takes(TREE, BODY)
                    .done((caller, in) -> {})));

    private final WebParts parts = new WebParts();
    private final Browser browser =
            parts.browser(new ReferencePages(parts.html, operations, "/api/v1", "http://localhost:8080"));

    @Test
    void thePageNeedsNoScriptAndNoTokenAndShowsEverything() {
        Shown page = browser.get("/api/documentation/v1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.body())
                .contains("List leaves", "Grow leaves", "All or none.", "it is winter", "Taskwright only")
                .contains("<code>names[]</code>", "list of strings, 1 to 3 elements", "1 to 50, default 20")
                .contains("{\"names\":[\"it'\\''s &lt;green&gt;\"]}")
                .contains("http://localhost:8080/api/v1/trees/{treeId}/leaves/")
                .doesNotContain("style=", "onclick");
    }

    @Test
    void theDocumentIsServedAsJsonAndAsYaml() {
        Shown json = browser.get("/api/documentation/v1/json");
        Shown yaml = browser.get("/api/documentation/yaml");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.body()).isEqualTo(json.body()).isEqualTo(ReferencePages.document(operations, "/api/v1"));
    }

    @Test
    void namedShapesBecomeComponents() {
        assertThat(Json.parse(ReferencePages.document(operations, "/api/v1")))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("openapi", "3.1.0")
                .extractingByKey("components")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("schemas")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("Error", "Leaf", "LeavesCreate");
    }

    @Test
    void ourOwnOperationsAreMarked() {
        String document = ReferencePages.document(operations, "/api/v1");
        assertThat(document.split("\"x-taskwright\": true", -1)).hasSize(2);
    }
}
