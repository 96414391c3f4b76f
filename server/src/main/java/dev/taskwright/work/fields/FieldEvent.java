package dev.taskwright.work.fields;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls a field of a project. */
sealed interface FieldEvent extends Event {
    SpaceId in();

    ProjectId of();

    FieldDefinition field();

    @Override
    default String space() {
        return in().value();
    }

    @Override
    default String project() {
        return of().value();
    }

    @Override
    default String subject() {
        return field().id().value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("label", field().label(), "type", field().data().type());
    }

    record Created(SpaceId in, ProjectId of, FieldDefinition field) implements FieldEvent {
        @Override
        public String kind() {
            return "field.created";
        }
    }

    record Changed(SpaceId in, ProjectId of, FieldDefinition field) implements FieldEvent {
        @Override
        public String kind() {
            return "field.changed";
        }
    }

    /** With what the tasks had in it. */
    record Deleted(SpaceId in, ProjectId of, FieldDefinition field) implements FieldEvent {
        @Override
        public String kind() {
            return "field.deleted";
        }
    }
}
