package dev.taskwright.work.spaces;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a member may do in a space; each role may do all that the ones before it may. */
public enum Role {
    /** Read. */
    VIEWER,
    /** Complete tasks. */
    CHECKER,
    /** Make and change projects and tasks. */
    EDITOR,
    /** Change settings, folders and members. */
    ADMIN,
    /** Delete the space, and make or unmake owners. */
    OWNER;

    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is stored and sent: {@code viewer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word; capitals do not matter. */
    public static Optional<Role> of(String word) {
        return Stream.of(values())
                .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
