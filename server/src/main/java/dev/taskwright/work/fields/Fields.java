package dev.taskwright.work.fields;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.spaces.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The use cases of fields, and their look-up for those who look after what tasks have in them. */
public final class Fields {
    /** Fields of one project. */
    public static final int MOST = 200;

    private final FieldStore store = new FieldStore();
    private final Db db;
    private final ProjectAccess access;
    private final EventLog events;
    private final Supplier<FieldId> ids;
    private final InstantSource clock;

    public Fields(Db db, ProjectAccess access, EventLog events, Supplier<FieldId> ids, InstantSource clock) {
        this.db = db;
        this.access = access;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** All of a project, in the order in which they were made. */
    public List<FieldDefinition> list(Caller caller, ProjectId project) {
        return db.read(tx -> {
            access.requireView(tx, caller, project);
            return store.list(tx, project);
        });
    }

    /** The same for somebody whose access was checked in this transaction. */
    public List<FieldDefinition> list(Tx tx, ProjectId project) {
        return store.list(tx, project);
    }

    /** One field, for somebody whose access was checked in this transaction. */
    public Optional<FieldDefinition> find(Tx tx, ProjectId project, FieldId id) {
        return store.find(tx, project, id);
    }

    /** @throws ProblemException {@code Conflict} when the project has {@link #MOST} */
    public FieldDefinition add(Caller caller, ProjectId project, FieldData data) {
        FieldDefinition field = new FieldDefinition(ids.get(), data);
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, project);
            if (store.count(tx, project) >= MOST) {
                throw ProblemException.conflict("A project has at most " + MOST + " fields");
            }
            store.insert(tx, project, List.of(field), clock.instant());
            events.append(tx, caller, new FieldEvent.Created(space, project, field));
            return field;
        });
    }

    /**
     * Replaces everything about a field but its type. What tasks have in it stays, also an option that is no longer one.
     *
     * @throws ProblemException {@code Invalid} at {@code /data/type} for another type
     */
    public FieldDefinition change(Caller caller, ProjectId project, FieldId id, FieldData data) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, project);
            FieldDefinition before = field(tx, project, id);
            if (!before.data().type().equals(data.type())) {
                throw ProblemException.invalid(
                        "/data/type", "must stay " + before.data().type() + "; make another field instead");
            }
            FieldDefinition after = new FieldDefinition(id, data);
            if (!after.equals(before)) {
                store.update(tx, project, after, clock.instant());
                events.append(tx, caller, new FieldEvent.Changed(space, project, after));
            }
            return after;
        });
    }

    /** With what the tasks have in it. */
    public void delete(Caller caller, ProjectId project, FieldId id) {
        db.write(tx -> {
            SpaceId space = lock(tx, caller, project);
            FieldDefinition field = field(tx, project, id);
            store.delete(tx, project, id);
            events.append(tx, caller, new FieldEvent.Deleted(space, project, field));
            return field;
        });
    }

    /** Gives a project without fields those of another one, under the same ids; access was checked before. */
    public void copy(Tx tx, ProjectId from, ProjectId to) {
        store.insert(tx, to, store.list(tx, from), clock.instant());
    }

    /** Gives a project without fields these; access was checked before. */
    public void plant(Tx tx, ProjectId project, List<FieldDefinition> fields) {
        store.insert(tx, project, fields, clock.instant());
    }

    private SpaceId lock(Tx tx, Caller caller, ProjectId project) {
        return access.lock(tx, caller, project, Role.EDITOR).space().id();
    }

    private FieldDefinition field(Tx tx, ProjectId project, FieldId id) {
        return store.find(tx, project, id).orElseThrow(() -> ProblemException.notFound("Field"));
    }
}
