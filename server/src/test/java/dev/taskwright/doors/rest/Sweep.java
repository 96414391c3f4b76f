package dev.taskwright.doors.rest;

import dev.taskwright.base.Caller;
import dev.taskwright.base.MediaId;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import dev.taskwright.platform.operation.Reply;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tree.Window;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A workspace with a folder, a project and tasks, made anew for one try, and every operation aimed at it. */
final class Sweep {
    /** Somebody who is in no workspace until an operation adds them. */
    static final String NEWCOMER = "newcomer";

    /** A guest of every project that is swept. */
    static final String GUEST = "guest";

    /** A viewer of every workspace that is swept, to be changed or removed. */
    static final String LEAVER = "leaver";

    private final WorkParts work;
    private final Space workspace;
    private final Space folder;
    private final Project project;
    private final String openTask;
    private final String doneTask;
    private final MediaId media;
    private final String field;
    private final String template;

    Sweep(WorkParts work, Map<Role, Caller.Person> people) {
        Caller.Person owner = Objects.requireNonNull(people.get(Role.OWNER));
        this.work = work;
        this.workspace = work.workspace(owner, "Swept");
        this.folder = work.folders.add(owner, workspace.id(), "Papers", FolderAccess.INVITE_ONLY);
        work.members.add(owner, workspace.id(), LEAVER, Role.VIEWER);
        people.forEach((role, person) -> {
            if (role != Role.OWNER) {
                work.members.add(owner, workspace.id(), person.handle(), role);
                work.members.add(owner, folder.id(), person.handle(), role);
            }
        });
        this.project = work.project(owner, workspace, "# Swept\n\n- [ ] open\n- [x] done\n");
        List<Task> tasks =
                work.tasks.list(owner, project.id(), new Window(10, null, null)).items();
        this.openTask = tasks.get(1).id().value();
        this.doneTask = tasks.get(2).id().value();
        FieldData.Select state = new FieldData.Select(
                "State", null, Map.of("open", new FieldData.Option("open", "Open", "a", null, null)), null, null);
        work.shareLinks.enable(owner, project.id());
        work.guests.add(owner, project.id(), GUEST, Role.VIEWER);
        this.template = work.projects
                .setTemplate(owner, work.project(owner, workspace, "# Template").id(), true)
                .id()
                .value();
        this.field = work.fields.add(owner, project.id(), state).id().value();
        this.media =
                work.medias.upload(owner, workspace.id(), "a.txt", upload()).id();
        giveDetails(owner, new TaskAddress(project.id(), tasks.get(1).id()));
    }

    private static Upload upload() {
        return new Upload(new ByteArrayInputStream(new byte[] {'a'}), null);
    }

    private void giveDetails(Caller.Person owner, TaskAddress task) {
        work.assignments.set(owner, task, List.of(LEAVER));
        work.taskDetails.setNote(owner, task, new Note("text/plain", "a note"));
        Moment start = new Moment(LocalDate.EPOCH, null, null);
        work.taskDetails.setDate(owner, task, new TaskDate(start, null));
    }

    private Sweep(Sweep places, Sweep tasks) {
        this.work = places.work;
        this.workspace = places.workspace;
        this.folder = places.folder;
        this.project = places.project;
        this.openTask = tasks.openTask;
        this.doneTask = tasks.doneTask;
        this.media = tasks.media;
        this.field = tasks.field;
        this.template = places.template;
    }

    /** The least role that may do it; empty where everybody may. */
    static Optional<Role> least(Operation operation) {
        return Role.of(operation.need().role());
    }

    /** The same places, but tasks that lie in another project. */
    Sweep withTasksOf(Sweep other) {
        return new Sweep(this, other);
    }

    Space workspace() {
        return workspace;
    }

    Project project() {
        return project;
    }

    /** What stands for each parameter of a path. */
    Map<String, String> places() {
        return Map.of(
                "workspaceId",
                workspace.id().value(),
                "spaceId",
                workspace.id().value(),
                "folderId",
                folder.id().value(),
                "projectId",
                project.id().value(),
                "taskId",
                openTask,
                "mediaId",
                media.value(),
                "fieldId",
                field,
                "guestHandle",
                GUEST,
                "handle",
                LEAVER,
                "assigneeHandle",
                LEAVER);
    }

    void moveProjectOutOfSight(Caller.Person owner) {
        moveProjectTo(owner, FolderAccess.INVITE_ONLY);
    }

    /** Into a folder that is the owner's alone but for what it is open for. */
    void moveProjectTo(Caller.Person owner, FolderAccess access) {
        Space other = work.folders.add(owner, workspace.id(), "Other", access);
        work.projects.move(owner, project.id(), other.id());
    }

    /**
     * Does the operation on what is here as somebody whom no token brings to this door; what it was refused for, if
     * anything.
     */
    Optional<Problem> run(Operation operation, Caller caller) {
        try {
            Reply _ = operation.run(caller, Arguments.of(operation, part -> switch (part) {
                case PathParam<?> p -> p.read(place(operation, p.name()));
                case QueryParam<?> q -> q.read(q.isRequired() ? List.of("x") : List.of());
                case Body<?> b ->
                    Json.read(
                            b.shape(), Json.text(aimed(b.example())).getBytes(StandardCharsets.UTF_8), Unknown.SKIPPED);
                case RawBody raw ->
                    new Upload(new ByteArrayInputStream(raw.example().getBytes(StandardCharsets.UTF_8)), null);
            }));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /** Calls the operation on what is here, with the example of its body. */
    Answer send(ApiServer api, Operation operation, String token) {
        String path = operation.path();
        for (PathParam<?> param : operation.pathParams()) {
            path = path.replace("{" + param.name() + "}", place(operation, param.name()));
        }
        path += operation.queryParams().stream()
                .filter(QueryParam::isRequired)
                .map(param -> "?" + param.name() + "=x")
                .collect(Collectors.joining());
        String body = operation
                .body()
                .map(sent -> Json.text(aimed(sent.example())))
                .or(() -> operation.rawBody().map(RawBody::example))
                .orElse("");
        Optional<String> type =
                operation.rawBody().flatMap(raw -> raw.types().stream().findFirst());
        return type.isPresent() && !token.isEmpty()
                ? api.send(operation.method().name(), path, token, body, "Content-Type: " + type.get())
                : api.call(operation.method().name(), path, token, body);
    }

    private String place(Operation operation, String name) {
        if (operation.id().equals("taskUncomplete") && name.equals("taskId")) {
            return doneTask;
        }
        return Objects.requireNonNull(places().get(name), "Sweep has no place for {" + name + "} of " + operation);
    }

    /** The example with the ids that are here. */
    private Object aimed(Object example) {
        return switch (example) {
            case Map<?, ?> map -> {
                Map<Object, Object> aimed = new LinkedHashMap<>();
                map.forEach((name, value) -> aimed.put(
                        name,
                        switch (name.toString()) {
                            case "folderId" -> folder.id().value();
                            case "templateId" -> template;
                            case "taskId" -> doneTask;
                            case "handle" -> NEWCOMER;
                            case "handles" -> List.of(LEAVER);
                            default -> aimed(value);
                        }));
                yield aimed;
            }
            case List<?> list -> list.stream().map(this::aimed).toList();
            default -> example;
        };
    }
}
