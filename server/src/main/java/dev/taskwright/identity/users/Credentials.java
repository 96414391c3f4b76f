package dev.taskwright.identity.users;

import org.jspecify.annotations.Nullable;

/**
 * A person and what their password is checked against.
 *
 * @param passwordHash a PHC string; null when this person has no password
 */
public record Credentials(User user, @Nullable String passwordHash) {
    @Override
    public String toString() {
        return "Credentials[" + user.id() + "]";
    }
}
