package dev.taskwright.work.spaces;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/** What befalls somebody's membership; the subject is the person. */
sealed interface MemberEvent extends Event {
    SpaceId in();

    Member member();

    @Override
    default String space() {
        return in().value();
    }

    @Override
    default String subject() {
        return member().id().toString();
    }

    @Override
    default Map<String, ?> facts() {
        return Map.of("handle", member().handle(), "role", member().role().word());
    }

    record Added(SpaceId in, Member member) implements MemberEvent {
        @Override
        public String kind() {
            return "member.added";
        }
    }

    record Changed(SpaceId in, Member member) implements MemberEvent {
        @Override
        public String kind() {
            return "member.changed";
        }
    }

    record Removed(SpaceId in, Member member) implements MemberEvent {
        @Override
        public String kind() {
            return "member.removed";
        }
    }
}
