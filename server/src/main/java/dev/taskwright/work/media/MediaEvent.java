package dev.taskwright.work.media;

import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls a file. */
sealed interface MediaEvent extends Event {
    Media of();

    @Override
    default String space() {
        return of().space().value();
    }

    @Override
    default String subject() {
        return of().id().value();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("name", of().name(), "type", of().type().type(), "size", of().size());
    }

    record Added(Media of) implements MediaEvent {
        @Override
        public String kind() {
            return "media.added";
        }
    }

    record Deleted(Media of) implements MediaEvent {
        @Override
        public String kind() {
            return "media.deleted";
        }
    }
}
