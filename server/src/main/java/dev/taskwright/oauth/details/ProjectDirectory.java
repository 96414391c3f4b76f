package dev.taskwright.oauth.details;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which projects a person sees, as the wiring hands it over: the wings do not know each other.
 *
 * @param name of a project; empty where the person does not see it
 * @param latest those they last looked at, by no more than a page can show
 */
public record ProjectDirectory(
        BiFunction<Caller, ProjectId, Optional<String>> name, Function<Caller, List<Entry>> latest) {
    /** One project. */
    public record Entry(ProjectId id, String name) {}
}
