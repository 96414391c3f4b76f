package dev.taskwright.work.values;

import dev.taskwright.base.Caller;
import dev.taskwright.base.MediaId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.details.Value;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tree.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a value points at. What the caller does not see is not there. */
final class ValueReferences {
    private final ProjectAccess access;
    private final Nodes nodes;
    private final Medias medias;

    ValueReferences(ProjectAccess access, Nodes nodes, Medias medias) {
        this.access = access;
        this.nodes = nodes;
        this.medias = medias;
    }

    /** A person who sees the project. */
    Value.Person person(Tx tx, ProjectId project, Object given) {
        String text = Reading.text(given).toLowerCase(Locale.ROOT);
        String handle = text.startsWith("@") ? text.substring(1) : text;
        Optional<UserId> person =
                Optional.ofNullable(access.people(tx, project, List.of(handle)).get(handle));
        return person.map(id -> new Value.Person(id, handle))
                .orElseThrow(
                        () -> new IllegalArgumentException("must be the handle of somebody who sees this project"));
    }

    /** A file. */
    String media(Tx tx, Caller caller, Object given) {
        try {
            return medias.find(tx, caller, new MediaId(Reading.text(given)))
                    .id()
                    .value();
        } catch (ProblemException | IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the id of a file", e);
        }
    }

    /** A task of the same project by its id, or one of another project as {@code PROJECT:TASK}. */
    String task(Tx tx, Caller caller, TaskAddress here, Object given) {
        String text = Reading.text(given);
        int colon = text.indexOf(':');
        boolean isThere = isTask(tx, here.project(), text)
                || (colon > 0 && isSeen(tx, caller, text.substring(0, colon), text.substring(colon + 1)));
        if (!isThere) {
            throw new IllegalArgumentException("must be the id of a task, or PROJECT:TASK");
        }
        return text;
    }

    private boolean isSeen(Tx tx, Caller caller, String project, String task) {
        try {
            ProjectId id = new ProjectId(project);
            access.requireView(tx, caller, id);
            return isTask(tx, id, task);
        } catch (ProblemException | IllegalArgumentException notSeen) {
            return false;
        }
    }

    private boolean isTask(Tx tx, ProjectId project, String task) {
        try {
            return nodes.find(tx, project, new TaskId(task)).isPresent();
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }
}
