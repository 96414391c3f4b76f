package dev.taskwright.acceptance.harness;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** An answer of the API. */
public record Reply(int status, HttpHeaders headers, JsonNode json) {
    /** This answer, when it is 200. */
    public Reply ok() {
        return require(200);
    }

    public Reply require(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ", was " + status + ": " + json);
        }
        return this;
    }

    public JsonNode item() {
        return json.path("item");
    }

    public List<JsonNode> items() {
        JsonNode items = json.has("items") ? json.path("items") : json.path("item");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
