package dev.taskwright.work.tasks;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls a task. */
sealed interface TaskEvent extends Event {
    SpaceId in();

    ProjectId of();

    Task task();

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
        return task().id().value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("text", task().text());
    }

    private static Map<String, ?> placed(Task task) {
        return Map.of("text", task.text(), "parent", String.valueOf(task.parentId()));
    }

    record Created(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.created";
        }

        @Override
        public Map<String, ?> facts() {
            return placed(task);
        }
    }

    record Edited(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.edited";
        }
    }

    record Completed(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.completed";
        }
    }

    record Reopened(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.reopened";
        }
    }

    record Moved(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.moved";
        }

        @Override
        public Map<String, ?> facts() {
            return placed(task);
        }
    }

    /** With everything below it: {@code count} tasks in all. */
    record Deleted(SpaceId in, ProjectId of, Task task, int count) implements TaskEvent {
        @Override
        public String kind() {
            return "task.deleted";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("text", task.text(), "count", count);
        }
    }

    /** To one person, by handle. */
    record Assigned(SpaceId in, ProjectId of, Task task, String handle) implements TaskEvent {
        @Override
        public String kind() {
            return "task.assigned";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("text", task.text(), "handle", handle);
        }
    }

    record Unassigned(SpaceId in, ProjectId of, Task task, String handle) implements TaskEvent {
        @Override
        public String kind() {
            return "task.unassigned";
        }

        @Override
        public Map<String, ?> facts() {
            return Map.of("text", task.text(), "handle", handle);
        }
    }

    record Dated(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.dated";
        }
    }

    record DateRemoved(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.date_removed";
        }
    }

    record Noted(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.noted";
        }
    }

    record NoteRemoved(SpaceId in, ProjectId of, Task task) implements TaskEvent {
        @Override
        public String kind() {
            return "task.note_removed";
        }
    }
}
