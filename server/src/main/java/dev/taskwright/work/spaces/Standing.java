package dev.taskwright.work.spaces;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A space as somebody sees it: with the role they have there. */
public record Standing(Space space, Role role) {
    /**
     * The one rule of who has which role: the highest of those that a person was given, empty without any.
     *
     * @param own in the space itself
     * @param workspace in the workspace of a folder; counts as what the folder is open for
     * @param guest in the one project that is looked at
     */
    public static Optional<Standing> of(
            Space space, @Nullable String own, @Nullable String workspace, @Nullable String guest) {
        Optional<Role> open =
                workspace == null ? Optional.empty() : space.access().role();
        return Stream.of(
                        Optional.ofNullable(own).flatMap(Role::of),
                        open,
                        Optional.ofNullable(guest).flatMap(Role::of))
                .flatMap(Optional::stream)
                .max(Role::compareTo)
                .map(role -> new Standing(space, role));
    }
}
