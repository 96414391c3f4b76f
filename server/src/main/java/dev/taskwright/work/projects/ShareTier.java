package dev.taskwright.work.projects;

import dev.taskwright.work.spaces.Role;
import java.util.Locale;

/** What a share link lets its visitors do: that of the role. */
public enum ShareTier {
    VIEW(Role.VIEWER),
    CHECK(Role.CHECKER),
    EDIT(Role.EDITOR);

    private final Role role;

    ShareTier(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /** As it is stored and sent: {@code view}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ShareTier of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
