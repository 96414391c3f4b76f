package dev.taskwright.work.projects;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls a project. */
public sealed interface ProjectEvent extends Event {
    Project of();

    @Override
    default String space() {
        return of().space().value();
    }

    @Override
    default String project() {
        return of().id().value();
    }

    @Override
    default String subject() {
        return of().id().value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("name", of().name());
    }

    record Created(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.created";
        }
    }

    record Renamed(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.renamed";
        }
    }

    /** To the space it is in now. */
    record Moved(Project of, SpaceId from) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.moved";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("name", of.name(), "from", from.value());
        }
    }

    record Deleted(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.deleted";
        }
    }
}
