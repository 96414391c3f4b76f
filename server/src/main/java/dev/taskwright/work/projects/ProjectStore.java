package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jspecify.annotations.Nullable;

/** The tables {@code project} and {@code project_view}. */
final class ProjectStore {
    private static final int MOST_INVITED = 200;

    private static final String PROJECT_WITH_NAME = """
            SELECT p.id, p.space_id, n.text AS name, p.completed_at, p.template
            FROM project p
            JOIN node n ON n.project_id = p.id AND n.path = '' AND p.staged_at IS NULL
            """;

    Optional<Project> find(Tx tx, ProjectId id) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + "WHERE p.id = :id")
                .bind("id", id.value())
                .map((row, context) -> project(row))
                .findOne();
    }

    /** The projects directly in a space, the latest changed first; no templates. */
    List<Project> inSpace(Tx tx, SpaceId space) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + """
                        WHERE p.space_id = :space AND p.template = 0 ORDER BY p.updated_at DESC, p.id DESC
                        """)
                .bind("space", space.value())
                .map((row, context) -> project(row))
                .list();
    }

    /** The projects and templates directly in a space, the oldest first. */
    List<Project> everyIn(Tx tx, SpaceId space) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + "WHERE p.space_id = :space ORDER BY p.created_at, p.id")
                .bind("space", space.value())
                .map((row, context) -> project(row))
                .list();
    }

    /** The templates directly in a space, the latest changed first. */
    List<Project> templates(Tx tx, SpaceId space, int limit, long offset) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + """
                        WHERE p.space_id = :space AND p.template = 1
                        ORDER BY p.updated_at DESC, p.id DESC LIMIT :limit OFFSET :offset
                        """)
                .bind("space", space.value())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> project(row))
                .list();
    }

    /** Every project that the person sees and reaches, but templates; equal ones in the order of their ids. */
    List<Project> visible(Tx tx, Caller.Person person, ViewOrder order, int limit, long offset) {
        String direction = order == ViewOrder.LATEST_FIRST ? "DESC" : "ASC";
        List<String> reached = switch (person.reach()) {
            case Reach.Everything _ -> List.of();
            case Reach.Projects projects ->
                projects.most().keySet().stream().map(ProjectId::value).toList();
        };
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME
                        + """
                        LEFT JOIN project_view v ON v.project_id = p.id AND v.person_id = :person
                        WHERE p.template = 0 AND (
                            p.space_id IN (SELECT space_id FROM visible_space WHERE person_id = :person)
                            OR p.id IN (SELECT project_id FROM project_guest WHERE person_id = :person)) %s
                        ORDER BY COALESCE(v.viewed_at, 0) %s, p.id LIMIT :limit OFFSET :offset
                        """.formatted(reached.isEmpty() ? "" : "AND p.id IN (<reached>)", direction))
                .bindList(EmptyHandling.NULL_KEYWORD, "reached", reached)
                .bind("person", person.id().value())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> project(row))
                .list();
    }

    /** Those that the person is a guest of and whose space they do not see. */
    List<Project> invited(Tx tx, UserId person) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + """
                        WHERE p.id IN (SELECT project_id FROM project_guest WHERE person_id = :person)
                          AND p.space_id NOT IN (SELECT space_id FROM visible_space WHERE person_id = :person)
                        ORDER BY p.updated_at DESC, p.id DESC LIMIT :most
                        """)
                .bind("person", person.value())
                .bind("most", MOST_INVITED)
                .map((row, context) -> project(row))
                .list();
    }

    List<Project> all(Tx tx, int limit, long offset) {
        return tx.handle()
                .createQuery(PROJECT_WITH_NAME + "WHERE p.template = 0 ORDER BY p.id LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> project(row))
                .list();
    }

    void insert(Tx tx, Project project, @Nullable UserId creator, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO project (id, space_id, created_by, revision, created_at, updated_at)
                        VALUES (:id, :space, :creator, 1, :now, :now)
                        """)
                .bind("id", project.id().value())
                .bind("space", project.space().value())
                .bind("creator", creator == null ? null : (Integer) creator.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Hides a project that is being filled. */
    void stage(Tx tx, ProjectId id, Instant now) {
        tx.handle()
                .createUpdate("UPDATE project SET staged_at = :now WHERE id = :id")
                .bind("id", id.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Takes the row of a project that is being filled; false when it is gone. */
    boolean holdStaged(Tx tx, ProjectId id) {
        return tx.handle()
                        .createUpdate("UPDATE project SET revision = revision WHERE id = :id AND staged_at IS NOT NULL")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    /** False when it is gone. */
    boolean show(Tx tx, ProjectId id, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE project SET staged_at = NULL, created_at = :now, updated_at = :now
                                WHERE id = :id AND staged_at IS NOT NULL
                                """)
                        .bind("id", id.value())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    int discard(Tx tx, ProjectId id) {
        return tx.handle()
                .createUpdate("DELETE FROM project WHERE id = :id AND staged_at IS NOT NULL")
                .bind("id", id.value())
                .execute();
    }

    int discardStagedBefore(Tx tx, Instant limit, int most) {
        return tx.handle()
                .createUpdate("""
                        DELETE FROM project WHERE id IN (
                            SELECT id FROM project WHERE staged_at < :limit ORDER BY staged_at LIMIT :most)
                        """)
                .bind("limit", limit.toEpochMilli())
                .bind("most", most)
                .execute();
    }

    /** Takes the row without changing it. */
    void hold(Tx tx, ProjectId id) {
        tx.handle()
                .createUpdate("UPDATE project SET revision = revision WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    void updateState(Tx tx, Project project, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE project SET completed_at = :completed, template = :template WHERE id = :id
                        """)
                .bind("id", project.id().value())
                .bind("completed", project.isCompleted() ? now.toEpochMilli() : null)
                .bind("template", project.isTemplate() ? 1 : 0)
                .execute();
    }

    void updateSpace(Tx tx, ProjectId id, SpaceId space) {
        tx.handle()
                .createUpdate("UPDATE project SET space_id = :space WHERE id = :id")
                .bind("id", id.value())
                .bind("space", space.value())
                .execute();
    }

    /** With its nodes. */
    void delete(Tx tx, ProjectId id) {
        tx.handle()
                .createUpdate("DELETE FROM project WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    void upsertView(Tx tx, UserId person, ProjectId id, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO project_view (person_id, project_id, viewed_at) VALUES (:person, :project, :now)
                        ON CONFLICT (person_id, project_id) DO UPDATE SET viewed_at = excluded.viewed_at
                        """)
                .bind("person", person.value())
                .bind("project", id.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Project project(ResultSet row) throws SQLException {
        row.getLong("completed_at");
        boolean isCompleted = !row.wasNull();
        return new Project(
                new ProjectId(row.getString("id")),
                new SpaceId(row.getString("space_id")),
                row.getString("name"),
                isCompleted,
                row.getInt("template") == 1);
    }
}
