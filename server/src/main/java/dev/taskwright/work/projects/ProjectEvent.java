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

    record Completed(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.completed";
        }
    }

    record Restored(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.restored";
        }
    }

    /** Became a template, or no longer is one. */
    record TemplateChanged(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return of().isTemplate() ? "project.template_marked" : "project.template_unmarked";
        }
    }

    /** Somebody was invited to this project alone. */
    record GuestAdded(Project of, Guest guest) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.guest_added";
        }

        @Override
        public Map<String, ?> facts() {
            return guest.facts();
        }
    }

    record GuestChanged(Project of, Guest guest) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.guest_changed";
        }

        @Override
        public Map<String, ?> facts() {
            return guest.facts();
        }
    }

    record GuestRemoved(Project of, Guest guest) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.guest_removed";
        }

        @Override
        public Map<String, ?> facts() {
            return guest.facts();
        }
    }

    /** It can be opened by links from now on. */
    record ShareEnabled(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.share_enabled";
        }
    }

    record ShareDisabled(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.share_disabled";
        }
    }

    /** The links are other ones. */
    record ShareRotated(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.share_rotated";
        }
    }

    /** Expiry or password of links. */
    record ShareChanged(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.share_changed";
        }
    }

    record Deleted(Project of) implements ProjectEvent {
        @Override
        public String kind() {
            return "project.deleted";
        }
    }
}
