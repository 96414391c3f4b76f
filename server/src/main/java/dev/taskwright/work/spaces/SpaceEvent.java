package dev.taskwright.work.spaces;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls a workspace or folder. */
sealed interface SpaceEvent extends Event {
    Space of();

    /** What befell it: {@code created}. */
    String verb();

    @Override
    default String kind() {
        return (of().isWorkspace() ? "workspace." : "folder.") + verb();
    }

    @Override
    default String space() {
        return of().id().value();
    }

    @Override
    default String subject() {
        return of().id().value();
    }

    @Override
    default Map<String, ?> facts() {
        SpaceId workspace = of().workspace();
        return workspace == null
                ? Map.of("name", of().name())
                : Map.of(
                        "name", of().name(),
                        "access", of().access().word(),
                        "workspace", workspace.value());
    }

    record Created(Space of) implements SpaceEvent {
        @Override
        public String verb() {
            return "created";
        }
    }

    /** With the name and access it has now. */
    record Changed(Space of) implements SpaceEvent {
        @Override
        public String verb() {
            return "changed";
        }
    }

    record Deleted(Space of) implements SpaceEvent {
        @Override
        public String verb() {
            return "deleted";
        }
    }
}
