package dev.taskwright.work.spaces;

import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code space}, and the roles that open it. */
final class SpaceStore {
    Optional<Space> find(Tx tx, SpaceId id) {
        return tx.handle()
                .createQuery("SELECT id, parent_id, name, access FROM space WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> space(row))
                .findOne();
    }

    /** The space with the person's role there; empty without one. */
    Optional<Standing> standing(Tx tx, SpaceId id, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT s.id, s.parent_id, s.name, s.access, own.role AS own_role, up.role AS workspace_role
                        FROM space s
                        LEFT JOIN space_member own ON own.space_id = s.id AND own.person_id = :person
                        LEFT JOIN space_member up ON up.space_id = s.parent_id AND up.person_id = :person
                        WHERE s.id = :id
                        """)
                .bind("id", id.value())
                .bind("person", person.value())
                .map((row, context) -> standing(row))
                .findOne()
                .flatMap(found -> found);
    }

    private static Optional<Standing> standing(ResultSet row) throws SQLException {
        return Standing.of(space(row), row.getString("own_role"), row.getString("workspace_role"), null);
    }

    /** Who of these sees the space, in the order of their handles. */
    Map<String, UserId> people(Tx tx, SpaceId id, Collection<String> handles) {
        return tx.handle()
                .createQuery("""
                        SELECT p.id, p.handle FROM person p
                        WHERE p.handle IN (<handles>)
                          AND EXISTS (SELECT 1 FROM visible_space v WHERE v.person_id = p.id AND v.space_id = :space)
                        ORDER BY p.handle
                        """)
                .bindList("handles", List.copyOf(handles))
                .bind("space", id.value())
                .reduceResultSet(new LinkedHashMap<>(), (people, row, context) -> {
                    people.put(row.getString("handle"), new UserId(row.getInt("id")));
                    return people;
                });
    }

    /** The workspaces that the person is a member of. */
    List<Space> workspaces(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT s.id, s.parent_id, s.name, s.access
                        FROM space_member m
                        JOIN space s ON s.id = m.space_id AND s.parent_id IS NULL
                        WHERE m.person_id = :person
                        """)
                .bind("person", person.value())
                .map((row, context) -> space(row))
                .list();
    }

    /** Every workspace there is, oldest first. */
    List<Space> allWorkspaces(Tx tx) {
        return tx.handle().createQuery("""
                        SELECT id, parent_id, name, access FROM space WHERE parent_id IS NULL ORDER BY created_at, id
                        """).map((row, context) -> space(row)).list();
    }

    /** The folders of a workspace that the person sees, oldest first. */
    List<Space> folders(Tx tx, SpaceId workspace, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT id, parent_id, name, access FROM space
                        WHERE parent_id = :workspace
                          AND id IN (SELECT space_id FROM visible_space WHERE person_id = :person)
                        ORDER BY created_at, id
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person.value())
                .map((row, context) -> space(row))
                .list();
    }

    List<Space> allFolders(Tx tx, SpaceId workspace) {
        return tx.handle()
                .createQuery("""
                        SELECT id, parent_id, name, access FROM space
                        WHERE parent_id = :workspace ORDER BY created_at, id
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> space(row))
                .list();
    }

    /** Folders that the person was invited to without being a member of their workspace, oldest first. */
    List<Space> guestFolders(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT f.id, f.parent_id, f.name, f.access
                        FROM space_member m
                        JOIN space f ON f.id = m.space_id AND f.parent_id IS NOT NULL
                        WHERE m.person_id = :person
                          AND NOT EXISTS (SELECT 1 FROM space_member w
                                          WHERE w.space_id = f.parent_id AND w.person_id = :person)
                        ORDER BY f.created_at, f.id
                        """)
                .bind("person", person.value())
                .map((row, context) -> space(row))
                .list();
    }

    void insert(Tx tx, Space space, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO space (id, parent_id, name, access, revision, created_at)
                        VALUES (:id, :workspace, :name, :access, 1, :now)
                        """)
                .bind("id", space.id().value())
                .bind("workspace", value(space.workspace()))
                .bind("name", space.name())
                .bind("access", space.access().word())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    boolean lock(Tx tx, SpaceId id) {
        return tx.handle()
                        .createUpdate("UPDATE space SET revision = revision + 1 WHERE id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    void update(Tx tx, Space space) {
        tx.handle()
                .createUpdate("""
                        UPDATE space SET name = :name, access = :access, revision = revision + 1 WHERE id = :id
                        """)
                .bind("id", space.id().value())
                .bind("name", space.name())
                .bind("access", space.access().word())
                .execute();
    }

    /** With everything in it. */
    void delete(Tx tx, SpaceId id) {
        tx.handle()
                .createUpdate("DELETE FROM space WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    private static @Nullable String value(@Nullable SpaceId id) {
        return id == null ? null : id.value();
    }

    private static Space space(ResultSet row) throws SQLException {
        String workspace = row.getString("parent_id");
        return new Space(
                new SpaceId(row.getString("id")),
                workspace == null ? null : new SpaceId(workspace),
                row.getString("name"),
                FolderAccess.of(row.getString("access")));
    }
}
