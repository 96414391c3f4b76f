package dev.taskwright.work.copies;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.Nodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes projects of projects. Whoever does sees the source and is an editor where the new one goes. */
public final class Copies {
    private static final int LONGEST_TITLE = 2_000;

    private final Db db;
    private final Projects projects;
    private final Nodes nodes;
    private final Fields fields;
    private final Details details;

    public Copies(Db db, Projects projects, Nodes nodes, Fields fields, Details details) {
        this.db = db;
        this.projects = projects;
        this.nodes = nodes;
        this.fields = fields;
        this.details = details;
    }

    /**
     * A copy in a folder, or in a workspace's Home: tasks with everything they have, and fields. Guests and share links
     * stay behind, and so do assignees who do not see the folder. It is an open project, whatever the source is.
     *
     * @param title its name, of one line and at most 2 000 characters; null for that of the source
     */
    public Project copy(Caller caller, ProjectId source, SpaceId folder, @Nullable String title) {
        String wanted = title == null ? null : requireTitle(title);
        return db.write(tx -> {
            projects.lockPlace(tx, caller, folder);
            projects.hold(tx, caller, source);
            Project made = plant(tx, caller, source, folder, nodes.regrow(tx, source, wanted, false));
            details.copyPeople(tx, source, made.id(), folder);
            return made;
        });
    }

    /**
     * A project made from a template in whatever folder: the same, with every task open and assigned to nobody.
     *
     * @throws ProblemException {@code NotFound} when the caller sees no such template, or it is an ordinary project
     */
    public Project fromTemplate(Caller caller, ProjectId template, SpaceId folder) {
        return db.write(tx -> {
            projects.lockPlace(tx, caller, folder);
            projects.holdTemplate(tx, caller, template);
            return plant(tx, caller, template, folder, nodes.regrow(tx, template, null, true));
        });
    }

    private Project plant(Tx tx, Caller caller, ProjectId source, SpaceId folder, List<Node> tree) {
        Project made = new Project(projects.newId(), folder, tree.getFirst().text());
        projects.plant(tx, caller, made, tree);
        fields.copy(tx, source, made.id());
        details.copy(tx, source, made.id());
        return made;
    }

    private static String requireTitle(String title) {
        String stripped = title.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > LONGEST_TITLE) {
            throw ProblemException.invalid("/projectTitle", "must have 1 to 2000 characters, not only blanks");
        }
        return stripped;
    }
}
