package dev.taskwright.work.spaces;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a folder gives to every member of its workspace, besides what its own members have. */
public enum FolderAccess {
    /** Nothing: only the folder's own members see it. */
    INVITE_ONLY(null),
    EDIT(Role.EDITOR),
    CHECK(Role.CHECKER),
    VIEW(Role.VIEWER);

    private final @Nullable Role role;

    FolderAccess(@Nullable Role role) {
        this.role = role;
    }

    /** The role that it gives; empty for {@link #INVITE_ONLY}. */
    public Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    /** As it is stored and sent: {@code invite_only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, as it is stored. */
    public static FolderAccess of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
