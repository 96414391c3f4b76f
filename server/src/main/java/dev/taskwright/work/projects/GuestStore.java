package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.spaces.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code project_guest}, and with it everybody who sees a project. */
final class GuestStore {
    /** Members of the space first, then those it is open to, then those who were invited; each once. */
    List<Guest> people(Tx tx, ProjectId project, int limit, long offset) {
        return tx.handle()
                .createQuery("""
                        SELECT q.id, q.handle, q.name, 'viewer' AS role
                        FROM (SELECT person_id, MIN(place) AS place
                              FROM (SELECT m.person_id, 0 AS place
                                    FROM project p
                                    JOIN space_member m ON m.space_id = p.space_id
                                    WHERE p.id = :project
                                    UNION ALL
                                    SELECT m.person_id, 1 AS place
                                    FROM project p
                                    JOIN space s ON s.id = p.space_id AND s.access <> 'invite_only'
                                    JOIN space_member m ON m.space_id = s.parent_id
                                    WHERE p.id = :project
                                    UNION ALL
                                    SELECT g.person_id, 2 AS place FROM project_guest g WHERE g.project_id = :project) each_way
                              GROUP BY person_id) seen
                        JOIN person q ON q.id = seen.person_id
                        ORDER BY seen.place, q.handle LIMIT :limit OFFSET :offset
                        """)
                .bind("project", project.value())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> guest(row))
                .list();
    }

    Optional<Guest> find(Tx tx, ProjectId project, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT q.id, q.handle, q.name, g.role
                        FROM project_guest g
                        JOIN person q ON q.id = g.person_id
                        WHERE g.project_id = :project AND g.person_id = :person
                        """)
                .bind("project", project.value())
                .bind("person", person.value())
                .map((row, context) -> guest(row))
                .findOne();
    }

    void insert(Tx tx, ProjectId project, Guest guest, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO project_guest (project_id, person_id, role, added_at)
                        VALUES (:project, :person, :role, :now)
                        """)
                .bind("project", project.value())
                .bind("person", guest.id().value())
                .bind("role", guest.role().word())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void updateRole(Tx tx, ProjectId project, Guest guest) {
        tx.handle()
                .createUpdate("""
                        UPDATE project_guest SET role = :role WHERE project_id = :project AND person_id = :person
                        """)
                .bind("project", project.value())
                .bind("person", guest.id().value())
                .bind("role", guest.role().word())
                .execute();
    }

    void delete(Tx tx, ProjectId project, UserId person) {
        tx.handle()
                .createUpdate("DELETE FROM project_guest WHERE project_id = :project AND person_id = :person")
                .bind("project", project.value())
                .bind("person", person.value())
                .execute();
    }

    private static Guest guest(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new Guest(
                new UserId(row.getInt("id")),
                row.getString("handle"),
                name.isBlank() ? row.getString("handle") : name,
                Role.of(row.getString("role")).orElseThrow());
    }
}
