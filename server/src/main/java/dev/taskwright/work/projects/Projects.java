package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.tree.MarkdownReader;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.NodeDraft;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.tree.PlainReader;
import dev.taskwright.work.tree.RichText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The use cases of projects. */
public final class Projects {
    /** The largest text a project is made from, in bytes of UTF-8. */
    public static final int LARGEST_CONTENT = 1 << 20;

    private static final int LONGEST_NAME = 2000;

    private final ProjectStore store = new ProjectStore();
    private final MarkdownReader markdown = new MarkdownReader();
    private final LargeTexts large = new LargeTexts(2, Duration.ofSeconds(20));
    private final Db db;
    private final SpaceAccess spaces;
    private final ProjectAccess access;
    private final Nodes nodes;
    private final EventLog events;
    private final Supplier<ProjectId> ids;
    private final InstantSource clock;
    private final StagedProjects staged;

    public Projects(
            Db db,
            SpaceAccess spaces,
            ProjectAccess access,
            Nodes nodes,
            EventLog events,
            Supplier<ProjectId> ids,
            InstantSource clock) {
        this.db = db;
        this.spaces = spaces;
        this.access = access;
        this.nodes = nodes;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.staged = new StagedProjects(store, db, nodes, events, clock);
    }

    /**
     * Makes a project from a text in a folder, or in a workspace's Home by the workspace's id. It counts as seen by whoever
     * makes it.
     *
     * @throws ProblemException {@code TooLarge} above {@link #LARGEST_CONTENT}; {@code Invalid} at {@code /content} when
     *     it is nested too deeply; {@code Unavailable} while too many large texts are on their way
     */
    public Project create(Caller caller, SpaceId folder, ContentType type, String content) {
        return large.inTurn(content, () -> createNow(caller, folder, type, content));
    }

    private Project createNow(Caller caller, SpaceId folder, ContentType type, String content) {
        db.read(tx -> spaces.require(tx, caller, folder, Role.EDITOR, "Folder"));
        List<Node> tree = grow(type, content);
        Project project = new Project(ids.get(), folder, tree.getFirst().text());
        return staged.bring(caller, project, tree, tx -> lockPlace(tx, caller, folder));
    }

    /** The same in the Home of a workspace; a folder's id is not found. */
    public Project createInWorkspace(Caller caller, SpaceId workspace, ContentType type, String content) {
        return large.inTurn(content, () -> createInWorkspaceNow(caller, workspace, type, content));
    }

    private Project createInWorkspaceNow(Caller caller, SpaceId workspace, ContentType type, String content) {
        db.read(tx -> spaces.requireWorkspace(tx, caller, workspace, Role.EDITOR));
        List<Node> tree = grow(type, content);
        Project project = new Project(ids.get(), workspace, tree.getFirst().text());
        return staged.bring(caller, project, tree, tx -> {
            spaces.lock(tx, workspace, "Workspace");
            spaces.requireWorkspace(tx, caller, workspace, Role.EDITOR);
        });
    }

    /**
     * Stores a new project with its tree, as the caller's; that they may put one there was checked in this transaction.
     *
     * @param tree as {@link Nodes#grow} or {@link Nodes#regrow} made it
     */
    public Project plant(Tx tx, Caller caller, Project project, List<Node> tree) {
        return staged.plant(tx, caller, project, tree);
    }

    /** Large projects on their way in. */
    public StagedProjects staged() {
        return staged;
    }

    private List<Node> grow(ContentType type, String content) {
        boolean tooLarge = content.length() > LARGEST_CONTENT
                || (content.length() > LARGEST_CONTENT / 3
                        && content.getBytes(StandardCharsets.UTF_8).length > LARGEST_CONTENT);
        if (tooLarge) {
            throw ProblemException.tooLarge("content must have at most " + LARGEST_CONTENT + " bytes");
        }
        NodeDraft title = switch (type) {
            case MARKDOWN -> markdown.read(content);
            case PLAIN -> PlainReader.read(content);
        };
        return nodes.grow(title, "/content");
    }

    public Project get(Caller caller, ProjectId id) {
        return db.read(tx -> {
            access.requireView(tx, caller, id);
            return project(tx, id);
        });
    }

    /** The same; empty when the caller does not see it. */
    public Optional<Project> find(Caller caller, ProjectId id) {
        return db.read(tx -> access.find(tx, caller, id).flatMap(standing -> store.find(tx, id)));
    }

    /** The role that the caller has in the project, which says what a page may offer. */
    public Role role(Caller caller, ProjectId id) {
        return db.read(tx -> access.requireView(tx, caller, id).role());
    }

    /** The projects directly in a folder, or in a workspace's Home by the workspace's id; the latest changed first. */
    public List<Project> inFolder(Caller caller, SpaceId folder) {
        return db.read(tx -> {
            spaces.require(tx, caller, folder, Role.VIEWER, "Folder");
            return store.inSpace(tx, folder);
        });
    }

    /** Every project and template directly in a space, in a transaction that is open; access was checked in it. */
    public List<Project> everyIn(Tx tx, SpaceId space) {
        return store.everyIn(tx, space);
    }

    /** Makes a project that was just planted what it says of itself: completed, a template. */
    public void keepState(Tx tx, Project project) {
        store.updateState(tx, project, clock.instant());
    }

    /** A page of everything the caller sees; {@code page} counts from 1. */
    public List<Project> mine(Caller caller, ViewOrder order, int limit, int page) {
        long offset = (long) limit * (page - 1);
        return db.read(tx -> switch (caller) {
            case Caller.Person person -> store.visible(tx, person, order, limit, offset);
            case Caller.Operator _ -> store.all(tx, limit, offset);
            case Caller.Visitor _ -> List.<Project>of();
        });
    }

    /** What the caller was invited to alone: projects in spaces that they do not see; the latest changed first. */
    public List<Project> invited(Caller caller) {
        return caller instanceof Caller.Person person
                ? db.read(tx -> store.invited(tx, person.id()))
                : List.<Project>of();
    }

    /** Notes that the caller looks at the project now. Pages say so; reading over the API does not. */
    public void view(Caller caller, ProjectId id) {
        if (caller instanceof Caller.Person person) {
            db.write(tx -> {
                access.requireView(tx, caller, id);
                store.upsertView(tx, person.id(), id, clock.instant());
                return id;
            });
        }
    }

    /** The whole project as Markdown. */
    public String markdown(Caller caller, ProjectId id) {
        return db.read(tx -> {
            access.requireView(tx, caller, id);
            return nodes.markdown(tx, id);
        });
    }

    /**
     * Gives the title node a plain text.
     *
     * @param name one line of 1 to 2 000 characters
     */
    public Project rename(Caller caller, ProjectId id, String name) {
        String wanted = name.strip();
        if (wanted.isEmpty() || wanted.codePointCount(0, wanted.length()) > LONGEST_NAME) {
            throw ProblemException.invalid("/name", "must have 1 to " + LONGEST_NAME + " characters, not only blanks");
        }
        return db.write(tx -> {
            access.lock(tx, caller, id, Role.EDITOR);
            Project project = project(tx, id);
            if (project.name().equals(wanted)) {
                return project;
            }
            nodes.replaceContent(tx, id, nodes.title(tx, id), RichText.plain(wanted));
            Project renamed = project.named(wanted);
            events.append(tx, caller, new ProjectEvent.Renamed(renamed));
            return renamed;
        });
    }

    /** Puts a project away, tasks as they are; one that is away already stays so. */
    public Project complete(Caller caller, ProjectId id) {
        return change(caller, id, project -> project.completed(true), ProjectEvent.Completed::new);
    }

    /** Takes a project out again; one that is out already stays so. */
    public Project restore(Caller caller, ProjectId id) {
        return change(caller, id, project -> project.completed(false), ProjectEvent.Restored::new);
    }

    /** Makes a template of a project, or a project of a template. */
    public Project setTemplate(Caller caller, ProjectId id, boolean isTemplate) {
        return change(caller, id, project -> project.template(isTemplate), ProjectEvent.TemplateChanged::new);
    }

    private Project change(
            Caller caller, ProjectId id, UnaryOperator<Project> change, Function<Project, ProjectEvent> event) {
        return db.write(tx -> {
            access.lock(tx, caller, id, Role.EDITOR);
            Project before = project(tx, id);
            Project after = change.apply(before);
            if (!after.equals(before)) {
                store.updateState(tx, after, clock.instant());
                events.append(tx, caller, event.apply(after));
            }
            return after;
        });
    }

    /** A page of the templates directly in a folder, or in a workspace's Home; {@code page} counts from 1. */
    public List<Project> templates(Caller caller, SpaceId folder, int limit, int page) {
        return db.read(tx -> {
            spaces.require(tx, caller, folder, Role.VIEWER, "Folder");
            return store.templates(tx, folder, limit, (long) limit * (page - 1));
        });
    }

    /** Moves a project to another folder, in whatever workspace; the caller edits in both. */
    public Project move(Caller caller, ProjectId id, SpaceId folder) {
        return db.write(tx -> {
            access.requireView(tx, caller, id);
            spaces.lock(tx, folder, "Folder");
            SpaceId from = access.lockWhole(tx, caller, id, Role.EDITOR).space().id();
            spaces.require(tx, caller, folder, Role.EDITOR, "Folder");
            Project moved = project(tx, id).in(folder);
            if (!from.equals(folder)) {
                store.updateSpace(tx, id, folder);
                events.append(tx, caller, new ProjectEvent.Moved(moved, from));
            }
            return moved;
        });
    }

    /** With all its tasks. */
    public void delete(Caller caller, ProjectId id) {
        db.write(tx -> {
            access.lockWhole(tx, caller, id, Role.EDITOR);
            Project project = project(tx, id);
            store.delete(tx, id);
            events.append(tx, caller, new ProjectEvent.Deleted(project));
            return project;
        });
    }

    public ProjectId newId() {
        return ids.get();
    }

    /** Makes sure that the caller may put a project into a folder or Home, until the end of the transaction. */
    public void lockPlace(Tx tx, Caller caller, SpaceId folder) {
        spaces.lock(tx, folder, "Folder");
        spaces.require(tx, caller, folder, Role.EDITOR, "Folder");
    }

    /** Makes sure that the caller sees a project and that it stays as it is until the end of the transaction. */
    public void hold(Tx tx, Caller caller, ProjectId id) {
        store.hold(tx, id);
        access.requireView(tx, caller, id);
    }

    /** The same for a template; an ordinary project is not found. */
    public void holdTemplate(Tx tx, Caller caller, ProjectId id) {
        store.hold(tx, id);
        boolean isTemplate =
                access.find(tx, caller, id).isPresent() && project(tx, id).isTemplate();
        if (!isTemplate) {
            throw ProblemException.notFound("Template");
        }
    }

    /** One project, for somebody whose access was checked in this transaction. */
    public Project project(Tx tx, ProjectId id) {
        return store.find(tx, id).orElseThrow(() -> ProblemException.notFound("Project"));
    }
}
