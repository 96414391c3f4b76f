package dev.taskwright.work.projects;

import dev.taskwright.base.UserId;
import dev.taskwright.work.spaces.Role;
import java.util.Map;

/** A person in a project: invited to it alone, or because they see the space it lies in. */
public record Guest(UserId id, String handle, String name, Role role) {
    Map<String, ?> facts() {
        return Map.of("handle", handle, "role", role.word());
    }
}
