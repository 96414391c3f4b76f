package dev.taskwright.acceptance.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The usual acts of a client of the API, so that tests read as what they do. */
public final class Work {
    private final Api api;

    public Work(Api api) {
        this.api = api;
    }

    /** The first workspace there is. */
    public String workspace() {
        return id(api.get("/workspaces").ok().items().getFirst());
    }

    /** A new project from Markdown, in the home of {@code workspace}. */
    public String project(String workspace, String markdown) {
        return id(api.post(
                        "/workspaces/" + workspace + "/projects",
                        Map.of("contentType", "text/markdown", "content", markdown))
                .ok()
                .item());
    }

    /** Adds tasks at the end of a project's first level, all or none. */
    public Reply add(String project, String... texts) {
        return api.post("/projects/" + project + "/tasks/", body(texts));
    }

    /** What {@link #add} sends. */
    public static Map<String, ?> body(String... texts) {
        return Map.of(
                "tasks",
                Arrays.stream(texts)
                        .map(text -> Map.of("contentType", "text/plain", "content", text, "placement", "beforeend"))
                        .toList());
    }

    /** Every task of a project, title first, fetched a page at a time. */
    public List<JsonNode> tasks(String project, int pageSize) {
        List<JsonNode> tasks = new java.util.ArrayList<>();
        String after = "";
        while (true) {
            Reply page = api.get("/projects/" + project + "/tasks?limit=" + pageSize + after)
                    .ok();
            tasks.addAll(page.items());
            if (!page.json().path("hasMore").asBoolean()) {
                return tasks;
            }
            after = "&after=" + page.json().path("nextCursor").asString();
        }
    }

    public static String id(JsonNode item) {
        return item.path("id").asString();
    }

    public static String text(JsonNode item) {
        return item.path("text").asString();
    }
}
