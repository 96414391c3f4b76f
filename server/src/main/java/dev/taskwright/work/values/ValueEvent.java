package dev.taskwright.work.values;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.tasks.TaskAddress;
import java.util.Map;

/** What befalls what a task has in a field. Tells which field, not what is in it. */
sealed interface ValueEvent extends Event {
    SpaceId in();

    TaskAddress of();

    FieldDefinition field();

    @Override
    default String space() {
        return in().value();
    }

    @Override
    default String project() {
        return of().project().value();
    }

    @Override
    default String subject() {
        return of().task().value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("field", field().id().value(), "name", field().label());
    }

    record Changed(SpaceId in, TaskAddress of, FieldDefinition field) implements ValueEvent {
        @Override
        public String kind() {
            return "task.field_changed";
        }
    }

    record Removed(SpaceId in, TaskAddress of, FieldDefinition field) implements ValueEvent {
        @Override
        public String kind() {
            return "task.field_removed";
        }
    }
}
