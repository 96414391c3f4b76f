package dev.taskwright.identity.factors;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.events.Event;
import java.util.Map;

/**
 * What befalls a person's second factor.
 *
 * @param kind after {@code user.}
 */
record FactorEvent(UserId user, String kind) implements Event {
    static FactorEvent added(UserId user) {
        return new FactorEvent(user, "user.second_factor_added");
    }

    static FactorEvent removed(UserId user) {
        return new FactorEvent(user, "user.second_factor_removed");
    }

    static FactorEvent renewed(UserId user) {
        return new FactorEvent(user, "user.recovery_codes_renewed");
    }

    static FactorEvent recovered(UserId user) {
        return new FactorEvent(user, "user.recovery_code_used");
    }

    @Override
    public String subject() {
        return user.toString();
    }

    @Override
    public Map<String, ?> facts() {
        return Map.of();
    }
}
