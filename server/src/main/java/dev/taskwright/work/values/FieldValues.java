package dev.taskwright.work.values;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.json.Json;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.details.Value;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tree.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases of values: what a task has in the fields of its project. */
public final class FieldValues {
    private final Db db;
    private final ProjectAccess access;
    private final Nodes nodes;
    private final Fields fields;
    private final Details details;
    private final ValueReferences references;
    private final Passwords passwords;
    private final EventLog events;

    /** What values are made of. */
    public record Sources(Nodes nodes, Fields fields, Details details, Medias medias) {}

    public FieldValues(Db db, ProjectAccess access, Sources sources, Passwords passwords, EventLog events) {
        this.db = db;
        this.access = access;
        this.nodes = sources.nodes();
        this.fields = sources.fields();
        this.details = sources.details();
        this.references = new ValueReferences(access, sources.nodes(), sources.medias());
        this.passwords = passwords;
        this.events = events;
    }

    /** Of the fields in which the task has something, in the order of the fields. */
    public List<FieldValue> list(Caller caller, TaskAddress address) {
        return db.read(tx -> {
            access.requireView(tx, caller, address.project());
            Task task = Task.find(tx, nodes, address);
            Map<FieldId, Value> values = details.values(tx, address.project(), task.id());
            List<FieldValue> shown = new ArrayList<>();
            for (FieldDefinition field : fields.list(tx, address.project())) {
                Value value = values.get(field.id());
                if (value != null) {
                    shown.add(new FieldValue(field.id(), shown(field, value)));
                }
            }
            return shown;
        });
    }

    /** Of one field; what follows from the task is worked out, and a field without anything has null. */
    public FieldValue get(Caller caller, TaskAddress address, FieldId id) {
        return db.read(tx -> {
            access.requireView(tx, caller, address.project());
            Task task = Task.find(tx, nodes, address);
            FieldDefinition field = field(tx, address, id);
            @Nullable
            Object value = switch (field.data()) {
                case FieldData.NodeText _ -> task.text();
                case FieldData.NodeCompleted _ -> task.isCompleted();
                case FieldData.Timestamp _ ->
                    details.changedAt(tx, address.project(), task.id()).toString();
                case FieldData.TimestampAt _ ->
                    details.madeAt(tx, address.project(), task.id()).toString();
                case FieldData.TimestampAuthor _ ->
                    details.author(tx, address.project(), task.id()).orElse(null);
                default ->
                    details.value(tx, address.project(), task.id(), id)
                            .map(found -> shown(field, found))
                            .orElse(null);
            };
            return new FieldValue(id, value);
        });
    }

    /**
     * Instead of what it had.
     *
     * @param given a text that is not empty, a number or a truth
     * @throws ProblemException {@code Invalid} at {@code /value} for what the field does not take, at {@code {fieldId}}
     *     for a field that follows from the task
     */
    public void set(Caller caller, TaskAddress address, FieldId id, Object given) {
        String hash = hash(caller, address, id, given);
        db.write(tx -> {
            SpaceId space = access.lock(tx, caller, address.project(), Role.EDITOR)
                    .space()
                    .id();
            Task task = Task.find(tx, nodes, address);
            FieldDefinition field = field(tx, address, id);
            Value value = hash == null ? value(tx, caller, address, field, given) : json(hash);
            requireUnique(tx, address, field, value);
            details.setValue(tx, address.project(), task.id(), id, value);
            events.append(tx, caller, new ValueEvent.Changed(space, address, field));
            return value;
        });
    }

    /** A password is hashed before the transaction; null for all other fields. */
    private @Nullable String hash(Caller caller, TaskAddress address, FieldId id, Object given) {
        FieldDefinition field = db.read(tx -> {
            access.require(tx, caller, address.project(), Role.EDITOR);
            Task.find(tx, nodes, address);
            return field(tx, address, id);
        });
        return field.data() instanceof FieldData.Password password
                ? passwords.hash(taken(() -> Reading.password(password, given)))
                : null;
    }

    private Value value(Tx tx, Caller caller, TaskAddress address, FieldDefinition field, Object given) {
        return taken(() -> switch (field.data()) {
            case FieldData.Assign _ -> references.person(tx, address.project(), given);
            case FieldData.Media _ -> json(references.media(tx, caller, given));
            case FieldData.Relationship _ -> json(references.task(tx, caller, address, given));
            case FieldData data when data.isWritable() -> json(Reading.plain(data, given));
            case FieldData data ->
                throw ProblemException.invalid(
                        "{fieldId}", "is a field of the type " + data.type() + ", which cannot be written");
        });
    }

    private static <T> T taken(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("/value", String.valueOf(e.getMessage()));
        }
    }

    private void requireUnique(Tx tx, TaskAddress address, FieldDefinition field, Value value) {
        boolean mustBe = field.data() instanceof FieldData.Text text && text.isUnique();
        if (mustBe
                && value instanceof Value.Json json
                && details.isTaken(tx, address.project(), field.id(), json, address.task())) {
            throw ProblemException.invalid("/value", "must differ from that of all other tasks");
        }
    }

    /** Nothing happens when there is nothing. */
    public void remove(Caller caller, TaskAddress address, FieldId id) {
        db.write(tx -> {
            SpaceId space = access.lock(tx, caller, address.project(), Role.EDITOR)
                    .space()
                    .id();
            Task task = Task.find(tx, nodes, address);
            FieldDefinition field = field(tx, address, id);
            if (details.removeValue(tx, address.project(), task.id(), id)) {
                events.append(tx, caller, new ValueEvent.Removed(space, address, field));
            }
            return task;
        });
    }

    private FieldDefinition field(Tx tx, TaskAddress address, FieldId id) {
        return fields.find(tx, address.project(), id).orElseThrow(() -> ProblemException.notFound("Field"));
    }

    private static Value json(Object plain) {
        return new Value.Json(Json.text(plain));
    }

    /** The hash of a password is nobody's business. */
    private static @Nullable Object shown(FieldDefinition field, Value value) {
        if (field.data() instanceof FieldData.Password) {
            return null;
        }
        return switch (value) {
            case Value.Json(String text) -> Json.parse(text);
            case Value.Person person -> person.handle();
        };
    }
}
