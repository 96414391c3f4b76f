package dev.taskwright.acceptance.harness;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a command ended and what it said. */
public record Outcome(int exit, String out, String err) {
    public List<String> errLines() {
        return err.lines().toList();
    }

    /** Standard output as JSON. */
    public JsonNode json() {
        return Json.parse(out);
    }

    /** Standard output without the line's end. */
    public String line() {
        return out.strip();
    }

    /** This outcome, when the command succeeded. */
    public Outcome ok() {
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ": " + err);
        }
        return this;
    }
}
