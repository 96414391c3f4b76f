package dev.taskwright.base;

import java.util.Map;
import java.util.Optional;

/**
 * How far a credential carries its person: into everything that is open to them, or into a part of it. It never adds to
 * what they may do; a room that lets people in asks it first, and a further kind does not compile until each has.
 */
public sealed interface Reach {
    Reach EVERYTHING = new Everything();

    /** The most that may be done in a project; empty where it must not even be seen. */
    Optional<ProjectAction> in(ProjectId project);

    /** Whatever is open to the person. */
    record Everything() implements Reach {
        @Override
        public Optional<ProjectAction> in(ProjectId project) {
            return Optional.of(ProjectAction.MANAGE);
        }
    }

    /**
     * These projects, each as far as is said, and nothing around them: no space, no file of a space.
     *
     * @param most never empty
     */
    record Projects(Map<ProjectId, ProjectAction> most) implements Reach {
        public Projects {
            most = Map.copyOf(most);
            if (most.isEmpty()) {
                throw new IllegalArgumentException("a reach of no project is no reach");
            }
        }

        @Override
        public Optional<ProjectAction> in(ProjectId project) {
            return Optional.ofNullable(most.get(project));
        }
    }
}
