package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who sees a project: one statement each, from the project up to what opens it. Nobody sees one that is being filled. */
final class StandingStore {
    private static final String SPACE = "s.id, s.parent_id, s.name, s.access";

    Optional<Space> find(Tx tx, ProjectId id) {
        return tx.handle()
                .createQuery("SELECT " + SPACE
                        + " FROM project p JOIN space s ON s.id = p.space_id WHERE p.id = :id AND p.staged_at IS NULL")
                .bind("id", id.value())
                .map((row, context) -> space(row))
                .findOne();
    }

    Optional<Standing> ofPerson(Tx tx, ProjectId id, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT s.id, s.parent_id, s.name, s.access,
                               own.role AS own_role, up.role AS workspace_role, guest.role AS guest_role
                        FROM project p
                        JOIN space s ON s.id = p.space_id
                        LEFT JOIN space_member own ON own.space_id = s.id AND own.person_id = :person
                        LEFT JOIN space_member up ON up.space_id = s.parent_id AND up.person_id = :person
                        LEFT JOIN project_guest guest ON guest.project_id = p.id AND guest.person_id = :person
                        WHERE p.id = :id AND p.staged_at IS NULL
                        """)
                .bind("id", id.value())
                .bind("person", person.value())
                .map((row, context) -> Standing.of(
                        space(row),
                        row.getString("own_role"),
                        row.getString("workspace_role"),
                        row.getString("guest_role")))
                .findOne()
                .flatMap(found -> found);
    }

    Optional<Standing> ofVisitor(Tx tx, ProjectId id, String link, Instant now) {
        return tx.handle()
                .createQuery("""
                        SELECT s.id, s.parent_id, s.name, s.access, l.tier
                        FROM project_share l
                        JOIN project p ON p.id = l.project_id AND p.staged_at IS NULL
                        JOIN space s ON s.id = p.space_id
                        WHERE l.id = :link AND l.project_id = :id AND (l.expires_at IS NULL OR l.expires_at > :now)
                        """)
                .bind("link", link)
                .bind("id", id.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Standing(
                        space(row), ShareTier.of(row.getString("tier")).role()))
                .findOne();
    }

    /** Takes the project's row; false when there is no such project. */
    boolean lock(Tx tx, ProjectId id, Instant now) {
        return tx.handle()
                        .createUpdate("UPDATE project SET revision = revision + 1, updated_at = :now WHERE id = :id")
                        .bind("id", id.value())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Who of these sees the project, in the order of their handles. */
    Map<String, UserId> people(Tx tx, ProjectId id, Collection<String> handles) {
        return tx.handle()
                .createQuery("""
                        SELECT q.id, q.handle FROM person q
                        WHERE q.handle IN (<handles>) AND (
                            EXISTS (SELECT 1 FROM project p
                                    JOIN visible_space v ON v.space_id = p.space_id
                                    WHERE p.id = :id AND v.person_id = q.id)
                            OR EXISTS (SELECT 1 FROM project_guest g WHERE g.project_id = :id AND g.person_id = q.id))
                        ORDER BY q.handle
                        """)
                .bindList("handles", List.copyOf(handles))
                .bind("id", id.value())
                .reduceResultSet(new LinkedHashMap<>(), (people, row, context) -> {
                    people.put(row.getString("handle"), new UserId(row.getInt("id")));
                    return people;
                });
    }

    private static Space space(ResultSet row) throws SQLException {
        String parent = row.getString("parent_id");
        return new Space(
                new SpaceId(row.getString("id")),
                parent == null ? null : new SpaceId(parent),
                row.getString("name"),
                FolderAccess.of(row.getString("access")));
    }
}
